-- Points of statistics by their labels, for checks.
local any = require("any")

local points = {}

-- The labels of numbers, behind those in labels. One without a label is an error of its own.
function points.labels(numbers, labels)
    for _, point in ipairs(numbers) do
        labels[#labels + 1] = point.label
    end
    return labels
end

function points.has(labels, label)
    return any(labels, function(other) return other == label end)
end

-- Reports at place that statistic has no point called label, with the nearest; where none is near, otherwise.
function points.check(report, statistic, place, label, otherwise)
    local labels = points.labels(statistic.points, {})
    for _, series in ipairs(statistic.series) do
        points.labels(series.values, labels)
    end
    if not points.has(labels, label) then
        report:error(place, report:text("statistic '{1}' has no point '{2}'", statistic.id, label), nil, "unknown-point")
        report:nearest(label, labels, otherwise)
    end
end

return points
