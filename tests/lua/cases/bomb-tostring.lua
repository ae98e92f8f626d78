-- code: script-instructions
return {api = 1, assemble = function(ctx)
    local x = ctx.b.para(("x"):rep(1e6))
    while true do
        x = ctx.b.blocks(x)
        tostring(x)
    end
end}
