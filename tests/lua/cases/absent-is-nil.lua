-- code: none
return {api = 1, assemble = function(ctx)
    assert(ctx.themes[1].when_to_use == nil)
    assert(ctx.model.find("objective", "b").answer == nil)
    assert(ctx.model.find("excerpt", "DOK-01.1").informant == nil)
    assert(ctx.themes[99] == nil and ctx.themes[0] == nil)
end}
