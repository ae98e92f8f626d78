-- The figures of the background, each with its source.
local statistics = require("statistics")

local function section(ctx)
    local blocks = {}
    for i, statistic in ipairs(ctx.model.statistics) do
        blocks[i] = statistics.block(ctx, statistic)
    end
    return #blocks > 0 and blocks or nil
end

return {api = 1, section = section, embed = statistics.block}
