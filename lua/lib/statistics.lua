-- How a statistic is printed: as a chart if it asks for one, else as a table.
local tables = require("tables")
local words = require("words")

local statistics = {}

-- "Kota Palopo (sekitar)"
local function item(ctx, point)
    return ctx.b.para(point.label, point.note and {" (", point.note, ")"})
end

local function as_table(ctx, statistic, label)
    local rows = {}
    for i, point in ipairs(statistic.points) do
        rows[i] = {item(ctx, point), words.number(ctx, point.value_text), point.unit or statistic.unit or false, of = point}
    end
    return ctx.b.table {
        columns = tables.columns(ctx, {{"table_item", 0.5}, {"table_value", 0.2, align = "right"}, {"table_unit", 0.3}}),
        rows = rows,
        caption = statistic.title,
        label = label and "tbl:" .. statistic.id,
        source = statistic.source,
        notes = statistic.note,
        drop_empty = true,
        of = statistic,
    }
end

-- The statistic's note, then "2021: ..." for each point that has one.
local function notes(ctx, statistic)
    local blocks = {statistic.note or false}
    for _, point in ipairs(statistic.points) do
        if point.note then
            blocks[#blocks + 1] = ctx.b.para(point.label, ": ", point.note)
        end
    end
    return blocks
end

local function as_chart(ctx, statistic, label)
    local points = {}
    for i, point in ipairs(statistic.points) do
        points[i] = {label = point.label, value = point.value, text = words.number(ctx, point.value_text)}
    end
    return ctx.b.chart {
        kind = statistic.chart,
        points = points,
        caption = statistic.title,
        label = label and "fig:" .. statistic.id,
        unit = statistic.unit,
        source = statistic.source,
        notes = notes(ctx, statistic),
        of = statistic,
    }
end

-- The statistic as a block; it has one number, wherever it is shown.
function statistics.block(ctx, statistic)
    return statistic.chart == "table" and as_table(ctx, statistic, true) or as_chart(ctx, statistic, true)
end

-- The same once more, without the number that it has on its own page.
function statistics.unnumbered(ctx, statistic)
    return statistic.chart == "table" and as_table(ctx, statistic, false) or as_chart(ctx, statistic, false)
end

return statistics
