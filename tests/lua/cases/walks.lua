-- code: none
local function assemble(ctx)
    local ids = {}
    for i, theme in ipairs(ctx.objective.codes) do ids[i] = theme.id end
    for i, theme in pairs(ctx.objective.codes) do assert(ids[i] == theme.id) end
    local keys = {}
    for key, value in pairs(ctx.model.find("informant", "IK-01")) do
        assert(value ~= nil)
        keys[#keys + 1] = key
    end
    assert(table.concat(keys, " ", 1, 3) == "code group sector", table.concat(keys, " "))
    assert(#{table.unpack(ctx.model.informants)} == #ctx.model.informants)
end
return {api = 1, assemble = assemble}
