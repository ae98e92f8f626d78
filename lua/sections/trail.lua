-- The analysis trail: the stages of qualitative research with the numbers of this study, what was coded and not quoted,
-- the codebook's history, the build record.
local approaches = require("approaches")
local counts = require("counts")
local map = require("map")
local results = require("narrative.themes")
local tables = require("tables")
local words = require("words")

-- Excerpts and codes that are named one by one; of more the number is told.
local most_names = 12

local function count_evidence(excerpts)
    return counts.number(excerpts, function(excerpt) return excerpt.is_evidence end)
end

-- The excerpts that the results show: by objective, or by theme in a study without objectives; nil where it has no results.
local function in_results(ctx)
    local shown, seen, is_alone = {}, {}, results.alone(ctx)
    if not is_alone and #ctx.narratives == 0 then
        return nil
    end
    local function add(excerpts)
        for _, excerpt in ipairs(excerpts) do
            shown[#shown + 1] = not seen[excerpt.id] and excerpt or nil
            seen[excerpt.id] = true
        end
    end
    add(is_alone and results.of_study(ctx).selected or ctx.quoted)
    for _, finding in ipairs(is_alone and ctx.model.findings or {}) do
        add(finding.quoted)
    end
    for _, row in ipairs(ctx.model.joint.rows) do
        add(row.excerpts)
    end
    return shown
end

-- What can be said of the steps, each a line with its numbers; no line for what is not known or not in the study.
local function lines(ctx, shown)
    local trail, labels = ctx.trail, ctx.labels
    return {
        interviews = trail.interviews > 0 and labels("trail_interviews", trail.interviews, trail.interviewed),
        focus_groups = trail.focus_groups > 0
            and labels("trail_focus_groups", trail.focus_groups, trail.in_focus_groups),
        informants = trail.interviews + trail.focus_groups == 0 and trail.informants > 0
            and labels("answer_informants", trail.informants),
        minutes = trail.minutes > 0 and trail.timed >= counts.fewest(ctx)
            and labels("minutes", trail.minutes) .. (counts.timed(ctx, trail) or ""),
        documents = trail.documents > 0 and labels("trail_documents", trail.documents),
        observations = trail.observations > 0 and labels("trail_observations", trail.observations),
        segments = labels("trail_segments", trail.segments),
        beside = counts.beside(ctx, trail),
        coded = trail.segments > 0 and labels("trail_coded", trail.coded, trail.segments),
        codes = labels("trail_codes", trail.codes),
        subthemes = trail.subthemes > 0 and labels("trail_subthemes", trail.subthemes),
        themes = labels("trail_themes", trail.themes),
        findings = labels("trail_findings", trail.findings),
        quoted = trail.segments > 0 and shown and labels("trail_quoted", count_evidence(shown), trail.segments),
        objectives = #ctx.model.objectives > 0 and labels("trail_objectives", #ctx.model.objectives),
    }
end

-- The steps that a study can name, and neutral ones: a row for each, with its label and lines.
local stages = {
    {"informants", "interviews", "focus_groups", "minutes", "documents", "observations", "segments", "beside"},
    {"coded", "codes", "subthemes"}, {"themes", "findings", "quoted"},
}
local kinds = {
    neutral = {
        part = "stages", caption = "trail_steps", names = {"trail_data", "trail_coding", "trail_findings_step"},
        lines = stages,
    },
    ["three-stages"] = {
        part = "stages", caption = "trail_stages", note = "trail_stages_note",
        names = {"trail_description", "trail_reduction", "trail_selection"}, lines = stages,
    },
    ["four-activities"] = {
        part = "activities", caption = "trail_activities", note = "trail_activities_note",
        names = {"trail_collection", "trail_condensation", "trail_display", "trail_conclusion"},
        lines = {
            {"informants", "interviews", "focus_groups", "documents", "observations", "beside"}, {"coded", "codes"},
            {"quoted", "findings"}, {"themes", "objectives"},
        },
    },
}

-- "Data dikumpulkan dengan wawancara dan telaah dokumen.", of what brought evidence
local function collected(ctx)
    local names = map(ctx.model.triangulation.techniques, function(voice)
        return voice.excerpts > 0 and words.technique(ctx, voice.name) or nil
    end)
    return #names > 0 and ctx.b.label("trail_collection_means", words.list(ctx, names))
        or ctx.labels.trail_collection_plain
end

local function step_table(ctx, kind, texts)
    local b, rows = ctx.b, {}
    for i, name in ipairs(kind.names) do
        local items = map(kind.lines[i], function(line) return texts[line] or nil end)
        local means = name == "trail_collection" and collected(ctx) or b.label(name .. "_means")
        rows[i] = {b.strong(b.label(name)), b.para(means), #items > 0 and b.list(items)}
    end
    return b.table {
        columns = tables.columns(ctx, {"trail_stage", "trail_means", "trail_numbers"}),
        rows = rows,
        caption = b.label(kind.caption),
        label = tables.part_label(ctx, "trail", kind.part),
        illustrative = ctx.trail.illustrative > 0,
        notes = kind.note and b.para(b.label(kind.note)),
        drop_empty = true,
        of = ctx.model.study,
    }
end

-- The tables of the steps that the study takes; of neutral ones where it says none.
local function steps(ctx, shown)
    local texts, blocks = lines(ctx, shown), {}
    for i, name in ipairs(ctx.model.study.steps) do
        blocks[i] = step_table(ctx, kinds[name], texts)
    end
    return #blocks > 0 and blocks or step_table(ctx, kinds.neutral, texts)
end

-- Which evidence is among what is shown, and how much of each theme.
local function count_quoted(shown)
    local quoted, of_theme = {}, {}
    for _, excerpt in ipairs(shown) do
        local seen = {}
        quoted[excerpt] = true
        for _, code in ipairs(excerpt.is_evidence and excerpt.codes or {}) do
            while code do
                if not seen[code] then
                    seen[code] = true
                    of_theme[code] = (of_theme[code] or 0) + 1
                end
                code = code.parent
            end
        end
    end
    return quoted, of_theme
end

-- "IK-01.2, IK-03.4, dan 7 lainnya": mentions that lead to the quotes.
local function left_out(ctx, excerpts, quoted, left)
    local b, names = ctx.b, {}
    if left == 0 then
        return "–"
    end
    local at, named = 0, 0
    while named < math.min(left, most_names) do
        at = at + 1
        local excerpt = excerpts[at]
        if excerpt.is_evidence and not quoted[excerpt] then
            named = named + 1
            names[#names + 1] = named > 1 and ", " or nil
            names[#names + 1] = b.object(excerpt, excerpt.id)
        end
    end
    return b.para(names, left > most_names and ctx.labels("trail_more", left - most_names))
end

-- Nothing was chosen yet where nothing is evidence.
local function choice(ctx, shown)
    local b, rows = ctx.b, {}
    if not shown or ctx.trail.segments == 0 then
        return nil
    end
    local quoted, chosen = count_quoted(shown)
    for i, theme in ipairs(counts.themes(ctx)) do
        local found, own = theme.triangulation, chosen[theme] or 0
        rows[i] = {
            b.object(theme), found.excerpts, own, left_out(ctx, theme.excerpts, quoted, found.excerpts - own),
            counts.made_up_cell(ctx, found), counts.summary_cell(ctx, found),
            of = theme, illustrative = found.illustrative > 0,
        }
    end
    return #rows > 0 and b.table {
        columns = tables.columns(ctx, {
            "table_theme", {"numbers_excerpts", align = "right"}, {"trail_chosen", align = "right"},
            "trail_left", {"illustrative", align = "right"}, {"numbers_paraphrased", align = "right"},
        }),
        rows = rows,
        caption = b.label("trail_choice"),
        label = tables.part_label(ctx, "trail", "choice"),
        notes = b.para(b.label("trail_choice_note")),
        drop_empty = true,
        of = ctx.model.codebook,
    } or nil
end

-- A code that has another id now is called by the name that it had and by the one that it has.
local function name_of(ctx, id)
    local code = not ctx.model.find("code", id) and ctx.model.formerly(id)
    for _, former in ipairs(code and code.formerly or {}) do
        if former.id == id then
            return (former.label and tostring(former.label) or id) .. " → " .. code.id
        end
    end
    return id
end

-- The ids of now that are not in before; a dash for none.
local function difference(ctx, now, before)
    local had, names, count = {}, {}, 0
    for _, id in ipairs(before) do
        had[id] = true
    end
    for _, id in ipairs(now) do
        if not had[id] then
            count = count + 1
            names[#names + 1] = count <= most_names and name_of(ctx, id) or nil
        end
    end
    local more = count > most_names and ctx.labels("trail_more", count - most_names) or ""
    return count > 0 and table.concat(names, ", ") .. more or "–"
end

local function version_row(ctx, date, codes, before, note)
    return {
        date, #codes, before and difference(ctx, codes, before) or "–", before and difference(ctx, before, codes) or "–",
        note or false,
    }
end

-- The versions of the codebook that were kept, then the codebook as it is.
local function history(ctx)
    local b, rows, before, now = ctx.b, {}, nil, {}
    for i, version in ipairs(ctx.model.codebook_versions) do
        rows[i] = version_row(ctx, words.date(ctx, version.date), version.codes, before, version.note)
        before = version.codes
    end
    if #rows == 0 then
        return nil
    end
    for i, code in ipairs(ctx.model.codes) do
        now[i] = code.id
    end
    rows[#rows + 1] = version_row(ctx, ctx.labels.trail_now, now, before)
    return b.table {
        columns = tables.columns(ctx, {
            "table_date", "trail_code_count", "trail_added", "trail_removed", "trail_remark",
        }),
        rows = rows,
        caption = b.label("trail_history"),
        label = tables.part_label(ctx, "trail", "codebook"),
        drop_empty = true,
        of = ctx.model.codebook,
    }
end

local function names_of(ctx, codes)
    local names = words.between(map(codes, ctx.b.object), ", ")
    return names and ctx.b.para(names) or "–"
end

-- What two coders coded in another way: to be talked over, and read by nobody but examiners.
local function disagreement_table(ctx, found, first, second, caption, suffix)
    local b, rows = ctx.b, {}
    for i, item in ipairs(found.disagreements) do
        rows[i] = {
            b.object(item.excerpt, item.excerpt.id), names_of(ctx, item.first), names_of(ctx, item.second),
            of = item.excerpt,
        }
    end
    return #rows > 0 and b.table {
        columns = tables.columns(ctx, {
            "table_excerpt_code", {text = ctx.labels("trail_only", first)}, {text = ctx.labels("trail_only", second)},
        }),
        rows = rows,
        caption = caption,
        label = tables.part_label(ctx, "trail", "disagreements") .. suffix,
        of = ctx.model.codebook,
    } or nil
end

local function disagreements(ctx)
    if ctx.audience == "public" then
        return nil
    end
    local labels, second = ctx.labels, ctx.model.second_coding
    local blocks = {second and disagreement_table(
        ctx, ctx.model.agreement, labels.trail_first_coder, second.coder or labels.trail_second_coder,
        ctx.b.label("trail_disagreements_second"), "") or nil}
    for _, pair in ipairs(ctx.model.coders_agreement) do
        local first, other = pair.first, pair.second
        blocks[#blocks + 1] = disagreement_table(
            ctx, pair, first.label, other.label, labels("trail_disagreements_pair", first.label, other.label),
            "-" .. first.id .. "-" .. other.id)
    end
    return #blocks > 0 and {ctx.b.para(ctx.b.label("trail_disagreements_note")), blocks} or nil
end

-- The version, and what says whether these are the files that the report was made from.
local function record(ctx)
    local b, labels, inputs = ctx.b, ctx.labels, ctx.model.inputs
    return {
        b.para(labels("trail_version", ctx.model.version)),
        inputs and b.para(labels("trail_inputs", inputs.files, inputs.size), " ", b.code(inputs.digest))
            or b.para(b.label("trail_record_elsewhere")),
    }
end

local function section(ctx)
    if not approaches.uses(ctx.model, "trail") then
        return nil
    end
    local shown = in_results(ctx)
    local introduction = ctx.audience == "public" and "trail_introduction_public" or "trail_introduction"
    return {
        counts.warning(ctx, ctx.b.label(introduction)),
        steps(ctx, shown),
        words.titled(ctx, "trail_choice", "choice", choice(ctx, shown)),
        words.titled(ctx, "trail_disagreements", "disagreements", disagreements(ctx)),
        words.titled(ctx, "trail_history", "history", history(ctx)),
        words.titled(ctx, "trail_record", "record", record(ctx)),
    }
end

return {api = 1, section = section}
