-- code: script-error
-- says: a figure needs file and alt, or framework and alt
return {api = 1, assemble = function(ctx) return ctx.b.figure {alt = "x"} end}
