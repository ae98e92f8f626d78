-- Which questions of the guide are about a theme, and whom they are put to.
local tree = require("tree")

local asked = {}

-- The question is about theme or a code below it.
function asked.is_about(question, theme)
    for _, code in ipairs(question.themes) do
        if tree.is_within(code, theme) then
            return true
        end
    end
    return false
end

-- Whether the question is put to informants of group: one that names no groups is for everybody.
function asked.includes(question, group)
    for _, name in ipairs(question.groups) do
        if name == group then
            return true
        end
    end
    return #question.groups == 0
end

return asked
