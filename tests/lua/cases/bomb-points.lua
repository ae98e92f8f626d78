-- code: script-instructions
return {api = 1, assemble = function(ctx)
    ctx.b.chart {points = setmetatable({}, {__len = function() return 1 << 50 end})}
end}
