-- code: none
-- with: IK-01.2 under misi, IK-01.1 under nothing
return {api = 1, select = function(ctx)
    local first, second = ctx.model.find("excerpt", "IK-01.2"), ctx.model.find("excerpt", "IK-01.1")
    return {first, second, under = {["IK-01.2"] = ctx.model.find("code", "misi")}}
end, assemble = function(ctx)
    local said = {}
    for i, excerpt in ipairs(ctx.selected) do
        local theme = ctx.selected.under[excerpt.id]
        said[i] = excerpt.id .. " under " .. (theme and theme.id or "nothing")
    end
    return ctx.b.para(table.concat(said, ", "))
end}
