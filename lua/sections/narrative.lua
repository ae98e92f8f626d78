-- The results of all objectives, as the hooks made them; the site has a page for each. A study without objectives has
-- its themes with what was found about each.
local words = require("words")

local function theme_blocks(ctx, theme)
    local b, blocks = ctx.b, {}
    for i, finding in ipairs(theme.findings) do
        blocks[i] = {
            b.heading(3, finding.title, {id = finding.id}), finding.summary, b.below(3, finding.body),
        }
    end
    return #blocks > 0 and {b.heading(2, b.object(theme)), theme.definition, blocks} or nil
end

local function themes(ctx)
    local blocks = {}
    for _, code in ipairs(ctx.model.codes) do
        blocks[#blocks + 1] = code.level == "theme" and theme_blocks(ctx, code) or nil
    end
    return #blocks > 0 and blocks or nil
end

local function section(ctx)
    local b, blocks = ctx.b, {}
    for i, narrative in ipairs(ctx.narratives) do
        local objective = narrative.objective
        local title = b.heading(2, words.objective_title(ctx, objective), {id = objective.id})
        blocks[i] = {title, narrative.blocks}
    end
    return #blocks > 0 and blocks or themes(ctx)
end

return {api = 1, section = section}
