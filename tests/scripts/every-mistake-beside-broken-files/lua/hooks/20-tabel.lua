local function assemble(ctx)
    local b = ctx.b
    return b.table{label = "tbl:dari-hook", caption = "Dari hook", columns = {{head = "a"}}, rows = {{"1"}}}
end
return {api = 1, assemble = assemble}
