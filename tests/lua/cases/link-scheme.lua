-- code: script-error
-- says: cannot link to 'javascript:alert(1)'
return {api = 1, assemble = function(ctx) return ctx.b.link("javascript:alert(1)", "x") end}
