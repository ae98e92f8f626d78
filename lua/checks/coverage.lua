-- Themes, objectives, codes, findings and questions that nothing speaks of, or that do not fit together.
local tree = require("tree")

local most_told = 5 -- of a kind, each in a message of its own
local most_named = 8 -- in the one message on more than that: a codebook is often longer than what was coded so far

local function ids_of(objects)
    local ids = {}
    for i = 1, math.min(#objects, most_named) do
        ids[i] = objects[i].id
    end
    return table.concat(ids, ", ") .. (#objects > most_named and ", ..." or "")
end

-- The code, or one above it, is among themes.
local function is_covered(themes, code)
    while code and not themes[code] do
        code = code.parent
    end
    return code ~= nil
end

local function report_outside(model, report, codes)
    if #codes > most_told then
        report:warning(model.place(codes[1], "id"),
            report:text("{1} themes belong to no objective, their excerpts appear in no narrative: {2}", #codes,
                ids_of(codes)),
            report:text("add them to 'themes' of an objective in content/objectives.yaml"), "theme-without-objective")
        return
    end
    for _, code in ipairs(codes) do
        report:warning(model.place(code, "id"),
            report:text("theme '{1}' belongs to no objective, its excerpts appear in no narrative", code.id),
            report:text("add it to 'themes' of an objective in content/objectives.yaml"), "theme-without-objective")
    end
end

local function report_unused(model, report, codes)
    if #codes > most_told then
        report:warning(model.place(codes[1], "id"),
            report:text("no excerpt has these {1} codes: {2}", #codes, ids_of(codes)),
            report:text("code excerpts with them, or remove them from the codebook"), "unused-code")
        return
    end
    for _, code in ipairs(codes) do
        report:warning(model.place(code, "id"),
            #code.children > 0 and report:text("no excerpt has the code '{1}' or one below it", code.id)
                or report:text("no excerpt has the code '{1}'", code.id),
            report:text("code an excerpt with it, or remove it from the codebook"), "unused-code")
    end
end

local function check_codes(model, report, themes, has_themes)
    local outside, unused = {}, {}
    for _, code in ipairs(model.codes) do
        if code.level == "theme" and has_themes and not is_covered(themes, code) then
            outside[#outside + 1] = code
        elseif #model.excerpts > 0 and code.level ~= "variable" and code.codable and #code.excerpts == 0 then
            unused[#unused + 1] = code
        end
    end
    report_outside(model, report, outside)
    report_unused(model, report, unused)
end

-- A codebook without variables needs none.
local function check_themes(model, report, objective)
    local variable = objective.variable
    if not variable then
        return
    elseif variable.level ~= "variable" then
        report:warning(model.place(objective, "variable"),
            report:text("'{1}' is not a variable but a code below one", variable.id),
            report:text("name the variable above it"), "code-level")
        return
    end
    for _, theme in ipairs(model.references(objective, "themes")) do
        if theme.object == variable or not tree.is_within(theme.object, variable) then
            report:warning(theme.place,
                report:text("'{1}' is not a theme of the objective's variable '{2}'", theme.id, variable.id),
                report:text("correct 'variable' or the list of themes of objective '{1}'", objective.id),
                "theme-outside-variable")
        end
    end
end

local function check_objective(model, report, objective, has_themes, has_variables)
    local place = model.place(objective, "id")
    check_themes(model, report, objective)
    if not objective.variable and #objective.codes > 0 and has_variables then
        report:warning(place, report:text("objective '{1}' names themes, but not their variable", objective.id),
            report:text("add 'variable: ID'"), "objective-without-variable")
    end
    if #objective.codes == 0 and has_themes then
        report:warning(place, report:text("objective '{1}' has no themes, though others have", objective.id),
            report:text("add 'themes: [ID, ID]', or leave them out everywhere"), "objective-without-themes")
    end
    if #model.findings > 0 and #objective.findings == 0 then
        report:warning(place, report:text("no finding answers objective '{1}'", objective.id),
            report:text("write one in content/findings/ with 'objective: {1}'", objective.id),
            "objective-without-finding")
    end
end

local function check_finding(model, report, finding)
    local objective = finding.objective
    if not objective then
        if #model.objectives > 0 then
            report:error(model.place(finding, "id"),
                report:text("finding '{1}' answers no objective, so no narrative prints it", finding.id),
                report:text("add 'objective: ID'"), "finding-without-objective")
        end
        return
    end
    for _, theme in ipairs(objective.codes) do
        if tree.is_within(finding.theme, theme) then
            return
        end
    end
    if #objective.codes > 0 and finding.theme ~= objective.variable then
        report:warning(model.place(finding, "theme"),
            report:text("theme '{1}' of the finding is not a theme of objective '{2}', the narrative passes it by",
                finding.theme.id, objective.id),
            report:text("correct 'theme' or 'objective', or add the theme to the objective ({1})",
                model.place(objective, "themes")), "theme-outside-objective")
    end
end

-- One warning for all of them: a guide is often longer than what was coded so far.
local function check_questions(model, report)
    local answered, unused, has_answers = {}, {}, false
    if #model.guide.questions == 0 then
        return
    end
    for _, excerpt in ipairs(model.excerpts:with("question")) do
        if excerpt.question then
            answered[excerpt.question], has_answers = true, true
        end
    end
    for _, question in ipairs(model.guide.questions) do
        if has_answers and not answered[question] then
            unused[#unused + 1] = question
        end
    end
    if #unused > 0 then
        report:warning(model.place(unused[1], "id"),
            report:numbered("no excerpt answers this question: {2}", "no excerpt answers these questions: {2}", #unused,
                ids_of(unused)),
            report:text("write 'question: {1}' into the excerpts that do", unused[1].id), "unused-question")
    end
end

local function lint(model, report)
    local themes, has_themes, has_variables = {}, false, false
    for _, objective in ipairs(model.objectives) do
        for _, theme in ipairs(objective.codes) do
            themes[theme], has_themes = true, true
        end
    end
    for _, root in ipairs(model.codebook.roots) do
        has_variables = has_variables or root.level == "variable"
    end
    check_codes(model, report, themes, has_themes)
    for _, objective in ipairs(model.objectives) do
        check_objective(model, report, objective, has_themes, has_variables)
    end
    for _, finding in ipairs(model.findings) do
        check_finding(model, report, finding)
    end
    check_questions(model, report)
end

return {api = 1, lint = lint}
