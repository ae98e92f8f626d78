-- The interview guide: which question is put to whom, and what it is about.
local tables = require("tables")
local words = require("words")

-- "kunci, utama", or everybody
local function groups(ctx, question)
    local names = {}
    for i, group in ipairs(question.groups) do
        names[i] = words.group(ctx, group, "group")
    end
    return #names > 0 and table.concat(names, ", ") or words.everybody(ctx)
end

-- To whom most questions are put, which paper need not say of each.
local function common_groups(ctx)
    local count, common = {}, nil
    for _, question in ipairs(ctx.model.guide.questions) do
        local asked = groups(ctx, question)
        count[asked] = (count[asked] or 0) + 1
        common = (not common or count[asked] > count[common]) and asked or common
    end
    return common and count[common] > #ctx.model.guide.questions // 2 and common or nil
end

-- On paper what most questions have in common is below the table; others say themselves to whom they are put.
local function printed(ctx)
    local b, guide, rows, common = ctx.b, ctx.model.guide, {}, common_groups(ctx)
    for i, question in ipairs(guide.questions) do
        local asked = groups(ctx, question)
        rows[i] = {
            question.id, b.para(words.codes(ctx, question.themes)),
            {
                asked ~= common and b.run_in(b.em("(" .. asked .. ")"), question.text) or question.text,
                words.prose_list(ctx, question.probes),
            },
            id = question.id, of = question,
        }
    end
    return rows, {"table_question_code", "table_theme", "table_question"},
        common and common ~= ctx.labels.group_everybody and ctx.labels("guide_asked", common) or nil
end

local function on_site(ctx)
    local b, rows = ctx.b, {}
    for i, question in ipairs(ctx.model.guide.questions) do
        rows[i] = {
            question.id, b.para(words.codes(ctx, question.themes)), groups(ctx, question),
            {question.text, words.prose_list(ctx, question.probes)},
            id = question.id, of = question,
        }
    end
    return rows, {"table_question_code", "table_theme", "table_group", "table_question"}
end

local function section(ctx)
    local b, guide = ctx.b, ctx.model.guide
    local rows, columns, note = (ctx.for_site and on_site or printed)(ctx)
    return #rows > 0 and {guide.introduction or false, b.table {
        columns = tables.columns(ctx, columns),
        rows = rows,
        caption = b.label("section_guide"),
        label = tables.label(ctx, "guide"),
        notes = note,
        drop_empty = true,
        of = guide,
    }} or nil
end

return {api = 1, section = section}
