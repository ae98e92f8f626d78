-- code: script-error
-- says: cannot be an id
return {api = 1, assemble = function(ctx) return ctx.b.section("<x>", "y") end}
