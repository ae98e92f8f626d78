local function more(spec, rows, ctx)
    for i = 1, 48000 do
        ctx.b.rule()
    end
    return nil
end

return {api = 1, table = more}
