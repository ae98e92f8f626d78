-- The results of all objectives, as the hooks made them; the site has a page for each. A study without objectives has
-- those of its themes.
local closing = require("narrative.closing")
local joint = require("narrative.joint")
local opening = require("narrative.opening")
local themes = require("narrative.themes")
local words = require("words")

local function of_themes(ctx)
    local found = themes.of_study(ctx)
    local blocks, told = themes.blocks(found, 2)
    return {opening(found), themes.printed_quotes(found), blocks, joint(found, 2, told), closing(found, 2)}
end

local function section(ctx)
    local b, blocks = ctx.b, {}
    for i, narrative in ipairs(ctx.narratives) do
        local objective = narrative.objective
        local title = b.heading(2, words.objective_title(ctx, objective), {id = objective.id})
        blocks[i] = {title, narrative.blocks}
    end
    return #blocks > 0 and blocks or themes.alone(ctx) and of_themes(ctx) or nil
end

return {api = 1, section = section}
