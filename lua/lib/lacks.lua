-- What a theme still lacks. The researcher hears of it from a check, readers from the narrative where the study wants
-- that. found is the evidence of the theme: what the audience sees of it, or what the check asks for.
local approaches = require("approaches")
local counts = require("counts")

return function(model, theme, found)
    local lacks = {findings = #theme.findings, concluded = false, groups = {}}
    lacks.drafts = lacks.findings - counts.settled(theme.findings)
    lacks.evidence = found.excerpts == 0
    lacks.outcome = theme.expectation and theme.outcome == "unjudged" and lacks.findings > 0
    for _, finding in ipairs(theme.findings) do
        lacks.concluded = lacks.concluded or finding.conclusion ~= nil
    end
    if lacks.evidence or not approaches.uses(model, "triangulation") then
        return lacks
    end
    for _, voice in ipairs(found.sources) do
        if voice.members > 0 and voice.standing == "silent" then
            lacks.groups[#lacks.groups + 1] = voice.name
        end
    end
    lacks.documents = found.documents == 0 and counts.documents(model) > 0
    return lacks
end
