-- code: script-error
-- says: theme 'misi' has no field 'definitoin'
-- says: nearest is 'definition'
return {api = 1, assemble = function(ctx) return ctx.themes[1].definitoin end}
