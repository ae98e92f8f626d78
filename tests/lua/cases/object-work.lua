-- code: script-error
-- says: the link to a work needs a text
return {api = 1, assemble = function(ctx) return ctx.b.para(ctx.b.object(ctx.model.works[1])) end}
