-- The default narrative of an objective, put together from the parts in lua/lib/narrative/. A study changes one part by a
-- file of the same name in its own lua/lib/narrative/, all of it by a file of this name in its lua/hooks/, or adds to it
-- with another hook, which finds what this one made in ctx.narrative.
local closing = require("narrative.closing")
local joint = require("narrative.joint")
local opening = require("narrative.opening")
local themes = require("narrative.themes")

-- Findings of the objective about codes that are not among its themes.
local function other_findings(ctx, level, printed)
    local blocks = {}
    for _, finding in ipairs(ctx.objective.findings) do
        if not printed[finding] then
            blocks[#blocks + 1] = themes.finding_blocks(ctx, finding, level + 1)
        end
    end
    if #blocks > 0 then
        table.insert(blocks, 1, ctx.b.heading(level, ctx.labels.narrative_other))
    end
    return blocks
end

local function assemble(ctx)
    -- In the appendices the objective itself is a heading of level 2; in the site it is the page.
    local level = ctx.for_site and 2 or 3
    local of_themes, told = themes.blocks(ctx, level)
    local drafts, discussion = themes.all_drafts(ctx), ctx.objective.discussion
    return ctx.b.blocks(
        opening(ctx),
        themes.printed_quotes(ctx),
        drafts and ctx.b.para(ctx.b.em(ctx.labels.narrative_all_drafts)),
        of_themes,
        other_findings(ctx, level, told.printed),
        themes.part(ctx, level, "narrative_discussion", discussion and ctx.b.below(level, discussion)),
        joint(ctx, level, told),
        closing(ctx, level))
end

return {api = 1, select = themes.choose, assemble = assemble}
