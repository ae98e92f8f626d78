-- `:count{#dukungan}` in a sentence: how many quotes have a code, so that no number is typed by hand and stays behind.
local counts = require("counts")

local function count(args, _, ctx)
    local code = ctx.model.find("code", args.id or "")
    if not code then
        error("there is no code '" .. tostring(args.id) .. "'")
    end
    return ctx.b.para(counts.excerpts(ctx, code.triangulation))
end

return {api = 1, directives = {count = count}}
