-- What each informant said to each question: the words first, then the researcher's reading. Either question by question
-- with those who answered it, or, where the study asks for a grid, questions beside informants.
local asked = require("asked")
local evidence = require("evidence")
local map = require("map")
local quotes = require("quotes")
local tables = require("tables")
local words = require("words")

-- Informants beside the questions of a grid: more do not fit a landscape page.
local most_informants = 4

-- ---- question by question ----

-- The excerpts of informants that are printed by the question that they answer: the informants in their order, each in the
-- order of the file, those that several say with the first of them; and all of these.
local function by_question(ctx, printed)
    local answers, all, taken = {}, {}, {}
    for _, informant in ipairs(ctx.model.informants) do
        for _, excerpt in ipairs(informant.excerpts) do
            local question = excerpt.question
            if question and printed[excerpt.id] and not taken[excerpt] then
                taken[excerpt] = true
                answers[question.id] = answers[question.id] or {}
                table.insert(answers[question.id], excerpt)
                all[#all + 1] = excerpt
            end
        end
    end
    return answers, all
end

-- On paper a short place of the words is told beside them, where it takes no line of its own; else nil.
local short_place = 14
local function place_aside(ctx, excerpt)
    local place = not ctx.for_site and quotes.place(ctx, excerpt)
    return place and utf8.len(place) <= short_place and place or nil
end

-- The id of the quote, who said it unless that shows the same, and its place if that stands here. Paper names the question
-- again at the head of each page.
local function origin(ctx, excerpt, place)
    local b, informant = ctx.b, excerpt.informant
    local name = words.speaker(informant)
    local tells = excerpt.id:find(name, 1, true) == 1
    return {
        b.para(tells and b.object(informant, excerpt.id) or excerpt.id),
        not tells and b.para(b.object(informant, name)),
        place and b.para(place),
    }
end

local function question_table(ctx, printed)
    local b, rows = ctx.b, {}
    local answers, all = by_question(ctx, printed)
    local few_notes = quotes.few_notes(ctx, all)
    local columns = tables.columns(ctx, {"table_excerpt_code", "table_excerpt", quotes.note_head(ctx)})
    for _, question in ipairs(ctx.model.guide.questions) do
        local of_question = answers[question.id] or {}
        if #of_question > 0 then
            rows[#rows + 1] = tables.group_row(columns, b.run_in(b.strong(question.id .. "."), question.text), nil, question)
        end
        for _, excerpt in ipairs(of_question) do
            local aside = place_aside(ctx, excerpt)
            local said, note = quotes.with_note(ctx, excerpt, quotes.in_cell(ctx, excerpt, aside and false), few_notes)
            rows[#rows + 1] = {origin(ctx, excerpt, aside), said, note, id = excerpt.id, of = excerpt}
        end
    end
    return #rows > 0 and b.table {
        columns = columns,
        rows = rows,
        caption = b.label("matrix_interview_questions"),
        label = tables.label(ctx, "interview-matrix"),
        drop_empty = true,
        of = ctx.model.guide,
    } or nil
end

-- ---- who answered what ----

-- As many informants as a drawing has columns.
local most_columns = 20

-- How many quotes of each informant answer each question: none where it is for other groups. Nil where that is one
-- question, one informant or too many.
local function coverage(ctx)
    local heads, numbers, points, is_dashed, made_up = {}, {}, {}, false, {}
    for _, excerpt in ipairs(ctx.model.excerpts) do
        if excerpt.question and excerpt.illustrative then
            made_up[excerpt.question.id] = true
        end
    end
    for _, informant in ipairs(ctx.model.informants) do
        local answers = {}
        for _, excerpt in ipairs(informant.excerpts) do
            if excerpt.question then
                answers[excerpt.question.id] = (answers[excerpt.question.id] or 0) + 1
            end
        end
        if next(answers) then
            heads[#heads + 1] = informant.code
            numbers[#numbers + 1] = {group = informant.group, answers = answers}
        end
    end
    for i, question in ipairs(ctx.model.guide.questions) do
        local values, themes = {}, {}
        for j, of_informant in ipairs(numbers) do
            values[j] = of_informant.answers[question.id] or asked.includes(question, of_informant.group) and 0
            is_dashed = is_dashed or not values[j]
        end
        for j, code in ipairs(question.themes) do
            themes[j] = tostring(code.label)
        end
        points[i] = {
            label = question.id .. (#themes > 0 and " (" .. table.concat(themes, ", ") .. ")" or ""),
            values = values, illustrative = made_up[question.id],
        }
    end
    return #heads > 1 and #heads <= most_columns and #points > 1 and ctx.b.chart {
        kind = "heat",
        columns = heads,
        points = points,
        caption = ctx.b.label("matrix_coverage"),
        label = tables.figure_label(ctx, "interview-matrix", "coverage"),
        notes = ctx.labels.matrix_coverage_note .. (is_dashed and " " .. ctx.labels.matrix_coverage_unasked or ""),
        of = ctx.model.guide,
    } or nil
end

-- ---- the grid ----

local function members(ctx, group)
    return map(ctx.model.informants, function(informant) return informant.group == group and informant or nil end)
end

-- The answers of an informant, question -> blocks.
local function answers_of(ctx, informant, printed)
    local by_question = {}
    for _, excerpt in ipairs(informant.excerpts) do
        local question = printed[excerpt.id] and excerpt.question
        if question then
            local blocks = by_question[question] or {}
            blocks.made_up = blocks.made_up or excerpt.illustrative
            by_question[question] = blocks
            blocks[#blocks + 1] = ctx.b.section(excerpt.id, quotes.in_cell(ctx, excerpt),
                words.labelled(ctx, "matrix_note", excerpt.note))
        end
    end
    return by_question
end

-- The questions that somebody answered.
local function rows_of(ctx, answered)
    local rows = {}
    for _, question in ipairs(ctx.model.guide.questions) do
        local row, any = {{question.id, question.text}, of = question, illustrative = false}, false
        for i, by_question in ipairs(answered) do
            local blocks = by_question[question] or false
            row[i + 1] = blocks and table.move(blocks, 1, #blocks, 1, {})
            row.illustrative = row.illustrative or blocks and blocks.made_up
            any = any or blocks
        end
        rows[#rows + 1] = any and row or nil
    end
    return rows
end

local function columns_of(ctx, informants)
    local columns = tables.columns(ctx, {"table_question"})
    for i, informant in ipairs(informants) do
        columns[i + 1] = {head = ctx.b.object(informant, informant.code)}
    end
    return columns
end

-- One table; nil when nobody in it answered.
local function part(ctx, informants, group, number, printed)
    local answered = map(informants, function(informant) return answers_of(ctx, informant, printed) end)
    local rows = rows_of(ctx, answered)
    local first, last = informants[1].code, informants[#informants].code
    local range = first == last and first or first .. "–" .. last
    return #rows > 0 and ctx.b.table {
        columns = columns_of(ctx, informants),
        rows = rows,
        caption = ctx.labels("matrix_interview_caption", words.group(ctx, group, "group"), range),
        label = tables.label(ctx, "interview-matrix", group .. "-" .. number),
        orientation = "landscape",
        drop_empty = true,
        of = ctx.model.guide,
    } or nil
end

local function grid(ctx, printed)
    local blocks = {}
    for _, group in ipairs(evidence.groups(ctx)) do
        local informants = members(ctx, group)
        for first = 1, #informants, most_informants do
            local some = table.move(informants, first, math.min(first + most_informants - 1, #informants), 1, {})
            blocks[#blocks + 1] = part(ctx, some, group, first // most_informants + 1, printed)
        end
    end
    return blocks
end

-- "Dimuat 60 dari 1.793 kutipan.", where the study limits them.
local function chosen_note(ctx, printed)
    local all, count = 0, 0
    for _, excerpt in ipairs(ctx.model.excerpts) do
        all = all + (excerpt.informant and excerpt.question and 1 or 0)
        count = count + (printed[excerpt.id] and 1 or 0)
    end
    local note = quotes.chosen_note(ctx, count, all)
    return note and ctx.b.para(note)
end

local function section(ctx)
    local settings, printed = ctx.model.study.appendix, quotes.of_interviews(ctx)
    local is_grid = settings and settings.interview_matrix == "grid"
    local answers = (is_grid and grid or question_table)(ctx, printed)
    return (is_grid or answers) and {coverage(ctx), chosen_note(ctx, printed), answers} or nil
end

return {api = 1, section = section}
