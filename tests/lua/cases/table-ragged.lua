-- code: script-error
-- says: a row has 1 cells, the table 2 columns
return {api = 1, assemble = function(ctx) return ctx.b.table {columns = {"a", "b"}, rows = {{"x"}}} end}
