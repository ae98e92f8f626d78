return {
    api = 1,
    assemble = function(ctx)
        local b = ctx.b
        return { b.para("Kata " .. "⟦first⟧" .. " " .. "⟦second⟧") }
    end,
}
