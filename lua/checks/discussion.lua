-- The discussion of an objective says something of each prior study of the synthesis that shares one of its themes.
local any = require("any")

local function shares_theme(study, themes)
    return any(study.themes, function(relation) return relation.theme and themes[relation.theme] end)
end

-- Whether the text names the study: by a citation of its work, or by the family name of its first author.
local function names(model, prose, study)
    local author = model.fold(study.authors):match("^[^%s,;&(]+")
    return author and model.fold(tostring(prose)):find(author, 1, true)
        or study.work and model.cites(prose, study.work.key)
end

local function check_objective(model, report, objective)
    local themes = {}
    for _, theme in ipairs(objective.codes) do
        themes[theme] = true
    end
    for _, study in ipairs(model.synthesis.studies) do
        if shares_theme(study, themes) and not names(model, objective.discussion, study) then
            report:warning(model.place(objective, "discussion"),
                report:text("the discussion of objective '{1}' says nothing of the prior study '{2}', which shares a theme",
                    objective.id, study.id),
                report:text("compare the findings with it, or say why not: its first author's name is enough"),
                "prior-study-unused")
        end
    end
end

local function lint(model, report)
    for _, objective in ipairs(model.objectives) do
        if objective.discussion then
            check_objective(model, report, objective)
        end
    end
end

return {api = 1, lint = lint}
