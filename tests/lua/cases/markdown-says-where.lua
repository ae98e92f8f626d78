-- code: unknown-footnote
-- says: lua/hooks/markdown-says-where.lua
return {api = 1, assemble = function(ctx)
    return ctx.b.md("teks[^tidak-ada] lagi")
end}
