return {
    api = 1,
    directives = {
        satu = function(args, body, ctx) return ctx.b.md("::dua\n") end,
        dua = function(args, body, ctx) return ctx.b.section("s", ctx.b.md(":::note\n::satu\n:::\n")) end,
    },
}
