-- Which questions of the guide are about a theme, and whom they are put to.
local any = require("any")
local tree = require("tree")

local asked = {}

-- The question is about theme or a code below it.
function asked.is_about(question, theme)
    return any(question.themes, function(code) return tree.is_within(code, theme) end)
end

-- Whether the question is put to informants of group: one that names no groups is for everybody.
function asked.includes(question, group)
    return #question.groups == 0 or any(question.groups, function(name) return name == group end)
end

return asked
