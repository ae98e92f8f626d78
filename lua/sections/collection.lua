-- How data were collected: for each objective what was to be known, from whom, by which technique, with which instrument.
local asked = require("asked")
local tables = require("tables")
local words = require("words")

-- The theme, and what it is made of.
local function information(ctx, theme)
    local names = words.codes(ctx, theme.children)
    return {ctx.b.para(ctx.b.object(theme)), #names > 0 and ctx.b.para(names)}
end

-- By which technique the questions of the guide are put: in focus groups where nobody was interviewed; by none that has a
-- name where nobody was heard and all wrote.
local function asking(ctx)
    local found = ctx.labels.noun_talk ~= ctx.labels.noun_talk_written and "interview" or nil
    for _, informant in ipairs(ctx.model.informants) do
        for _, interview in ipairs(informant.interviews) do
            if interview.technique == "interview" then
                return interview.technique
            end
            found = interview.technique
        end
    end
    return found
end

-- Questions are put to some groups, or to everybody.
local function guided(ctx, theme, technique)
    local questions, groups, known = {}, {}, {}
    for _, question in ipairs(ctx.model.guide.questions) do
        if asked.is_about(question, theme) then
            questions[#questions + 1] = question.id
            for _, group in ipairs(#question.groups > 0 and question.groups or {"all"}) do
                if not known[group] then
                    known[group] = true
                    groups[#groups + 1] = group == "all" and words.everybody(ctx) or words.group(ctx, group, "group")
                end
            end
        end
    end
    return #questions > 0 and {
        table.concat(groups, ", "), technique and words.technique(ctx, technique) or ctx.labels.noun_talk,
        ctx.labels("collection_guide", table.concat(questions, ", ")),
    } or nil
end

-- The sources whose quotes about the theme were collected by a technique.
local function sources(ctx, theme, technique)
    local found, known = {}, {}
    for _, excerpt in ipairs(theme.excerpts) do
        if excerpt.technique == technique and not known[excerpt.source_id] then
            known[excerpt.source_id] = true
            found[#found + 1] = #found > 0 and ", " or nil
            found[#found + 1] = ctx.b.object(excerpt.source, excerpt.source_id)
        end
    end
    return #found > 0 and ctx.b.para(found) or nil
end

-- By what instrument, only the study can say of a technique of its own.
local function other(ctx, theme, technique, instrument)
    local found = sources(ctx, theme, technique)
    return found and {found, words.technique(ctx, technique), instrument or "–"} or nil
end

-- A row for each technique; the theme stands in the first. One that nothing asks for has a row all the same.
local function add_theme(ctx, theme, rows)
    local technique = asking(ctx)
    local by_guide = guided(ctx, theme, technique)
    local found, instrument = {by_guide}, by_guide and by_guide[3] or ctx.labels.collection_focus_group
    found[#found + 1] = not (by_guide and technique == "interview") and other(ctx, theme, "interview") or nil
    found[#found + 1] = not (by_guide and technique == "focus-group") and other(ctx, theme, "focus-group", instrument) or nil
    found[#found + 1] = other(ctx, theme, "document", ctx.labels["section_document-review"])
    found[#found + 1] = other(ctx, theme, "observation", ctx.labels.collection_observation)
    for _, own in ipairs(ctx.model.study.techniques) do
        found[#found + 1] = other(ctx, theme, own.id, own.instrument)
    end
    for i, cells in ipairs(#found > 0 and found or {{"–", "–", "–"}}) do
        rows[#rows + 1] = {i == 1 and information(ctx, theme), cells[1], cells[2], cells[3], of = theme}
    end
end

local function section(ctx)
    local b, rows = ctx.b, {}
    local columns = tables.columns(ctx, {
        "collection_information", "table_source", "collection_technique", "collection_instrument",
    })
    for _, objective in ipairs(ctx.model.objectives) do
        rows[#rows + 1] = tables.group_row(
            columns, b.para(b.strong(b.object(objective, words.objective_title(ctx, objective)))), nil, objective)
        for _, theme in ipairs(objective.themes) do
            add_theme(ctx, theme, rows)
        end
    end
    for _, code in ipairs(#rows == 0 and ctx.model.codes or {}) do
        if code.level == "theme" then
            add_theme(ctx, code, rows)
        end
    end
    return #rows > 0 and b.table {
        columns = columns,
        rows = rows,
        caption = b.label("section_collection"),
        label = tables.label(ctx, "collection"),
        of = ctx.model.codebook,
    } or nil
end

return {api = 1, section = section}
