-- What is concluded of a theme for now, in the researcher's words; nothing where none were written.
local words = require("words")

return function(ctx, theme)
    local blocks = {}
    for _, finding in ipairs(theme.findings) do
        if finding.objective == ctx.objective then
            blocks[#blocks + 1] = words.labelled(ctx, "narrative_conclusion", finding.conclusion)
        end
    end
    return #blocks > 0 and blocks or nil
end
