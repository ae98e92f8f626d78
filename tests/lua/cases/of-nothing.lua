-- code: script-error
-- says: of takes an object of the model, not a string
return {api = 1, assemble = function(ctx) return ctx.b.table {columns = {"a"}, rows = {{"x", of = "misi"}}} end}
