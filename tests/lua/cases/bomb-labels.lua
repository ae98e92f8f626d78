-- code: none
return {api = 1, assemble = function(ctx)
    local long = ("x"):rep(1e6)
    for _ = 1, 40 do ctx.labels("narrative_of", long, long) end
end}
