-- code: script-instructions
return {api = 1, assemble = function(ctx)
    local endless = setmetatable({}, {__len = function() return 1 << 61 end})
    ctx.b.chart {kind = "heat", columns = {"a", "b", "c", "d", "e", "f", "g", "h"}, points = endless}
end}
