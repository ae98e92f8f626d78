-- How a statistic is printed: as a chart if it asks for one, else as a table.
local tables = require("tables")
local words = require("words")

local statistics = {}

-- "Kota Palopo (sekitar)"
local function item(ctx, point)
    return ctx.b.para(point.label, point.note and {" (", point.note, ")"})
end

-- What the numbers should be, and what happened at a point: as b.chart takes them.
local function targets_of(ctx, statistic)
    local targets = {}
    for i, target in ipairs(statistic.targets) do
        targets[i] = {label = target.label, value = target.value, text = words.number(ctx, target.value_text)}
    end
    return targets
end

local function events_of(statistic)
    local events = {}
    for i, event in ipairs(statistic.events) do
        events[i] = {at = event.point, label = event.label}
    end
    return events
end

-- The same where no line is drawn, a paragraph for each.
local function in_words(ctx, statistic, targets, events)
    local blocks, unit = {}, statistic.unit
    for _, target in ipairs(targets) do
        blocks[#blocks + 1] = ctx.b.para(target.label, ": ", target.text, unit and (unit == "%" and "%" or " " .. unit))
    end
    for _, event in ipairs(events) do
        blocks[#blocks + 1] = ctx.b.para(event.point, ": ", event.label)
    end
    return blocks
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
        notes = {statistic.note or false, in_words(ctx, statistic, targets_of(ctx, statistic), events_of(statistic))},
        drop_empty = true,
        of = statistic,
    }
end

-- The statistic's note, then "2021: ..." for each point that has one.
local function notes(ctx, statistic)
    local blocks = {statistic.note or false}
    if statistic.chart ~= "line" then
        blocks[2] = in_words(ctx, statistic, {}, events_of(statistic))
    end
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
        targets = targets_of(ctx, statistic),
        events = statistic.chart == "line" and events_of(statistic) or nil,
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
