-- code: script-error
-- says: more than
return {api = 1, assemble = function(ctx)
    local all, definition = {}, ctx.model.find("code", "misi").definition
    for i = 1, 60000 do all[i] = definition end
    return all
end}
