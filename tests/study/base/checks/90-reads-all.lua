-- Reads whatever a check can see, and says nothing: no study, however broken, may make that fail.

local of_code = {
    "level", "parent", "children", "objectives", "excerpts", "findings", "informants", "documents", "summaries",
    "triangulation",
}
local computed = {
    objective = {"codes", "findings", "excerpts", "informants", "documents", "evidence"},
    variable = of_code,
    theme = of_code,
    subtheme = of_code,
    excerpt = {
        "informant", "document", "source", "source_id", "technique", "group", "transcript_lines", "where_unconfirmed", "is_evidence", "second_codes",
    },
    informant = {"excerpts", "id", "summaries", "criteria"},
    document = {"excerpts"},
    finding = {"body", "quoted"},
    page = {"body"},
    point = {"value_text"},
}

local function visit(value, seen)
    local name = tostring(value)
    if type(value) ~= "userdata" or seen[value] or name:find("^work ") then
        return
    end
    seen[value] = true
    if name:find("^list of ") then
        for i = 1, #value do
            visit(value[i], seen)
        end
        return
    end
    local is_record, kind = pcall(function() return value.location and value.type end)
    if is_record and kind then
        for _, item in pairs(value) do
            visit(item, seen)
        end
        for _, key in ipairs(computed[kind] or {}) do
            visit(value[key], seen)
        end
    end
end

local function lint(model)
    local seen = {}
    for _, key in ipairs {
        "study", "general", "objectives", "codebook", "codes", "definitions", "sampling", "informants", "documents",
        "excerpts", "findings", "pages", "synthesis", "frameworks", "statistics", "guide", "reporting", "summaries",
        "second_coding", "codebook_versions", "works", "trail", "withholds",
    } do
        visit(model[key], seen)
    end
    for _, objective in ipairs(model.objectives) do
        visit(model.evidence(objective, "public"), seen)
    end
    for _, code in ipairs(model.codes) do
        visit(model.evidence(code, "examiner"), seen)
    end
    for _, finding in ipairs(model.findings) do
        model.passages(finding.body, {"informan", "été"})
    end
end

return {api = 1, lint = lint, partial = true}
