-- code: script-error
-- says: wants an excerpt of the model
return {api = 1, select = function(ctx) return ctx.themes end}
