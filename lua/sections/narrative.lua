-- The results of all objectives, as the hooks made them; the site has a page for each. A study without objectives has
-- those of its themes.
local closing = require("narrative.closing")
local themes = require("narrative.themes")
local words = require("words")

-- What an objective would have: the codes that were found or said something about, and which quotes to show of each.
local function of_themes(ctx)
    local found = setmetatable({themes = {}}, {__index = ctx})
    for _, code in ipairs(ctx.model.codes) do
        if code.level == "theme" and #code.findings + #code.excerpts > 0 then
            found.themes[#found.themes + 1] = code
        end
    end
    found.selected = themes.choose(found)
    local blocks = themes.blocks(found, 2)
    return #ctx.model.findings > 0 and {ctx.model.study.answer, themes.printed_quotes(found), blocks, closing(found, 2)} or nil
end

local function section(ctx)
    local b, blocks = ctx.b, {}
    for i, narrative in ipairs(ctx.narratives) do
        local objective = narrative.objective
        local title = b.heading(2, words.objective_title(ctx, objective), {id = objective.id})
        blocks[i] = {title, narrative.blocks}
    end
    return #blocks > 0 and blocks or of_themes(ctx)
end

return {api = 1, section = section}
