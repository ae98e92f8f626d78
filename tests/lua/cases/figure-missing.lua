-- code: script-error
-- says: there is no figure
return {api = 1, assemble = function(ctx) return ctx.b.figure {file = "figures/x.png", alt = "x"} end}
