-- code: script-error
-- says: not valid UTF-8
return {api = 1, assemble = function(ctx) return ctx.b.para("a\0b") end}
