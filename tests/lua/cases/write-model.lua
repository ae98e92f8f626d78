-- code: script-error
-- says: the model is read-only
return {api = 1, assemble = function(ctx) ctx.objective.title = "x" end}
