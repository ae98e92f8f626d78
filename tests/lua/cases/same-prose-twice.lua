-- code: none
-- with: Tujuan bersama . x Tujuan bersama .
return {api = 1, assemble = function(ctx)
    local definition = ctx.model.find("code", "misi").definition
    return {definition, "x", definition}
end}
