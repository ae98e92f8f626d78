-- code: none
-- with: 2 IK-01.2 IK-01.1
return {api = 1, select = function(ctx)
    return {ctx.model.find("excerpt", "IK-01.2"), ctx.model.find("excerpt", "IK-01.1")}
end, assemble = function(ctx)
    return ctx.b.para(#ctx.selected .. " " .. ctx.selected[1].id .. " " .. ctx.selected[2].id)
end}
