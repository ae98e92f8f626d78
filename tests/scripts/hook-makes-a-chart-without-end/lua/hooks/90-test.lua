return {
    api = 1,
    assemble = function(ctx) return ctx.b.chart{points = {{label = "x", value = 1 / 0}}, caption = "c"} end,
}
