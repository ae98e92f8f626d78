-- What a theme still lacks, for the researcher: readers are shown it only where `unfinished` of study.yaml says so. A
-- theme without excerpts has a warning of its own.
local approaches = require("approaches")
local lacks = require("lacks")

local function in_words(report, lacks)
    local items = {}
    if lacks.findings == 0 then
        items[#items + 1] = report:text("a finding")
    elseif lacks.drafts > 0 then
        items[#items + 1] = report:text("the final text of {1} of {2} findings", lacks.drafts, lacks.findings)
    end
    if lacks.findings > 0 and not lacks.concluded then
        items[#items + 1] = report:text("an interim conclusion")
    end
    if lacks.outcome then
        items[#items + 1] = report:text("how its findings compare with what was expected (outcome)")
    end
    if lacks.evidence then
        items[#items + 1] = report:text("excerpts that were not made up")
    end
    for _, group in ipairs(lacks.groups) do
        items[#items + 1] = report:text("excerpts of informants of the group '{1}'", group)
    end
    if lacks.documents then
        items[#items + 1] = report:text("excerpts of documents")
    end
    return items
end

local function lint(model, report)
    if not approaches.uses(model, "missing") then
        return
    end
    local hint = report:text("'sections: {missing: false}' in content/study.yaml turns these notes off")
    for _, theme in ipairs(model.codes) do
        if theme.level == "theme" and #theme.excerpts > 0 then
            local items = in_words(report, lacks(model, theme, model.evidence(theme, "examiner")))
            if #items > 0 then
                report:note(theme, report:text("theme '{1}' still lacks: {2}", theme.id, table.concat(items, "; ")),
                    hint, "unfinished")
                hint = nil -- once is enough
            end
        end
    end
end

return {api = 1, lint = lint}
