-- The results of all objectives, as the hooks made them; the site has a page for each.
local words = require("words")

local function section(ctx)
    local b, blocks = ctx.b, {}
    for i, narrative in ipairs(ctx.narratives) do
        local objective = narrative.objective
        local title = b.heading(2, words.objective_title(ctx, objective), {id = objective.id})
        blocks[i] = {title, narrative.blocks}
    end
    return #blocks > 0 and blocks or nil
end

return {api = 1, section = section}
