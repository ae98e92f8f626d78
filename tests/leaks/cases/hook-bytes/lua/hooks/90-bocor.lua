return {
    api = 1,
    assemble = function(ctx)
        local b = ctx.b
        return { b.para(("⟦glued⟧"):upper()) }
    end,
}
