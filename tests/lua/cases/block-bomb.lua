-- code: script-error
-- says: more than 50000 blocks
return {api = 1, assemble = function(ctx)
    local x = ctx.b.para("x")
    for _ = 1, 60 do x = ctx.b.section(nil, x, x) end
    return x
end}
