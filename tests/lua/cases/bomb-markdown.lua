-- code: script-error
-- says: more than 50000 blocks
return {api = 1, assemble = function(ctx) ctx.b.md(("x\n\n"):rep(200000)) end}
