-- code: script-error
-- says: not valid UTF-8 at byte 2
return {api = 1, assemble = function(ctx) return ctx.b.para("a\xff") end}
