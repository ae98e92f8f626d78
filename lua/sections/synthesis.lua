-- Prior studies side by side, and what they say together.
local tables = require("tables")
local words = require("words")

-- "Farianingsih dkk. (2019)", and the kind of publication below
local function authors(ctx, study)
    local text = study.authors .. " (" .. study.year .. ")"
    return {study.work and ctx.b.object(study.work, text) or text, study.kind}
end

local function title(ctx, study)
    local language = study.work and study.work.language_tag
    return {ctx.b.lang(language, study.title), words.labelled(ctx, "synthesis_place", study.place)}
end

local function result(ctx, study)
    return {
        study.result,
        words.labelled(ctx, "synthesis_theory", study.theory),
        words.labelled(ctx, "synthesis_variables", study.variables),
    }
end

local function site_row(ctx, number, study)
    return {number, authors(ctx, study), title(ctx, study), study.method, study.sample or false, result(ctx, study)}
end

-- On paper the study, and how it was done, have a column each, so that the page need not be turned.
local function printed_row(ctx, number, study)
    return {
        number, {authors(ctx, study), title(ctx, study)},
        {study.method, words.labelled(ctx, "synthesis_sample", study.sample)}, result(ctx, study),
    }
end

local function columns_of(ctx)
    return tables.columns(ctx, ctx.for_site and {
        "table_number", "table_authors", "table_title", "table_method", "table_sample", "table_result",
    } or {"table_number", "table_authors_title", "table_method", "table_result"})
end

local function section(ctx)
    local b, file, rows = ctx.b, ctx.model.synthesis, {}
    for i, study in ipairs(file.studies) do
        rows[i] = (ctx.for_site and site_row or printed_row)(ctx, i, study)
        rows[i].id, rows[i].of = study.id, study
    end
    if #rows == 0 then
        return nil
    end
    return {
        b.table {
            columns = columns_of(ctx),
            rows = rows,
            caption = file.caption or b.label("section_synthesis"),
            label = tables.label(ctx, "synthesis"),
            source = file.source,
            orientation = ctx.for_site and "landscape" or nil,
            drop_empty = true,
            of = file,
        },
        words.titled(ctx, "synthesis_conclusion", "conclusion", file.conclusion),
    }
end

return {api = 1, section = section}
