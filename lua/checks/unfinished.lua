-- What a theme still lacks, for the researcher: readers are shown it only where `unfinished` of study.yaml says so. A
-- theme without excerpts has a warning of its own.
local approaches = require("approaches")

local function of_findings(report, theme, lacks)
    local drafts, concluded = 0, false
    for _, finding in ipairs(theme.findings) do
        drafts = drafts + (finding.status == "draft" and 1 or 0)
        concluded = concluded or finding.conclusion ~= nil
    end
    if #theme.findings == 0 then
        lacks[#lacks + 1] = report:text("a finding")
        return
    end
    if drafts > 0 then
        lacks[#lacks + 1] = report:text("the final text of {1} of {2} findings", drafts, #theme.findings)
    end
    if not concluded then
        lacks[#lacks + 1] = report:text("an interim conclusion")
    end
end

local function of_sources(model, report, theme, lacks)
    local found = model.evidence(theme, "examiner")
    if found.excerpts == 0 then
        lacks[#lacks + 1] = report:text("excerpts that were not made up")
        return
    end
    if not approaches.uses(model, "triangulation") then
        return
    end
    for _, voice in ipairs(found.sources) do
        if voice.members > 0 and voice.informants == 0 then
            lacks[#lacks + 1] = report:text("excerpts of informants of the group '{1}'", voice.name)
        end
    end
    if found.documents == 0 and #model.documents > 0 then
        lacks[#lacks + 1] = report:text("excerpts of documents")
    end
end

local function lint(model, report)
    if not approaches.uses(model, "missing") then
        return
    end
    local hint = report:text("'sections: {missing: false}' in content/study.yaml ends these notes")
    for _, theme in ipairs(model.codes) do
        if theme.level == "theme" and #theme.excerpts > 0 then
            local lacks = {}
            of_findings(report, theme, lacks)
            of_sources(model, report, theme, lacks)
            if #lacks > 0 then
                report:note(theme, report:text("theme '{1}' still lacks: {2}", theme.id, table.concat(lacks, "; ")),
                    hint, "unfinished")
                hint = nil -- once is enough
            end
        end
    end
end

return {api = 1, lint = lint}
