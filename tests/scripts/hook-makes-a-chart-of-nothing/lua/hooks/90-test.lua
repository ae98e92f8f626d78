return {
    api = 1,
    assemble = function(ctx)
        return ctx.b.chart{
            kind = "heat",
            columns = {"a"},
            points = {{label = "x", values = {1}}, {label = "y", values = {0 / 0}}},
            caption = "c",
        }
    end,
}
