-- code: script-error
-- says: nearest is 'caption'
return {api = 1, assemble = function(ctx) return ctx.b.table {columns = {"a"}, rows = {}, captoin = "x"} end}
