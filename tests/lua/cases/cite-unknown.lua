-- code: script-error
-- says: nearest is 'bryson2015'
return {api = 1, assemble = function(ctx) return ctx.b.cite("brison2015") end}
