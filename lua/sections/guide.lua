-- The interview guide: which question is put to whom, and what it is about.
local map = require("map")
local tables = require("tables")
local words = require("words")

-- "kunci, utama", or everybody; and the names one by one
local function groups(ctx, question)
    local names = map(question.groups, function(group) return words.group(ctx, group, "group") end)
    names[1] = names[1] or words.everybody(ctx)
    return table.concat(names, ", "), names
end

-- To whom most questions are put, which paper need not say of each; their names one by one.
local function common_groups(ctx)
    local count, names, common = {}, {}, nil
    for _, question in ipairs(ctx.model.guide.questions) do
        local asked, each = groups(ctx, question)
        count[asked], names[asked] = (count[asked] or 0) + 1, each
        common = (not common or count[asked] > count[common]) and asked or common
    end
    if common and count[common] > #ctx.model.guide.questions // 2 then
        return common, names[common]
    end
end

-- On paper what most questions have in common is below the table; others say themselves to whom they are put.
local function printed(ctx)
    local b, guide, rows = ctx.b, ctx.model.guide, {}
    local common, names = common_groups(ctx)
    for i, question in ipairs(guide.questions) do
        local asked = (groups(ctx, question))
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
        common and common ~= ctx.labels.group_everybody and b.label("guide_asked", words.list(ctx, names)) or nil
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
