-- code: script-error
-- says: nearest is 'narrative_of'
return {api = 1, assemble = function(ctx) return ctx.labels.narative_of end}
