-- code: none
-- with: p q p r p q p
return {api = 1, assemble = function(ctx)
    local b = ctx.b
    local p, q = b.para("p"), b.para("q")
    local s = b.blocks(p, q, p)
    return {s, b.para("r"), s}
end}
