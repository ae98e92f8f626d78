-- code: none
return {api = 1, assemble = function(ctx)
    local quoted = ctx.model.findings[1].quoted
    assert(#quoted == 1 and quoted[1].id == "IK-01.2", #quoted)
end}
