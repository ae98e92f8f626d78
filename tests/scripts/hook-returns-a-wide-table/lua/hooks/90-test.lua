local function wide(spec, rows, ctx)
    for i = 1, 101 do
        spec.columns[i] = "k"
    end
    return spec, rows
end

return {api = 1, table = wide}
