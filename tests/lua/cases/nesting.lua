-- code: script-error
-- says: nested more than 64 deep
return {api = 1, assemble = function(ctx)
    local x = ctx.b.para("x")
    for _ = 1, 100 do x = ctx.b.section(nil, x) end
    return x
end}
