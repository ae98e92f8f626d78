-- The default narrative of an objective. A study replaces it by a file of the same name in its own lua/hooks/, or adds
-- to it with another file, which finds what this one made in ctx.narrative.
local counts = require("counts")
local evidence = require("evidence")
local words = require("words")

-- Quotes for each theme besides those that a finding shows itself; contrasting voices are never left out.
local most_quotes = 6

local function sentence(ctx, key, first, second)
    return ctx.b.para(ctx.b.label(key, first, second))
end

local function finding_blocks(ctx, finding, level)
    local b, labels = ctx.b, ctx.labels
    return b.section(finding.id,
        b.heading(level, finding.title),
        finding.status == "draft" and b.para(b.em(labels.narrative_draft)),
        b.below(level, finding.body or finding.summary))
end

-- The findings of this objective about theme; adds the excerpts they show to quoted.
local function findings(ctx, theme, level, quoted, printed)
    local blocks = {}
    for _, finding in ipairs(theme.findings) do
        if finding.objective == ctx.objective and not printed[finding] then
            printed[finding] = true
            blocks[#blocks + 1] = finding_blocks(ctx, finding, level)
            for _, excerpt in ipairs(finding.quoted) do
                quoted[excerpt.id] = true
            end
        end
    end
    return blocks
end

-- What a select of a study's hook chose for this theme, in its order, or else what the rule gives.
local function choose(ctx, theme, quoted)
    if not ctx.selected then
        return evidence.choose(theme.excerpts, most_quotes, quoted)
    end
    local of_theme, chosen = {}, {}
    for _, excerpt in ipairs(theme.excerpts) do
        of_theme[excerpt.id] = true
    end
    for _, excerpt in ipairs(ctx.selected) do
        if of_theme[excerpt.id] and not quoted[excerpt.id] then
            chosen[#chosen + 1] = excerpt
        end
    end
    return chosen
end

local function quotes(ctx, theme, level, chosen)
    local b = ctx.b
    if #chosen == 0 then
        return nil
    end
    local blocks = {b.heading(level, ctx.labels.narrative_quotes)}
    for _, excerpt in ipairs(chosen) do
        blocks[#blocks + 1] = b.quote(excerpt)
    end
    if #chosen < #theme.excerpts then
        blocks[#blocks + 1] = sentence(ctx, "narrative_more", b.object(theme))
    end
    return blocks
end

local function is_illustrative(theme, chosen, quoted)
    for _, excerpt in ipairs(chosen) do
        if excerpt.illustrative then
            return true
        end
    end
    for _, excerpt in ipairs(theme.excerpts) do
        if excerpt.illustrative and quoted[excerpt.id] then
            return true
        end
    end
    return false
end

-- "informan kunci (1 dari 2) dan informan utama (3 dari 8)"
local function groups_in_words(ctx, found)
    local items = {}
    for _, voice in ipairs(found.sources) do
        if voice.informants > 0 then
            local share = words.of(ctx, voice.informants, voice.members)
            items[#items + 1] = ctx.labels("narrative_share", words.group(ctx, voice.name, "voice"), share)
        end
    end
    return words.list(ctx, items)
end

local function documents_in_words(ctx, theme)
    local items, seen = {}, {}
    for _, excerpt in ipairs(theme.excerpts) do
        local document = excerpt.is_evidence and excerpt.document
        if document and not seen[document] then
            seen[document] = true
            items[#items + 1] = ctx.b.object(document)
        end
    end
    return words.list(ctx, items)
end

local function techniques_of(ctx, found)
    local names = {}
    for _, voice in ipairs(found.techniques) do
        if voice.excerpts > 0 then
            names[#names + 1] = ctx.labels["technique_" .. voice.name]
        end
    end
    return names
end

-- The verdicts that compare something.
local is_verdict = {agreement = true, partial = true, silence = true, dissonance = true}

-- What support and contrast refer to; a verdict without it would leave open what it is on.
local function compared(ctx, theme)
    return words.labelled(ctx, "claim_judged", theme.claim) or sentence(ctx, "narrative_compared")
end

-- How many excerpts were judged, as long as not all were.
local function judged_sentence(ctx, judged, total)
    if judged == 0 then
        return sentence(ctx, "narrative_unjudged", total)
    end
    return sentence(ctx, "narrative_judged", words.of(ctx, judged, total))
end

-- "sepakat sebagian", then "informan kunci terbelah, dokumen mendukung"
local function verdict_sentence(ctx, key, comparison, prefix)
    local items = {}
    if not is_verdict[comparison.verdict] then
        return nil
    end
    for _, voice in ipairs(comparison) do
        if voice.standing ~= "illustrative" then
            local name, standing = words.group(ctx, voice.name, prefix), ctx.labels["standing_" .. voice.standing]
            items[#items + 1] = ctx.labels("narrative_voice", name, standing)
        end
    end
    return sentence(ctx, key, ctx.labels["said_" .. comparison.verdict], words.list(ctx, items))
end

local function contrast_sentence(ctx, theme)
    local b = ctx.b
    local found = theme.triangulation
    if found.judged < found.excerpts then
        return judged_sentence(ctx, found.judged, found.excerpts)
    end
    if found.contrasts == 0 then
        return sentence(ctx, "narrative_no_contrast")
    end
    local sources, seen = {}, {}
    for _, excerpt in ipairs(theme.contrasts) do
        if excerpt.is_evidence and not seen[excerpt.source_id] then
            seen[excerpt.source_id] = true
            sources[#sources + 1] = b.object(excerpt.source, excerpt.source_id)
        end
    end
    return sentence(ctx, "narrative_contrast", words.of(ctx, found.contrasts, found.excerpts), words.list(ctx, sources))
end

-- What sources and techniques agree on.
local function agreement(ctx, theme, level)
    local b, found = ctx.b, theme.triangulation
    local documents, beside = found.documents, counts.beside(ctx, found)
    if found.excerpts == 0 then
        return beside and {
            b.heading(level, ctx.labels.narrative_agreement),
            sentence(ctx, "narrative_no_evidence", counts.evidence(ctx, found), beside),
        } or nil
    end
    local techniques = techniques_of(ctx, found)
    -- Where the study has several, the verdict on them says it.
    local one_technique = #techniques == 1 and #found.techniques < 2
    return {
        b.heading(level, ctx.labels.narrative_agreement),
        beside and sentence(ctx, "narrative_beside", beside),
        found.judged > 0 and compared(ctx, theme),
        verdict_sentence(ctx, "narrative_verdict_sources", found.sources, "voice"),
        verdict_sentence(ctx, "narrative_verdict_techniques", found.techniques, "technique"),
        found.informants > 0 and sentence(ctx, "narrative_informants",
            words.of(ctx, found.informants, found.members), groups_in_words(ctx, found)),
        documents > 0 and sentence(ctx, "narrative_documents",
            words.of(ctx, documents, #ctx.model.documents), documents_in_words(ctx, theme)),
        one_technique and sentence(ctx, "narrative_one_technique", techniques[1]),
        contrast_sentence(ctx, theme),
    }
end

-- What a reader would look for and not find.
local function missing(ctx, theme, level)
    local b, labels = ctx.b, ctx.labels
    local items, groups, drafts, own = {}, {}, 0, 0
    for _, voice in ipairs(theme.triangulation.sources) do
        if voice.members > 0 and voice.informants == 0 then
            groups[#groups + 1] = words.group(ctx, voice.name, "voice")
        end
    end
    for _, finding in ipairs(theme.findings) do
        own = own + 1
        drafts = drafts + (finding.status == "draft" and 1 or 0)
    end
    if own == 0 then
        items[#items + 1] = labels.narrative_missing_finding
    end
    if drafts > 0 then
        items[#items + 1] = drafts == own and labels.narrative_missing_all_final
            or labels("narrative_missing_final", words.of(ctx, drafts, own))
    end
    if theme.triangulation.excerpts == 0 then
        items[#items + 1] = labels["narrative_missing_" .. (#theme.excerpts > 0 and "evidence" or "excerpts")]
    else
        if #groups > 0 then
            items[#items + 1] = b.label("narrative_missing_groups", words.list(ctx, groups))
        end
        if theme.triangulation.documents == 0 and #ctx.model.documents > 0 then
            items[#items + 1] = labels.narrative_missing_documents
        end
    end
    if #items == 0 then
        return nil
    end
    return {b.heading(level, labels.narrative_missing), b.list(items)}
end

local function theme_blocks(ctx, theme, level, printed)
    local b, labels = ctx.b, ctx.labels
    local quoted = {}
    local written = findings(ctx, theme, level + 1, quoted, printed)
    local chosen = choose(ctx, theme, quoted)
    return b.section(ctx.objective.id .. "-" .. theme.id,
        b.heading(level, b.object(theme)),
        theme.definition and b.callout("note", labels.narrative_definition, theme.definition),
        is_illustrative(theme, chosen, quoted) and b.callout("illustrative", nil, labels.narrative_illustrative),
        written,
        quotes(ctx, theme, level + 1, chosen),
        agreement(ctx, theme, level + 1),
        missing(ctx, theme, level + 1))
end

-- Findings of the objective about codes that are not among its themes.
local function other_findings(ctx, level, printed)
    local blocks = {}
    for _, finding in ipairs(ctx.objective.findings) do
        if not printed[finding] then
            blocks[#blocks + 1] = finding_blocks(ctx, finding, level + 1)
        end
    end
    if #blocks > 0 then
        table.insert(blocks, 1, ctx.b.heading(level, ctx.labels.narrative_other))
    end
    return blocks
end

-- What the objective as a whole rests on.
local function objective_sentence(ctx)
    local found = ctx.objective.evidence
    local beside = counts.beside(ctx, found)
    if found.excerpts == 0 then
        return beside and sentence(ctx, "narrative_objective_none", counts.evidence(ctx, found), beside)
    end
    if is_verdict[found.sources.verdict] then
        return sentence(ctx, "narrative_objective", found.excerpts, ctx.labels["said_" .. found.sources.verdict])
    end
    return {
        sentence(ctx, "narrative_objective_rests", found.excerpts),
        found.judged < found.excerpts and judged_sentence(ctx, found.judged, found.excerpts),
    }
end

local function assemble(ctx)
    local objective, b, labels = ctx.objective, ctx.b, ctx.labels
    -- In the appendices the objective itself is a heading of level 2; in the site it is the page.
    local level = ctx.audience == "public" and 2 or 3
    local printed = {}
    local blocks = {
        objective.statement,
        objective.answer and b.callout("summary", labels.narrative_answer, objective.answer),
        objective_sentence(ctx),
    }
    for _, theme in ipairs(ctx.themes) do
        blocks[#blocks + 1] = theme_blocks(ctx, theme, level, printed)
    end
    blocks[#blocks + 1] = other_findings(ctx, level, printed)
    return blocks
end

return {api = 1, assemble = assemble}
