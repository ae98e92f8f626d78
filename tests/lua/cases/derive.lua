-- code: none
-- with: 421
local function derive(model)
    return {first = model.statistics[1].points[1].value, nested = {list = {1, 2, 3}}}
end
local function assemble(ctx)
    local own = ctx.derived["derive"]
    assert(#own.nested.list == 3 and own.nested.list[2] == 2 and own.none == nil)
    assert(not pcall(function() own.first = 5 end))
    assert(not pcall(rawset, own, "first", 5))
    local keys = {}
    for key in pairs(own) do keys[#keys + 1] = key end
    assert(table.concat(keys, " ") == "first nested")
    return ctx.b.para(("%d"):format(own.first))
end
return {api = 1, derive = derive, assemble = assemble}
