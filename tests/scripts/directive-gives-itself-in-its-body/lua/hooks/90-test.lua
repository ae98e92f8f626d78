return {
    api = 1,
    directives = {jalan = function(args, body, ctx) return {body, ctx.b.md(":::jalan\nx\n:::\n"), body} end},
}
