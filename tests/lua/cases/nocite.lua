-- code: none
-- with: sebelum sesudah
local function assemble(ctx)
    local b = ctx.b
    return b.para("sebelum ", b.nocite(ctx.model.works[1], ctx.model.works[1].key), b.nocite(), "sesudah")
end
return {api = 1, assemble = assemble}
