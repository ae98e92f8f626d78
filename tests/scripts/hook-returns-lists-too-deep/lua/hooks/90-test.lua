local function deep(ctx)
    local list = "a"
    for i = 1, 70 do
        list = {list}
    end
    return list
end

return {api = 1, assemble = deep}
