-- Numbers: those of one statistic that cannot stand in one chart, and what is said of a point that it does not have.
local points = require("points")

local most_series = 6 -- more cannot be told apart in a drawing

-- A chart has one scale, so its numbers have one unit: that of the statistic.
local function check_units(model, report, statistic, numbers)
    for _, point in ipairs(numbers) do
        if point.unit and point.unit ~= statistic.unit then
            report:error(model.place(point, "unit"),
                report:text("the numbers of a chart have one unit, but this one is in '{1}'", point.unit),
                not statistic.unit and report:text("if all are, say so once, for the statistic: 'unit: \"{1}\"'",
                    point.unit) or nil, "chart-unit")
            report:hint(report:text("show them in a table, or make them a statistic of their own"))
            return
        end
    end
end

-- Intervals have two ends, with the value between them.
local function check_intervals(model, report, numbers)
    for _, point in ipairs(numbers) do
        local low, high = point.low, point.high
        local has_one_end = (low == nil) ~= (high == nil)
        if has_one_end or low and point.value and (point.value < low or point.value > high) then
            report:error(model.place(point, low and "low" or "high"),
                has_one_end and report:text("the interval of '{1}' has one end only", point.label)
                    or report:text("the value of '{1}' is not within its interval", point.label),
                report:text("'low' is the lower end, 'high' the upper one, and the value lies between them"),
                "bad-interval")
            return
        end
    end
end

-- Its numbers are told in one way. Those of a file are not its own keys.
local function check_numbers(model, report, statistic)
    local first
    for _, key in ipairs {"points", "series", "file"} do
        if not model.lacks(statistic, key) then
            if first then
                report:error(model.place(statistic, key),
                    report:text("statistic '{1}' has both '{2}' and '{3}'", statistic.id, first, key),
                    report:text("keep one of them"), "several-numbers")
            end
            first = first or key
        end
    end
    if not first then
        report:error(statistic, report:text("statistic '{1}' has no numbers", statistic.id),
            report:text("add 'points:' and below it, indented, entries that begin with '- label:', or 'file:' with the name of a CSV file in content/data/"),
            "missing-key")
    end
end

local function check_statistic(model, report, statistic)
    local is_drawn = statistic.chart ~= "table"
    check_numbers(model, report, statistic)
    for _, event in ipairs(statistic.events) do
        if event.point then
            points.check(report, statistic, model.place(event, "point"), event.point,
                report:text("write the label of one of its points"))
        end
    end
    local all = {statistic.points}
    for _, series in ipairs(statistic.series) do
        all[#all + 1] = series.values
    end
    for _, numbers in ipairs(all) do
        if is_drawn then
            check_units(model, report, statistic, numbers)
        end
        check_intervals(model, report, numbers)
    end
    if is_drawn and #statistic.series > most_series then
        report:error(model.place(statistic, "chart"),
            report:text("a chart of {1} series cannot be read", #statistic.series),
            report:text("show up to {1} in a chart, all of them with 'chart: table'", most_series), "too-many-series")
    end
end

-- A number of the joint display: of one of the series, or of all of them.
local function check_joint_number(model, report, number)
    local statistic, series, labels = number.statistic, {}, {}
    local all = points.labels(statistic.points, labels)
    local is_there = number.series == nil
    for _, one in ipairs(statistic.series) do
        series[#series + 1] = one.label
        if number.series == nil or one.label == number.series then
            is_there = true
            points.labels(one.values, all)
        end
    end
    if not is_there then
        report:error(model.place(number, "series"),
            report:text("statistic '{1}' has no series '{2}'", statistic.id, number.series), nil, "unknown-point")
        report:nearest(number.series, series, report:text("leave it out to show all"))
    elseif number.point and not points.has(all, number.point) then
        report:error(model.place(number, "point"),
            report:text("statistic '{1}' has no point '{2}'", statistic.id, number.point), nil, "unknown-point")
        report:nearest(number.point, all, report:text("leave it out to show all"))
    end
end

local function lint(model, report)
    for _, statistic in ipairs(model.statistics) do
        check_statistic(model, report, statistic)
    end
    for _, row in ipairs(model.joint.rows) do
        for _, number in ipairs(row.numbers) do
            if number.statistic then
                check_joint_number(model, report, number)
            end
        end
    end
end

return {api = 1, partial = true, lint = lint}
