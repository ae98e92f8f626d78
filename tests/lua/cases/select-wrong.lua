-- code: script-error
-- says: takes an excerpt of the model
return {api = 1, select = function(ctx) return ctx.themes end}
