-- The figures of the background, each with its source.
local statistics = require("statistics")

-- Several small tables are one; charts stand behind it.
local function section(ctx)
    local blocks, small = {}, {}
    for _, statistic in ipairs(ctx.model.statistics) do
        if statistic.chart == "table" and #statistic.series == 0 then
            small[#small + 1] = statistic
        else
            blocks[#blocks + 1] = statistics.block(ctx, statistic)
        end
    end
    local all = #small > 1 and statistics.together(ctx, small) or #small == 1 and statistics.block(ctx, small[1])
    return (all or #blocks > 0) and {all, blocks} or nil
end

return {api = 1, section = section, embed = statistics.block}
