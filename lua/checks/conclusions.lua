-- Conclusions and suggestions: each objective has a conclusion, each suggestion rests on a finding.
local function check_suggestions(model, report)
    for _, suggestion in ipairs(model.conclusions.suggestions) do
        if #suggestion.findings == 0 then
            report:warning(model.place(suggestion, "actor"),
                report:text("the suggestion to '{1}' rests on no finding", suggestion.actor),
                report:text("name what it rests on: 'findings: [ID]', or remove it"), "unfounded-suggestion")
        end
    end
end

local function check_conclusions(model, report)
    local concluded = {}
    for _, conclusion in ipairs(model.conclusions.conclusions) do
        concluded[conclusion.objective] = true
    end
    if #model.conclusions.conclusions == 0 then
        return
    end
    for _, objective in ipairs(model.objectives) do
        if not concluded[objective] then
            report:warning(objective, report:text("no conclusion is written for objective '{1}'", objective.id),
                report:text("write one in content/conclusions.yaml"), "missing-conclusion")
        end
    end
end

local function lint(model, report)
    check_suggestions(model, report)
    check_conclusions(model, report)
end

return {api = 1, lint = lint}
