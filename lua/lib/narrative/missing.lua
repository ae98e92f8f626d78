-- What is still missing of a theme, in words: {text, ...}. The researcher is told; readers only where the study says so.
local lacking = require("lacks")
local map = require("map")
local words = require("words")

local function group_names(ctx, groups)
    return map(groups, function(group) return words.group(ctx, group, "voice") end)
end

return function(ctx, theme)
    local labels, items = ctx.labels, {}
    local lacks = lacking(ctx.model, theme, theme.triangulation)
    if lacks.findings == 0 then
        items[#items + 1] = labels.narrative_missing_finding
    elseif lacks.drafts > 0 then
        items[#items + 1] = lacks.drafts == lacks.findings and labels.narrative_missing_all_final
            or labels("narrative_missing_final", words.of(ctx, lacks.drafts, lacks.findings))
    end
    if lacks.findings > 0 and not lacks.concluded then
        items[#items + 1] = labels.narrative_missing_conclusion
    end
    if lacks.outcome then
        items[#items + 1] = labels.narrative_missing_outcome
    end
    if lacks.evidence then
        items[#items + 1] = labels["narrative_missing_" .. (#theme.excerpts > 0 and "evidence" or "excerpts")]
    end
    if #lacks.groups > 0 then
        items[#items + 1] = ctx.b.label("narrative_missing_groups", words.list(ctx, group_names(ctx, lacks.groups)))
    end
    if lacks.documents then
        items[#items + 1] = labels.narrative_missing_documents
    end
    return items
end
