-- code: script-error
-- says: it is one of note, warning, illustrative, summary
return {api = 1, assemble = function(ctx) return ctx.b.callout("bahaya", nil, "x") end}
