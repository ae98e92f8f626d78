-- Who was asked and how they were chosen; the documents that were read.
local attributes = require("attributes")
local counts = require("counts")
local map = require("map")
local tables = require("tables")
local words = require("words")

local criteria_order = {"moved", "since", "involved", "knowledgeable"}

local function criteria_table(ctx)
    local criteria = ctx.model.sampling.criteria
    return criteria and ctx.b.table {
        columns = tables.columns(ctx, {"table_inclusion", "table_exclusion"}),
        rows = {{
            words.prose_list(ctx, criteria.inclusion, true) or false,
            words.prose_list(ctx, criteria.exclusion, true) or false,
            of = criteria,
        }},
        caption = ctx.b.label("informants_criteria"),
        label = tables.part_label(ctx, "informants", "criteria"),
        drop_empty = true,
        of = criteria,
    }
end

local function group_descriptions(ctx)
    local b, blocks = ctx.b, {}
    for _, group in ipairs(ctx.model.sampling.groups) do
        local name = group.label and words.capital(tostring(group.label)) or b.label("source_" .. group.group)
        blocks[#blocks + 1] = (group.definition or group.members)
            and {b.heading(3, name), group.definition, group.members} or nil
    end
    return #blocks > 0 and blocks or nil
end

-- That one was made up stands in words; on paper as a mark, which is explained below the table. In the site the code
-- leads to the informant's own page, if there are quotes for one.
local function code_cell(ctx, informant)
    local b, name = ctx.b, words.speaker(informant)
    if not ctx.for_site then
        return name .. (informant.illustrative and "*" or "")
    end
    return {
        #informant.excerpts > 0 and b.object(informant, name) or name,
        informant.illustrative and b.para(b.em(b.label("illustrative"))),
    }
end

-- "13 Mei 2024 (45 menit), tatap muka", a line for each interview; what was none says so
local function interviews(ctx, informant)
    local lines = {}
    for _, interview in ipairs(informant.interviews) do
        local minutes = interview.minutes and " (" .. ctx.labels("minutes", interview.minutes) .. ")" or ""
        local mode = interview.mode and ctx.b.spans(", ", interview.mode)
        local technique = interview.technique ~= "interview" and ", " .. ctx.labels["technique_" .. interview.technique]
        lines[#lines + 1] = ctx.b.para(words.date(ctx, interview.date) .. minutes, technique, mode)
    end
    return lines
end

local function made_up_note(ctx)
    for _, informant in ipairs(ctx.for_site and {} or ctx.model.informants) do
        if informant.illustrative then
            return ctx.b.para(ctx.b.label("informants_made_up"))
        end
    end
    return nil
end

-- On paper those of one group stand below its name, if they follow each other in the study.
local function has_groups_in_order(ctx)
    local seen, last, count = {}, nil, 0
    for _, informant in ipairs(ctx.for_site and {} or ctx.model.informants) do
        if informant.group ~= last then
            if not informant.group or seen[informant.group] then
                return false
            end
            seen[informant.group] = true
            last, count = informant.group, count + 1
        end
    end
    return count > 1
end

local function informant_table(ctx)
    local rows, in_groups, last = {}, has_groups_in_order(ctx), nil
    local columns = tables.columns(ctx, {
        "table_informant_code", "table_group", "table_sector", "table_role", "table_interview",
    })
    for _, informant in ipairs(ctx.model.informants) do
        if in_groups and informant.group ~= last then
            last = informant.group
            local group = words.group(ctx, last, "group")
            rows[#rows + 1] = tables.group_row(columns, ctx.b.para(ctx.b.strong(words.capital(group))))
        end
        rows[#rows + 1] = {
            code_cell(ctx, informant), not in_groups and words.told_group(ctx, informant) or false, informant.sector or false,
            {informant.role, informant.institution}, interviews(ctx, informant),
            id = informant.code, of = informant,
        }
    end
    return #rows > 0 and ctx.b.table {
        columns = columns,
        rows = rows,
        caption = ctx.b.label("informants_list"),
        label = tables.label(ctx, "informants"),
        notes = {made_up_note(ctx), ctx.audience == "public" and ctx.labels.informants_public_note or nil},
        drop_empty = true,
        of = ctx.model.sampling,
    } or nil
end

-- "Median 41 tahun (23–58)"; for the public without the ends, each of which is the number of one person
local function middle(ctx, attribute)
    local values = map(ctx.model.informants, function(informant)
        return not informant.illustrative and informant.values[attribute.id] or nil
    end)
    if #values == 0 or ctx.audience == "public" and #values < 2 * counts.fewest(ctx) then
        return nil
    end
    table.sort(values)
    local half = #values // 2
    local median = #values % 2 == 1 and values[half + 1] or (values[half] + values[half + 1]) / 2
    local function text(value)
        return words.decimal(ctx, value, value == math.floor(value) and 0 or 1)
    end
    return {
        ctx.labels("characteristics_median", text(median), attribute.unit and " " .. attribute.unit or ""),
        ctx.audience ~= "public" and ctx.labels("characteristics_range", text(values[1]), text(values[#values])) or nil,
    }
end

-- The first table of results: of each attribute how many informants have which value, and what part of those known.
-- Numbers without bands have their median and range, which would tell single people less than each number does.
local function characteristics(ctx)
    local b, rows = ctx.b, {}
    for _, attribute in ipairs(ctx.model.sampling.attributes) do
        local is_measured = attribute.type == "number" and #attribute.bands == 0
        if is_measured then
            local found = middle(ctx, attribute)
            rows[#rows + 1] = found and {attribute.label, found, false, false, of = attribute}
        else
            local order, found, total = attributes.tally(ctx, attribute)
            for i, row in ipairs(total > 0 and counts.rows(ctx, order, found) or {}) do
                local number, percent = counts.share(ctx, row.number, total)
                local category = attributes.category(ctx, attribute, row.value)
                rows[#rows + 1] = {i == 1 and attributes.name(ctx, attribute), category, number, percent, of = attribute}
            end
        end
    end
    return #rows > 0 and b.table {
        columns = tables.columns(ctx, {
            "characteristics_attribute", "characteristics_value", {"characteristics_count", align = "right"},
            {"characteristics_percent", align = "right"},
        }),
        rows = rows,
        caption = b.label("informants_characteristics"),
        label = tables.part_label(ctx, "informants", "characteristics"),
        drop_empty = true,
        of = ctx.model.sampling,
    } or nil
end

-- The criteria that the study asks for: of all informants the same.
local function asked_criteria(ctx)
    local first, asked = ctx.model.informants[1], {}
    local judged = first and first.criteria or {}
    for _, criterion in ipairs(criteria_order) do
        if judged[criterion] and judged[criterion] ~= "unasked" then
            asked[#asked + 1] = criterion
        end
    end
    return asked
end

-- A column for each criterion that is asked for, and one for the conclusion.
local function suitability_columns(ctx, asked)
    local columns = {"table_informant_code"}
    for _, criterion in ipairs(asked) do
        columns[#columns + 1] = "criterion_" .. criterion
    end
    columns[#columns + 1] = "table_judgement"
    return tables.columns(ctx, columns)
end

-- Met or not; why one who fails is in.
local function conclusion(ctx, informant, asked)
    local b, judged, unknown = ctx.b, informant.criteria, false
    for _, criterion in ipairs(asked) do
        unknown = unknown or judged[criterion] == "unknown"
    end
    local word = b.label(not judged.fits and "judged_unfit" or unknown and "judged_incomplete" or "judged_fit")
    return {
        b.para(judged.fits and word or b.strong(word)),
        informant.exception and ctx.labels("judged_exception", informant.exception),
    }
end

-- "27 bulan"; where the study tells bands only, "5 sampai kurang dari 10 tahun"; nil for neither
local function tenure(ctx, judged)
    if judged.months then
        return ctx.labels("months", judged.months)
    elseif not judged.from then
        return nil
    end
    local from, below = judged.from, judged.below
    local in_years = from % 12 == 0 and (below or 0) % 12 == 0
    local unit, size = in_years and "years" or "months", in_years and 12 or 1
    if not below then
        return ctx.labels("tenure_from_" .. unit, from // size)
    elseif from == 0 then
        return ctx.labels("tenure_below_" .. unit, below // size)
    end
    -- The column on paper is narrow.
    return ctx.labels("tenure_" .. unit .. (ctx.for_site and "" or "_short"), from // size, below // size)
end

local function suitability_row(ctx, informant, asked)
    local row, judged = {code_cell(ctx, informant), of = informant}, informant.criteria
    for _, criterion in ipairs(asked) do
        local length = criterion == "since" and tenure(ctx, judged)
        row[#row + 1] = ctx.labels["judged_" .. judged[criterion]] .. (length and " (" .. length .. ")" or "")
    end
    row[#row + 1] = conclusion(ctx, informant, asked)
    return row
end

-- Who each informant is, where the study has written it.
local function portraits(ctx)
    local b, blocks = ctx.b, {}
    for _, informant in ipairs(ctx.model.informants) do
        if informant.portrait then
            blocks[#blocks + 1] = {b.heading(3, words.speaker(informant)), informant.portrait}
        end
    end
    return #blocks > 0 and blocks or nil
end

-- Each informant by each criterion; nil where the study says no more of them than words can.
local function suitability_table(ctx)
    local asked, rows = asked_criteria(ctx), {}
    if #asked == 0 then
        return nil
    end
    for i, informant in ipairs(ctx.model.informants) do
        rows[i] = suitability_row(ctx, informant, asked)
    end
    local criteria = ctx.model.sampling.criteria
    local limit = criteria.minimum_tenure_months
    return ctx.b.table {
        columns = suitability_columns(ctx, asked),
        rows = rows,
        caption = ctx.b.label("informants_suitability"),
        label = tables.part_label(ctx, "informants", "suitability"),
        notes = {
            made_up_note(ctx),
            limit and ctx.labels("informants_suitability_limit", limit) or ctx.labels.informants_suitability_note,
        },
        drop_empty = true,
        of = criteria,
    }
end

local function ethics(ctx)
    local approval = ctx.model.study.ethics
    return approval and {ctx.labels("answer_ethics", approval.committee, approval.number), approval.statement}
end

-- The number, unless the title has it on paper, and where the document is.
local function number_and_place(ctx, document)
    local number, place = document.number, document.where and ctx.labels("informants_document_where", document.where)
    if ctx.for_site then
        return {number, place}
    elseif number and tostring(document.title):find(number, 1, true) then
        return place
    end
    return number and place and ctx.b.para(number, ". ", place) or number or place
end

-- The title, linked to the bibliography where it has an entry there; number, place, remark. On paper how far it was read
-- and the remark are in the sheet of the review, if there is one.
local function document_cell(ctx, document)
    local is_reviewed = not ctx.for_site and not document.is_observed and ctx.model.has_section("document-review")
    return {
        document.work and ctx.b.object(document.work, document.title) or document.title,
        not is_reviewed and document.review ~= "done"
            and ctx.b.para(ctx.b.strong(ctx.b.label("review_" .. document.review))),
        number_and_place(ctx, document),
        not is_reviewed and document.note,
    }
end

-- Issuer, kind and year below each other, so that the table fits an upright page.
local function printed_document(ctx, document)
    local facts, published = {document.issuer and ctx.b.para(document.issuer)}, {}
    for _, key in ipairs {"kind", "year"} do
        published[#published + 1] = document[key]
    end
    facts[#facts + 1] = #published > 0 and ctx.b.para(table.concat(published, ", ")) or nil
    return {
        document.id, document_cell(ctx, document), #facts > 0 and facts or false, id = document.id, of = document,
    }
end

local function document_columns(ctx, is_observed)
    local first = is_observed and "table_source" or "table_document_code"
    return tables.columns(ctx, ctx.for_site and {first, "table_title", "table_issuer", "table_kind", "table_year"}
        or {first, "table_title", "table_document_facts"})
end

local function site_document(ctx, document)
    return {
        document.id, document_cell(ctx, document), document.issuer or false, document.kind or false,
        document.year or false, id = document.id, of = document,
    }
end

-- The documents, or the logs of what was observed.
local function document_table(ctx, part, is_observed)
    local rows = map(ctx.model.documents, function(document)
        return document.is_observed == is_observed and (ctx.for_site and site_document or printed_document)(ctx, document) or nil
    end)
    return #rows > 0 and ctx.b.table {
        columns = document_columns(ctx, is_observed),
        rows = rows,
        caption = ctx.b.label("informants_" .. part),
        label = tables.part_label(ctx, "informants", part),
        drop_empty = true,
        of = ctx.model.documents_file,
    } or nil
end

-- The table, and why summaries stand for words of them.
local function documents(ctx)
    local rows = document_table(ctx, "documents", false)
    return rows and {rows, ctx.model.study.paraphrases} or ctx.model.study.paraphrases
end

local function section(ctx)
    return {
        ctx.model.sampling.sampling,
        words.titled(ctx, "informants_criteria", "criteria", criteria_table(ctx)),
        words.titled(ctx, "informants_groups", "groups", group_descriptions(ctx)),
        words.titled(ctx, "informants_characteristics", "characteristics", characteristics(ctx)),
        words.titled(ctx, "informants_list", "informants", informant_table(ctx)),
        words.titled(ctx, "informants_portraits", "portraits", portraits(ctx)),
        words.titled(ctx, "informants_suitability", "suitability", suitability_table(ctx)),
        words.titled(ctx, "informants_ethics", "ethics", ethics(ctx)),
        words.titled(ctx, "informants_documents", "documents", documents(ctx)),
        words.titled(ctx, "informants_observed", "observed", document_table(ctx, "observed", true)),
    }
end

-- The themes of somebody's quotes, each with how many there are; those that were made up are no quotes.
local function themes_of(ctx, informant)
    local b, found, order, items = ctx.b, {}, {}, {}
    for _, excerpt in ipairs(informant.excerpts) do
        local seen = {}
        for _, code in ipairs(excerpt.codes) do
            while code.level == "subtheme" do
                code = code.parent
            end
            if not seen[code] then
                seen[code] = true
                order[#order + 1] = not found[code] and code or nil
                found[code] = found[code] or {excerpts = 0, illustrative = 0, paraphrased = 0}
                local kind = excerpt.is_evidence and "excerpts" or excerpt.according_to and "paraphrased" or "illustrative"
                found[code][kind] = found[code][kind] + 1
            end
        end
    end
    for i, code in ipairs(order) do
        local only_made_up = found[code].illustrative > 0 and found[code].excerpts == 0
        items[i] = b.para(b.object(code), " (", only_made_up and b.made_up(counts.beside(ctx, found[code]), "–")
            or counts.excerpts(ctx, found[code]), ")")
    end
    return #items > 0 and b.list(items) or nil
end

-- What the page of an informant says before the quotes: who it is as far as this edition tells, and of what they speak.
local function embed(ctx, informant)
    local b, labels = ctx.b, ctx.labels
    local role = words.told_role(informant)
    local group = words.told_group(ctx, informant)
    local known = {}
    for _, fact in ipairs {group or false, informant.sector or false, role or false} do
        known[#known + 1] = fact or nil
    end
    return {
        #known > 0 and b.para(words.capital(table.concat(known, ", ")), "."),
        informant.portrait,
        b.para(b.link(labels.slug_informants .. ".html#" .. informant.code, b.label("informant_row"))),
        words.titled(ctx, "informant_themes", "themes", themes_of(ctx, informant)),
    }
end

return {api = 1, section = section, embed = embed}
