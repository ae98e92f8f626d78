-- code: script-error
-- says: more than 4 MiB of text
return {api = 1, assemble = function(ctx)
    local text = ("x"):rep(100000)
    while true do ctx.b.para(text) end
end}
