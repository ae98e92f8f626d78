-- The table that closes an objective: what was found, on what evidence, how far the sources agree, and what follows.
local approaches = require("approaches")
local counts = require("counts")
local standing = require("narrative.standing")
local tables = require("tables")

return function(ctx, level)
    local b, labels, objective, rows = ctx.b, ctx.labels, ctx.objective, {}
    for _, theme in ipairs(ctx.themes) do
        local is_first = true
        for _, finding in ipairs(theme.findings) do
            if finding.objective == objective then
                -- What holds for the theme stands beside the first of its findings.
                rows[#rows + 1] = {
                    is_first and b.object(theme),
                    {b.object(finding), finding.summary},
                    is_first and counts.excerpts(ctx, theme.triangulation),
                    is_first and approaches.uses(ctx.model, "triangulation") and standing.in_cell(ctx, theme),
                    finding.implication or false,
                }
                is_first = false
            end
        end
    end
    if #rows == 0 then
        return nil
    end
    return {
        b.heading(level, labels.narrative_closing),
        b.table {
            columns = tables.columns(ctx, {
                "table_theme", "table_finding", "table_evidence", "table_standing", "table_implication",
            }),
            rows = rows,
            caption = objective and b.label("narrative_closing_caption", objective.title) or labels.narrative_closing,
            label = tables.label(ctx, "narrative", objective and objective.id),
            drop_empty = true,
            of = objective,
        },
    }
end
