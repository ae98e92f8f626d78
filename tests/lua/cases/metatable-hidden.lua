-- code: none
return {api = 1, assemble = function(ctx)
    assert(getmetatable(ctx.objective) == false and getmetatable(ctx.themes) == false)
    assert(not pcall(setmetatable, ctx.objective, {}))
end}
