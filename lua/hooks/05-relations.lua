-- What the narrative of each theme needs, worked out once: of which framework each component is part (`framework_of`), the
-- prior studies that share each theme (`prior_of`, by its id: lists of {study, relation}), and the first finding that shows
-- an excerpt (`finding_with`, by its id).
local function frameworks(model)
    local framework_of = {}
    local function note(framework, components)
        for _, component in ipairs(components) do
            framework_of[component] = framework
            note(framework, component.parts)
        end
    end
    for _, framework in ipairs(model.frameworks) do
        note(framework, framework.components)
    end
    return framework_of
end

local function prior_studies(model)
    local prior_of = {}
    for _, study in ipairs(model.synthesis.studies) do
        for _, relation in ipairs(study.themes) do
            local id = relation.theme.id
            prior_of[id] = prior_of[id] or {}
            table.insert(prior_of[id], {study = study, relation = relation})
        end
    end
    return prior_of
end

local function findings(model)
    local finding_with = {}
    for _, finding in ipairs(model.findings) do
        for _, excerpt in ipairs(finding.quoted) do
            finding_with[excerpt.id] = finding_with[excerpt.id] or finding
        end
    end
    return finding_with
end

local function derive(model)
    return {framework_of = frameworks(model), prior_of = prior_studies(model), finding_with = findings(model)}
end

return {api = 1, derive = derive}
