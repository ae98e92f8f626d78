-- code: script-error
-- says: is not a block
return {api = 1, assemble = function(ctx) return ctx.objective end}
