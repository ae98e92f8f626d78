return {
    api = 1,
    directives = {jalan = function(args, body, ctx) return ctx.b.para("a", ctx.b.note(ctx.b.md("Lagi :jalan[x].\n"))) end},
}
