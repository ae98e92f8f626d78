-- The reporting checklists, item by item: what the study answers, what the researcher does, what is missing.
local answers = require("answers")
local counts = require("counts")
local tables = require("tables")
local words = require("words")

-- The labels of its items and parts begin so, and where the items fall into parts: the first number of each.
local checklists = {
    coreq = {work = {"Tong", "2007"}, item = "coreq_", part = "coreq_part_", parts = {1, 9, 24}},
    srqr = {work = {"O'Brien", "2014"}, item = "srqr_", part = "srqr_part_", parts = {1, 3, 5, 16, 18, 20}},
}

-- Where an answer comes from; its label begins with "reporting_".
local function origin_of(given, computed)
    if given then
        return computed and "given_computed" or "given"
    end
    return computed and "computed" or "missing"
end

-- What reporting.yaml answers: [number] is the first that does.
local function given_answers(ctx, standard)
    local given = {}
    for _, item in ipairs(ctx.model.reporting.items) do
        if item.standard == standard and item.number and not given[item.number] then
            given[item.number] = item
        end
    end
    return given
end

local function part_row(ctx, columns, standard, number)
    for i, first in ipairs(checklists[standard].parts) do
        if first == number then
            local name = ctx.b.strong(ctx.labels[checklists[standard].part .. i])
            return tables.group_row(columns, ctx.b.para(name))
        end
    end
end

local function item_row(ctx, standard, number, given, tally)
    local b = ctx.b
    local computed = answers.of(ctx, standard, number, given)
    local origin = origin_of(given, computed)
    local answer = (given or computed) and {given and given.answer, computed}
    local word = b.label("reporting_" .. origin)
    tally[origin] = (tally[origin] or 0) + 1
    local item = ctx.labels[checklists[standard].item .. number]
    if not ctx.for_site then
        return {
            number, b.run_in(b.strong(item, "."), answer or word),
            answer and {answers.where(ctx, standard, number), b.para(word)} or false,
            of = given,
        }
    end
    return {
        number, item, answer or "–", answer and answers.where(ctx, standard, number), answer and word or b.strong(word),
        of = given,
    }
end

-- On paper an item and its answer share a column, and where it is and where it comes from another: answers have room.
local function columns_of(ctx)
    return tables.columns(ctx, ctx.for_site and {
        "table_number", "reporting_item", "reporting_answer", "reporting_where", "reporting_origin",
    } or {"table_number", "reporting_item_answer", "reporting_where_origin"})
end

-- "19 dari 32 butir terjawab: ..."
local function tally_text(ctx, items, tally)
    local labels, computed = ctx.labels, tally.computed or 0
    local given = (tally.given or 0) + (tally.given_computed or 0)
    return table.concat({
        labels("reporting_answered", given + computed, items),
        labels("reporting_from", given, computed),
        labels("reporting_left", tally.missing or 0),
    }, " ")
end

local function checklist(ctx, standard)
    local b, info = ctx.b, ctx.model.standards[standard]
    local given, rows, tally = given_answers(ctx, standard), {}, {}
    local columns = columns_of(ctx)
    for number = 1, info.items do
        rows[#rows + 1] = part_row(ctx, columns, standard, number)
        rows[#rows + 1] = item_row(ctx, standard, number, given[number], tally)
    end
    return {
        b.heading(2, info.title, {id = standard}),
        b.para(tally_text(ctx, info.items, tally)),
        b.table {
            columns = columns,
            rows = rows,
            caption = ctx.labels("reporting_caption", info.title),
            label = tables.label(ctx, "reporting", standard),
            notes = b.para(b.label(standard .. "_source"), words.cited(ctx, checklists[standard].work)),
            drop_empty = true,
            of = ctx.model.reporting,
        },
    }
end

-- COREQ is for interviews and focus groups: a study of documents alone has nothing to answer there. An edition that
-- withholds those who were heard is of no such study.
local function hears_people(ctx)
    local model = ctx.model
    return #model.informants > 0 or #model.guide.questions > 0 or #model.documents == 0
        or model.withholds_informants or next(given_answers(ctx, "coreq")) ~= nil
end

local function section(ctx)
    return {
        counts.warning(ctx, ctx.b.label("reporting_introduction")),
        hears_people(ctx) and checklist(ctx, "coreq"),
        checklist(ctx, "srqr"),
    }
end

return {api = 1, section = section}
