return {
    api = 1,
    assemble = function(ctx)
        return ctx.b.md(string.rep("*a* `b`\n", 200000))
    end,
}
