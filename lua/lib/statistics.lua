-- How a statistic is printed: as a chart if it asks for one, else as a table; one series of numbers or several.
local map = require("map")
local tables = require("tables")
local words = require("words")

local statistics = {}

-- "Kota Palopo (sekitar)"
local function item(ctx, point)
    return ctx.b.para(point.label, point.note and {" (", point.note, ")"})
end

-- " (21,0–26,5)": the interval of a number, if it has one
local function range(ctx, point)
    return point.low and " (" .. words.number(ctx, point.low_text) .. "–" .. words.number(ctx, point.high_text) .. ")" or ""
end

-- "23,8", with its interval "23,8 (21,0–26,5)"
local function number(ctx, point)
    return words.number(ctx, point.value_text) .. range(ctx, point)
end

-- All points, series by series.
local function each_point(statistic)
    local points = {table.unpack(statistic.points)}
    for _, series in ipairs(statistic.series) do
        table.move(series.values, 1, #series.values, #points + 1, points)
    end
    return points
end

-- What the numbers in brackets are, as "95% confidence interval".
local function interval(ctx, statistic)
    for _, point in ipairs(each_point(statistic)) do
        if point.low then
            local name = statistic.interval or ctx.labels.statistic_interval
            return ctx.b.para(ctx.b.label("statistic_in_brackets", name))
        end
    end
    return false
end

-- What the numbers should be, and what happened at a point: as b.chart takes them.
local function targets_of(ctx, statistic)
    return map(statistic.targets, function(target)
        return {label = target.label, value = target.value, text = words.number(ctx, target.value_text)}
    end)
end

local function events_of(statistic)
    return map(statistic.events, function(event) return {at = event.point, label = event.label} end)
end

-- What follows a number: a share is written 14%, all else 14 kasus on one line.
local function unit_behind(unit)
    return unit and (unit == "%" and unit or "\u{a0}" .. unit) or ""
end

-- The same where no line is drawn, a paragraph for each.
local function in_words(ctx, statistic, targets, events)
    local blocks = map(targets, function(target)
        return ctx.b.para(target.label, ": ", target.text, unit_behind(statistic.unit))
    end)
    for _, event in ipairs(events) do
        blocks[#blocks + 1] = ctx.b.para(event.at, ": ", event.label)
    end
    return blocks
end

-- The statistic's note, what is not drawn, then "2021: ..." for each point that has a note; of several series that is
-- "Kota, 2021: ...". A table has the notes of its points in its rows.
local function notes(ctx, statistic)
    local is_table = statistic.chart == "table"
    local targets = is_table and targets_of(ctx, statistic) or {}
    local events = statistic.chart ~= "line" and events_of(statistic) or {}
    local blocks = {statistic.note or false, interval(ctx, statistic), in_words(ctx, statistic, targets, events)}
    for _, point in ipairs(is_table and {} or statistic.points) do
        if point.note then
            blocks[#blocks + 1] = ctx.b.para(point.label, ": ", point.note)
        end
    end
    for _, series in ipairs(statistic.series) do
        for _, point in ipairs(series.values) do
            if point.note then
                blocks[#blocks + 1] = ctx.b.para(series.label, ", ", point.label, ": ", point.note)
            end
        end
    end
    return blocks
end

-- The labels of all series, and for each series its points by label. A label that an earlier series lacks has its place
-- behind the one before it: a year without a number does not go to the end.
local function by_label(all)
    local labels, points = {}, {}
    for i, series in ipairs(all) do
        local place = 0
        points[i] = {}
        for _, point in ipairs(series.values) do
            local found
            for j, label in ipairs(labels) do
                found = found or label == point.label and j
            end
            place = found or place + 1
            if not found then
                table.insert(labels, place, point.label)
            end
            points[i][point.label] = point
        end
    end
    return labels, points
end

-- The series in their groups, as first met: {{name, series, ...}, ...}; name is nil of those without one.
local function in_groups(statistic)
    local groups, of_name, ungrouped = {}, {}, nil
    for _, series in ipairs(statistic.series) do
        local group = series.group and of_name[series.group] or not series.group and ungrouped
        if not group then
            group = {name = series.group}
            groups[#groups + 1] = group
            if series.group then
                of_name[series.group] = group
            else
                ungrouped = group
            end
        end
        group[#group + 1] = series
    end
    return groups
end

-- The source, the note, what the numbers in brackets are, targets and events.
local function beside(ctx, statistic)
    local found = in_words(ctx, statistic, targets_of(ctx, statistic), events_of(statistic))
    return {statistic.source or false, statistic.note or false, interval(ctx, statistic), found}
end

-- Statistics that ask for a table as one: a row for each value, below the title of its statistic; sources and notes beside.
function statistics.together(ctx, list)
    local b, rows, labels = ctx.b, {}, {}
    local columns = tables.columns(ctx, {
        {"table_item"}, {"table_value", align = "right"}, {"table_unit"}, {"table_source_note"},
    })
    for i, statistic in ipairs(list) do
        labels[i] = "tbl:" .. statistic.id
        rows[#rows + 1] = tables.group_row(columns, b.para(b.strong(statistic.title)), "tbl-" .. statistic.id, statistic)
        for j, point in ipairs(statistic.points) do
            rows[#rows + 1] = {
                item(ctx, point), number(ctx, point), point.unit or statistic.unit or false,
                j == 1 and beside(ctx, statistic), of = point,
            }
        end
    end
    return b.table {
        columns = columns,
        rows = rows,
        caption = b.label("section_statistics"),
        label = tables.label(ctx, "statistics"),
        also = labels,
        drop_empty = true,
        of = list[1],
    }
end

local function rows_of_points(ctx, statistic)
    local rows = map(statistic.points, function(point)
        return {item(ctx, point), number(ctx, point), point.unit or statistic.unit or false, of = point}
    end)
    return rows, tables.columns(ctx, {"table_item", {"table_value", align = "right"}, "table_unit"})
end

-- A row for each label, a column for each name of a series; groups one below the other.
local function rows_of_series(ctx, statistic)
    local heads, columns, rows = {}, {{"table_item"}}, {}
    for _, series in ipairs(statistic.series) do
        if not heads[series.label] then
            columns[#columns + 1] = {text = series.label, align = "right"}
            heads[series.label] = #columns
        end
    end
    for _, group in ipairs(in_groups(statistic)) do
        local labels, points = by_label(group)
        if group.name then
            rows[#rows + 1] = tables.group_row(columns, group.name)
        end
        for _, label in ipairs(labels) do
            local row = {label}
            for i = 2, #columns do
                row[i] = false
            end
            for i, series in ipairs(group) do
                local point = points[i][label]
                row[heads[series.label]] = point and number(ctx, point) or false
            end
            rows[#rows + 1] = row
        end
    end
    return rows, tables.columns(ctx, columns)
end

local function as_table(ctx, statistic, label)
    local several = #statistic.series > 0
    local rows, columns = (several and rows_of_series or rows_of_points)(ctx, statistic)
    return ctx.b.table {
        columns = columns,
        rows = rows,
        caption = several and statistic.unit and ctx.b.spans(statistic.title, " (", statistic.unit, ")") or statistic.title,
        label = label and "tbl:" .. statistic.id,
        source = statistic.source,
        notes = notes(ctx, statistic),
        drop_empty = true,
        of = statistic,
    }
end

-- A number with its interval, as charts take them.
local function charted(ctx, point)
    return {
        label = point.label,
        value = point.value,
        text = words.number(ctx, point.value_text),
        low = point.low,
        low_text = point.low and words.number(ctx, point.low_text),
        high = point.high,
        high_text = point.high and words.number(ctx, point.high_text),
    }
end

local function points_of_series(ctx, statistic)
    local columns, points = {}, {}
    local labels, found = by_label(statistic.series)
    for i, series in ipairs(statistic.series) do
        columns[i] = series.group and series.group .. ", " .. series.label or series.label
    end
    for i, label in ipairs(labels) do
        local values = {}
        for j in ipairs(statistic.series) do
            values[j] = found[j][label] and charted(ctx, found[j][label]) or false
        end
        points[i] = {label = label, values = values}
    end
    return points, columns
end

local function points_of(ctx, statistic)
    local points = map(statistic.points, function(point) return charted(ctx, point) end)
    return points, nil
end

local function as_chart(ctx, statistic, label)
    local points, columns = (#statistic.series > 0 and points_of_series or points_of)(ctx, statistic)
    return ctx.b.chart {
        kind = statistic.chart,
        points = points,
        columns = columns,
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

-- Each number in words, as {name = "Kota, 2023", text = "61,5% (58–64,2)"}: those of one series or with one label, if
-- these are given.
function statistics.numbers(ctx, statistic, series_label, point_label)
    local found = {}
    local function add(points, prefix)
        for _, point in ipairs(points) do
            if not point_label or point.label == point_label then
                local text = words.number(ctx, point.value_text) .. unit_behind(point.unit or statistic.unit)
                found[#found + 1] = {name = prefix .. point.label, text = text .. range(ctx, point)}
            end
        end
    end
    add(statistic.points, "")
    for _, series in ipairs(statistic.series) do
        if not series_label or series.label == series_label then
            add(series.values, (series.group and series.group .. ", " or "") .. series.label .. ", ")
        end
    end
    return found
end

-- A chart, or a table where that is asked for or there is nothing to draw.
local function shown(ctx, statistic, label)
    local is_table = statistic.chart == "table" or #each_point(statistic) == 0
    return is_table and as_table(ctx, statistic, label) or as_chart(ctx, statistic, label)
end

-- The statistic as a block; it has one number, wherever it is shown.
function statistics.block(ctx, statistic)
    return shown(ctx, statistic, true)
end

-- The same once more, without the number that it has on its own page.
function statistics.unnumbered(ctx, statistic)
    return shown(ctx, statistic, false)
end

return statistics
