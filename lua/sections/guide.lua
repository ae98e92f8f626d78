-- The interview guide: which question is put to whom, and what it is about.
local tables = require("tables")
local words = require("words")

-- "kunci, utama", or everybody
local function groups(ctx, question)
    local names = {}
    for i, group in ipairs(question.groups) do
        names[i] = words.group(ctx, group, "group")
    end
    return #names > 0 and table.concat(names, ", ") or ctx.labels.group_all
end

local function section(ctx)
    local b, guide, rows = ctx.b, ctx.model.guide, {}
    for i, question in ipairs(guide.questions) do
        rows[i] = {
            question.id, b.para(words.codes(ctx, question.themes)), groups(ctx, question),
            {question.text, words.prose_list(ctx, question.probes)},
            id = question.id, of = question,
        }
    end
    return #rows > 0 and {guide.introduction or false, b.table {
        columns = tables.columns(ctx, {
            {"table_question_code", 0.1}, {"table_theme", 0.2}, {"table_group", 0.15}, {"table_question", 0.55},
        }),
        rows = rows,
        caption = b.label("section_guide"),
        label = tables.label(ctx, "guide"),
        drop_empty = true,
        of = guide,
    }} or nil
end

return {api = 1, section = section}
