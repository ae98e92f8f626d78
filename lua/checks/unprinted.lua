-- Files of which nothing is printed: their appendix is not among those that study.yaml lists, and no text shows them.
local any = require("any")

-- A finding or a page has a directive of that name.
local function is_shown(model, name)
    local function shows(text) return model.directs(text.body, name) end
    return any(model.findings, shows) or any(model.pages, shows)
end

local function lint(model, report)
    local info, listed = model.study, {}
    for _, entry in ipairs(info.appendices) do
        listed[entry.section or ""] = true
    end
    local function check(file, section)
        if #info.appendices > 0 and not listed[section] and model.place(file).line > 0 then
            report:info(file,
                report:text("nothing of this file is printed: '{1}' is not among the appendices", section),
                report:text("add '{1}' to 'appendices' in {2}", section, model.place(info, "appendices")), "not-printed")
        end
    end
    check(model.synthesis, "synthesis")
    check(model.definitions, "definitions")
    if not is_shown(model, "framework") then
        check(model.frameworks_file, "frameworks")
    end
    if not is_shown(model, "statistic") and not (info.site and info.site.headline) then
        check(model.statistics_file, "statistics")
    end
    check(model.summaries, "framework-matrix")
    check(model.second_coding, "numbers")
    check(model.conclusions, "conclusions")
    check(model.joint, "joint")
    check(model.reporting, "reporting")
    for _, version in ipairs(model.codebook_versions) do
        check(version, "trail")
    end
end

return {api = 1, lint = lint}
