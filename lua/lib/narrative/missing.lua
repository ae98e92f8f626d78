-- What is still missing of a theme, in words: {text, ...}. The researcher is told; readers only where the study says so.
local approaches = require("approaches")
local words = require("words")

local function silent_groups(ctx, theme)
    local groups = {}
    for _, voice in ipairs(theme.triangulation.sources) do
        if voice.members > 0 and voice.informants == 0 then
            groups[#groups + 1] = words.group(ctx, voice.name, "voice")
        end
    end
    return groups
end

local function of_findings(ctx, theme, items)
    local drafts, own, concluded = 0, 0, false
    for _, finding in ipairs(theme.findings) do
        own = own + 1
        drafts = drafts + (finding.status == "draft" and 1 or 0)
        concluded = concluded or finding.conclusion ~= nil
    end
    if own == 0 then
        items[#items + 1] = ctx.labels.narrative_missing_finding
    elseif drafts > 0 then
        items[#items + 1] = drafts == own and ctx.labels.narrative_missing_all_final
            or ctx.labels("narrative_missing_final", words.of(ctx, drafts, own))
    end
    if own > 0 and not concluded then
        items[#items + 1] = ctx.labels.narrative_missing_conclusion
    end
end

return function(ctx, theme)
    local labels, items = ctx.labels, {}
    of_findings(ctx, theme, items)
    if theme.triangulation.excerpts == 0 then
        items[#items + 1] = labels["narrative_missing_" .. (#theme.excerpts > 0 and "evidence" or "excerpts")]
        return items
    end
    if not approaches.uses(ctx.model, "triangulation") then
        return items
    end
    local groups = silent_groups(ctx, theme)
    if #groups > 0 then
        items[#items + 1] = ctx.b.label("narrative_missing_groups", words.list(ctx, groups))
    end
    if theme.triangulation.documents == 0 and #ctx.model.documents > 0 then
        items[#items + 1] = labels.narrative_missing_documents
    end
    return items
end
