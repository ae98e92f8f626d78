-- `:count{#dukungan}` in a sentence: how many quotes have a code, so that no number is typed by hand and stays behind.
local counts = require("counts")

local function count(_, _, ctx)
    local code = ctx.named("code")
    return code and ctx.b.para(counts.excerpts(ctx, code.triangulation))
end

return {api = 1, directives = {count = count}}
