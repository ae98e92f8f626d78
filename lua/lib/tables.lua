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

-- Columns from keys of labels: {"table_number", {"table_value", align = "right"}, ...}. Words that stand in sentences,
-- too, begin with a capital as the head of a column. {text = "..."} has words that are no label's. The widths are left
-- to who prints the table.
function tables.columns(ctx, columns)
    local result = {}
    for i, column in ipairs(columns) do
        local given = type(column) == "table" and column or {column}
        local text = given.text or ctx.labels[given[1]]
        result[i] = {
            head = text:find(":lang[", 1, true) and ctx.b.label(given[1]) or text:gsub("^[a-z]", string.upper),
            align = given.align,
            made_up = given[1] == "illustrative",
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
