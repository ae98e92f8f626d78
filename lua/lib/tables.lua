-- What the tables of the sections have in common.
local tables = {}

-- "tbl:SLUG" of a section, or "tbl:SLUG-suffix".
function tables.label(ctx, section, suffix)
    return "tbl:" .. ctx.labels["slug_" .. section] .. (suffix and "-" .. suffix or "")
end

-- The same for a part that every study calls alike: "tbl:informan-kriteria" for "criteria" of "informants".
function tables.part_label(ctx, section, part)
    return tables.label(ctx, section, ctx.labels["slug_part_" .. part])
end

-- The same for a figure: "fig:angka-tema".
function tables.figure_label(ctx, section, part)
    return (tables.part_label(ctx, section, part):gsub("^tbl", "fig"))
end

-- Columns from pairs of a label's key and a width: {{"table_number", 0.1}, ...}. Words that stand in sentences, too,
-- begin with a capital as the head of a column. {text = "...", width} has words that are no label's.
function tables.columns(ctx, columns)
    local result = {}
    for i, column in ipairs(columns) do
        local text = column.text or ctx.labels[column[1]]
        result[i] = {
            head = text:find(":lang[", 1, true) and ctx.b.label(column[1]) or text:gsub("^[a-z]", string.upper),
            width = ctx.for_site and column[2] or nil,
            align = column.align,
            made_up = column[1] == "illustrative",
        }
    end
    return result
end

-- A row with one cell over all columns: the name of what follows.
function tables.group_row(columns, content, id, object)
    return {{content = content, span = #columns, head = true}, id = id, of = object}
end

-- What study.yaml says of the appendix that a section is: an option of its own, or else that of the study.
function tables.option(ctx, section, key)
    for _, entry in ipairs(ctx.model.study.appendices) do
        if entry.section == section and entry[key] then
            return entry[key]
        end
    end
    return ctx.model.study[key]
end

return tables
