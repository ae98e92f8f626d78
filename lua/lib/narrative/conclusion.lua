-- What is concluded of a theme for now, in the researcher's words; nothing where none were written.
local map = require("map")
local words = require("words")

return function(ctx, theme)
    local blocks = map(theme.findings, function(finding)
        return finding.objective == ctx.objective and words.labelled(ctx, "narrative_conclusion", finding.conclusion) or nil
    end)
    return #blocks > 0 and blocks or nil
end
