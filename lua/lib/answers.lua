-- What the study itself answers to the items of a reporting checklist. Each answer gives content, or nil when there is
-- nothing to say.
local any = require("any")
local approaches = require("approaches")
local counts = require("counts")
local map = require("map")
local tables = require("tables")
local words = require("words")

local answers = {}
local give = {}

local function joined(items, separator)
    return #items > 0 and table.concat(items, separator) or nil
end

-- A label's text with two numbers; nil where the first is 0.
local function numbers(ctx, key, first, second)
    return first > 0 and ctx.labels(key, first, second) or nil
end

-- Those that were not made up.
local function real_informants(ctx)
    return map(ctx.model.informants, function(informant) return not informant.illustrative and informant or nil end)
end

-- What items give that is there.
local function present(...)
    local result = {}
    for i = 1, select("#", ...) do
        result[#result + 1] = select(i, ...) or nil
    end
    return result
end

function give.approach(ctx)
    local study = ctx.model.study
    return joined(present(study.approach, study.method, study.perspective), "; ")
end

function give.sampling(ctx)
    return ctx.model.sampling.sampling
end

function give.sample_size(ctx)
    local trail = ctx.trail
    return trail.informants > 0 and ctx.labels("answer_informants", trail.informants)
        .. (trail.documents > 0 and "; " .. ctx.labels("trail_documents", trail.documents) or "") or nil
end

function give.places(ctx)
    local seen, places = {}, {}
    for _, informant in ipairs(real_informants(ctx)) do
        for _, interview in ipairs(informant.interviews) do
            local place = interview.place
            if place and not seen[place] then
                seen[place] = true
                places[#places + 1] = place
            end
        end
    end
    return joined(places, "; ")
end

-- "10 informan kunci; <3 informan utama; 11 sektor"
function give.sample(ctx)
    local found, parts = ctx.model.triangulation, {}
    if found.members == 0 then
        return nil
    end
    for _, voice in ipairs(found.sources) do
        if voice.members > 0 then
            local group = words.group(ctx, voice.name, "group")
            parts[#parts + 1] = ctx.labels("answer_group", group, voice.members)
        end
    end
    local sectors = counts.number(found.sectors, function(sector) return sector.members > 0 end)
    parts[#parts + 1] = sectors > 0 and ctx.labels("answer_sectors", sectors) or nil
    return joined(parts, "; ")
end

function give.guide(ctx)
    return numbers(ctx, "answer_guide", #ctx.model.guide.questions)
end

function give.repeats(ctx)
    local interviewed, repeated = 0, 0
    for _, informant in ipairs(real_informants(ctx)) do
        local count = counts.number(informant.interviews, function(interview) return interview.technique == "interview" end)
        interviewed = interviewed + (count > 0 and 1 or 0)
        repeated = repeated + (count > 1 and 1 or 0)
    end
    return interviewed > 0 and ctx.labels("answer_repeats", repeated, interviewed) or nil
end

-- The ends of a range are one interview each, so for the public they are left out, and all of it where few were timed.
function give.duration(ctx)
    local trail = ctx.trail
    if trail.timed < math.max(1, counts.fewest(ctx)) then
        return nil
    end
    local mean = words.decimal(ctx, trail.minutes / trail.timed, 0)
    local text = trail.shortest == trail.longest and ctx.labels("minutes", mean)
        or ctx.audience == "public" and ctx.labels("answer_duration_mean", mean)
        or ctx.labels("answer_duration", trail.shortest .. "–" .. trail.longest, mean)
    return text .. (counts.timed(ctx, trail) or "") .. "."
end

function give.saturation(ctx)
    local found = ctx.model.saturation
    if not approaches.uses(ctx.model, "saturation") then
        return #ctx.model.excerpts > 0 and ctx.labels.answer_saturation_unused or nil
    end
    return #found > 0 and counts.saturation(ctx, found) or nil
end

function give.coders(ctx)
    local found = ctx.model.agreement
    return numbers(ctx, "answer_coders", found.units, found.excerpts)
end

function give.coding_tree(ctx)
    local trail = ctx.trail
    local tree = trail.variables > 0 and ctx.labels("answer_tree", trail.variables, trail.themes)
        or ctx.labels("answer_tree_themes", trail.themes)
    local below = trail.subthemes > 0 and ctx.labels("answer_tree_below", trail.subthemes) or ""
    return #ctx.model.codes > 0 and tree .. below .. "; " .. ctx.labels("answer_tree_used", trail.codes) or nil
end

function give.derivation(ctx)
    local themes = counts.themes(ctx)
    local derived = counts.number(themes, function(theme) return #theme.components > 0 end)
    return numbers(ctx, "answer_derivation", derived, #themes)
end

function give.software(ctx)
    return ctx.labels("answer_software", ctx.model.version)
end

function give.quotations(ctx)
    local sources = ctx.model.triangulation.informants + ctx.trail.documents + ctx.trail.observations
    return numbers(ctx, "answer_quotations", ctx.trail.segments, sources)
end

-- A finding that names quotes stands on these; one that names none stands above those of its theme.
local function has_evidence(finding)
    return any(finding.quoted, function(excerpt) return excerpt.is_evidence end)
        or #finding.quoted == 0 and finding.theme.triangulation.excerpts > 0
end

function give.consistency(ctx)
    local quoting = counts.number(ctx.model.findings, has_evidence)
    return ctx.trail.findings > 0 and ctx.trail.segments > 0 and ctx.labels("answer_consistency", quoting, ctx.trail.findings) or nil
end

function give.themes(ctx)
    local spans = words.between(map(counts.themes(ctx), ctx.b.object), "; ")
    return spans and ctx.b.para(spans)
end

function give.divergence(ctx)
    local found = ctx.model.triangulation
    if found.judged == 0 then
        return nil
    elseif found.judged < found.excerpts then
        return ctx.labels("answer_divergence_judged", counts.contrasts(ctx, found), found.excerpts)
    end
    return ctx.labels("answer_divergence", found.contrasts, found.excerpts)
end

function give.title(ctx)
    return ctx.model.study.title
end

function give.abstract(ctx)
    return ctx.model.study.abstract and ctx.b.para(ctx.b.label("answer_abstract"))
end

function give.purpose(ctx)
    local question, general = ctx.model.study.question, ctx.model.general
    return (question or general) and {question, general} or nil
end

function give.context(ctx)
    return joined(present(ctx.model.study.place, ctx.model.study.year), ", ")
end

function give.ethics(ctx)
    local ethics = ctx.model.study.ethics
    return ethics and {ctx.b.para(ctx.labels("answer_ethics", ethics.committee, ethics.number)), ethics.statement}
end

-- "wawancara: 60 kutipan; telaah dokumen: 15 kutipan"
function give.collection(ctx)
    local parts = {}
    for _, voice in ipairs(ctx.model.triangulation.techniques) do
        local name, count = words.technique(ctx, voice.name), ctx.labels("count_excerpts", voice.excerpts)
        parts[#parts + 1] = voice.excerpts > 0 and name .. ": " .. count or nil
    end
    return joined(parts, "; ")
end

-- How many themes the sources agree on.
function give.trustworthiness(ctx)
    local number, parts = {}, {}
    if ctx.trail.segments == 0 then
        return nil
    elseif not approaches.uses(ctx.model, "triangulation") then
        return ctx.labels.answer_trustworthiness_unused
    end
    for _, theme in ipairs(counts.themes(ctx)) do
        local verdict = theme.triangulation.sources.verdict
        number[verdict] = (number[verdict] or 0) + 1
    end
    for _, verdict in ipairs {"agreement", "partial", "silence", "dissonance", "unjudged", "alone"} do
        if number[verdict] then
            parts[#parts + 1] = ctx.labels["verdict_" .. verdict] .. " " .. number[verdict]
        end
    end
    -- Where there is one voice alone, nothing was compared.
    return not (number.alone and #parts == 1) and ctx.labels("answer_trustworthiness", joined(parts, "; ")) or nil
end

function give.synthesis(ctx)
    local objectives = #ctx.model.objectives
    local answered_by_findings = counts.number(ctx.model.objectives, function(objective)
        return counts.settled(objective.findings) > 0
    end)
    return numbers(ctx, objectives > 0 and "answer_synthesis" or "answer_synthesis_themes", counts.settled(ctx.model.findings),
        words.of(ctx, answered_by_findings, objectives))
end

function give.limits(ctx)
    local items = map(ctx.model.study.limits, function(limit) return limit end)
    return #items > 0 and ctx.b.list(items) or nil
end

-- The answer to each item that can be computed.
local answered = {
    coreq = {
        [9] = "approach", [10] = "sampling", [12] = "sample_size", [14] = "places", [16] = "sample", [17] = "guide",
        [18] = "repeats", [21] = "duration", [22] = "saturation", [24] = "coders", [25] = "coding_tree",
        [26] = "derivation", [27] = "software", [29] = "quotations", [30] = "consistency", [31] = "themes",
        [32] = "divergence",
    },
    srqr = {
        [1] = "title", [2] = "abstract", [4] = "purpose", [5] = "approach", [7] = "context", [8] = "sampling",
        [9] = "ethics", [10] = "collection", [11] = "guide", [12] = "sample_size", [14] = "coding_tree",
        [15] = "trustworthiness", [16] = "synthesis", [17] = "quotations", [19] = "limits",
    },
}

-- The tables that show what an answer is about: section, and part unless it is the main table.
local shown = {
    sampling = {{"informants", "criteria"}},
    sample_size = {{"informants"}, {"informants", "documents"}},
    places = {{"informants"}},
    sample = {{"informants"}, {"informants", "suitability"}},
    guide = {{"guide"}},
    repeats = {{"informants"}},
    duration = {{"informants"}},
    saturation = {{"numbers", "saturation"}},
    coders = {{"numbers", "coders"}},
    coding_tree = {{"codebook"}},
    derivation = {{"frameworks"}},
    quotations = {{"trail", "choice"}},
    consistency = {{"trail", "choice"}},
    themes = {{"numbers", "frequency"}},
    divergence = {{"triangulation", "source"}},
    collection = {{"informants", "documents"}},
    trustworthiness = {{"triangulation", "source"}, {"triangulation", "technique"}},
    synthesis = {{"triangulation", "objective"}},
}

-- What a researcher describes in words as well says nothing beside them.
local descriptions = {sampling = true, context = true}

-- The answer to an item of a checklist; given: the researcher has written one.
function answers.of(ctx, standard, number, given)
    local name = answered[standard][number]
    return name and not (given and descriptions[name]) and give[name](ctx) or nil
end

-- References to the tables that show what the item is about, each a paragraph.
function answers.where(ctx, standard, number)
    local blocks = {}
    for i, place in ipairs(shown[answered[standard][number]] or {}) do
        local section, part = place[1], place[2]
        local label = part and tables.part_label(ctx, section, part) or tables.label(ctx, section)
        blocks[i] = ctx.b.para(ctx.b.ref(label, {optional = true}), ctx.b.at(label))
    end
    return blocks
end

return answers
