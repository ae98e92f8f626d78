return {
    api = 1,
    directives = {
        jalan = function(args, body, ctx)
            return ctx.b.table{columns = {"a"}, rows = {{{content = ctx.b.md("::jalan\n")}}}}
        end,
    },
}
