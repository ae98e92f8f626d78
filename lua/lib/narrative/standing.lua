-- How far the sources and techniques of a theme agree, and how that was worked out. Only evidence is compared.
local counts = require("counts")
local map = require("map")
local words = require("words")

local standing = {}

-- The verdicts that compare something.
standing.is_verdict = {agreement = true, partial = true, silence = true, dissonance = true}

local function sentence(ctx, key, first, second)
    return ctx.b.para(ctx.b.label(key, first, second))
end

-- How many excerpts were judged, as long as not all were.
function standing.judged(ctx, found)
    if found.judged == 0 then
        return sentence(ctx, "narrative_unjudged", found.excerpts)
    end
    return sentence(ctx, "narrative_judged", words.of(ctx, found.judged, found.excerpts))
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

-- Where there are no groups, or one, its number is that of all.
local function informants(ctx, found)
    local all = words.of(ctx, found.informants, found.members)
    local groups = counts.number(found.sources, function(voice) return voice.members > 0 end)
    return groups < 2 and sentence(ctx, "narrative_informants_alone", all)
        or sentence(ctx, "narrative_informants", all, groups_in_words(ctx, found))
end

local function documents_in_words(ctx, theme)
    local items, seen = {}, {}
    for _, excerpt in ipairs(theme.excerpts) do
        local document = excerpt.is_evidence and excerpt.technique_kind ~= "observation" and excerpt.document
        if document and not seen[document] then
            seen[document] = true
            items[#items + 1] = ctx.b.object(document, words.source(document))
        end
    end
    return words.list(ctx, items)
end

local function techniques_of(ctx, found)
    return map(found.techniques, function(voice)
        return voice.excerpts > 0 and words.technique(ctx, voice.name) or nil
    end)
end

-- What support and contrast refer to; a verdict without it would leave open what it is on.
local function compared(ctx, theme)
    return words.labelled(ctx, "claim_judged", theme.claim) or sentence(ctx, "narrative_compared")
end

-- "sepakat sebagian", then "informan kunci terbelah, dokumen mendukung"
local function verdict(ctx, key, comparison, prefix)
    local items = {}
    if not standing.is_verdict[comparison.verdict] then
        return nil
    end
    for _, voice in ipairs(comparison) do
        if voice.standing ~= "illustrative" then
            local name, word = words.group(ctx, voice.name, prefix), ctx.labels["standing_" .. voice.standing]
            items[#items + 1] = ctx.labels("narrative_voice", name, word)
        end
    end
    return sentence(ctx, key, ctx.labels["said_" .. comparison.verdict], words.list(ctx, items))
end

local function contrast(ctx, theme, is_told)
    local b, found = ctx.b, theme.triangulation
    if found.judged < found.excerpts then
        return not is_told and standing.judged(ctx, found)
    end
    if found.contrasts == 0 then
        return sentence(ctx, "narrative_no_contrast")
    end
    local sources, seen = {}, {}
    for _, excerpt in ipairs(theme.contrasts) do
        if excerpt.is_evidence and not seen[excerpt.source_id] then
            seen[excerpt.source_id] = true
            sources[#sources + 1] = b.object(excerpt.source, words.source(excerpt.source))
        end
    end
    return sentence(ctx, "narrative_contrast", words.of(ctx, found.contrasts, found.excerpts), words.list(ctx, sources))
end

-- What can not be compared, for all that an objective, or a study without any, rests on: that not all was judged and, where
-- the study has one technique alone, that; nil where all is compared.
function standing.limits(ctx, found, names_technique)
    local techniques = techniques_of(ctx, found)
    local blocks = {
        found.excerpts > 0 and found.judged < found.excerpts and standing.judged(ctx, found) or nil,
    }
    if names_technique and #techniques == 1 and #found.techniques < 2 then
        blocks[#blocks + 1] = sentence(ctx, "narrative_one_technique", techniques[1])
    end
    return #blocks > 0 and blocks or nil
end

-- The sentences of a theme, without their heading; nil where nothing was coded with it. Where is_told, its limits stand
-- above all themes.
function standing.of_theme(ctx, theme, is_told)
    local found = theme.triangulation
    local documents, beside = found.documents, counts.beside(ctx, found)
    if found.excerpts == 0 then
        return beside and sentence(ctx, "narrative_no_evidence", counts.beside_in_words(ctx, found))
    end
    return ctx.b.blocks(
        beside and sentence(ctx, "narrative_beside", beside),
        (found.judged == found.excerpts or found.judged > 0 and theme.claim) and compared(ctx, theme),
        verdict(ctx, "narrative_verdict_sources", found.sources, "voice"),
        verdict(ctx, "narrative_verdict_techniques", found.techniques, "technique"),
        found.informants > 0 and informants(ctx, found),
        documents > 0 and sentence(ctx, "narrative_documents",
            words.of(ctx, documents, select(2, counts.documents(ctx.model))), documents_in_words(ctx, theme)),
        contrast(ctx, theme, is_told))
end

-- In a cell: "semuanya sepakat", "belum dinilai", or nothing without evidence.
function standing.in_cell(ctx, theme)
    local found = theme.triangulation
    if found.excerpts == 0 then
        return false
    elseif standing.is_verdict[found.sources.verdict] then
        return ctx.labels["said_" .. found.sources.verdict]
    end
    return found.judged == 0 and ctx.labels.stance_unjudged or false
end

return standing
