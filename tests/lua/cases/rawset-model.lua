-- code: script-error
return {api = 1, assemble = function(ctx) rawset(ctx.objective, "id", "x") end}
