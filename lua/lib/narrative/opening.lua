-- How the narrative of an objective begins, or the results of a study without any: the question that they answer, the
-- answer in short, and what that rests on.
local approaches = require("approaches")
local counts = require("counts")
local map = require("map")
local standing = require("narrative.standing")
local words = require("words")

-- "wawancara dengan 8 informan, telaah 2 dokumen, dan observasi"
local function sources(ctx, found)
    local items, numbers = {}, {}
    for _, voice in ipairs(found.techniques) do
        numbers[voice.name] = voice.tellers > 0 and voice.tellers or nil
    end
    for _, technique in ipairs {"interview", "focus-group", "document", "observation"} do
        local number = numbers[technique]
        items[#items + 1] = number and ctx.labels("narrative_of_" .. technique, number) or nil
    end
    for _, technique in ipairs(ctx.model.study.techniques) do
        local number = numbers[technique.id]
        items[#items + 1] = number and ctx.labels("narrative_of_own", number, tostring(technique.label)) or nil
    end
    return words.list(ctx, items)
end

local function rests_on(ctx)
    local b, objective = ctx.b, ctx.objective
    local found = objective and objective.evidence or ctx.model.triangulation
    if found.excerpts == 0 then
        local beside = counts.beside_in_words(ctx, found)
        return beside and b.para(b.label(objective and "narrative_objective_none" or "narrative_question_none", beside))
    end
    local compares = approaches.uses(ctx.model, "triangulation")
    local key = objective and "narrative_objective_rests" or "narrative_question_rests"
    local rests = b.label(key, found.excerpts, sources(ctx, found))
    local limits = compares and standing.limits(ctx, found, objective == ctx.model.objectives[1])
    if compares and standing.is_verdict[found.sources.verdict] then
        local verdict = b.label("narrative_objective", ctx.labels["said_" .. found.sources.verdict])
        return {b.para(rests, " ", verdict), limits}
    end
    return {b.para(rests), limits}
end

-- In which order the answer is told, where there is more than one theme.
local function themes(ctx)
    local items = map(ctx.themes, ctx.b.object)
    -- Names of themes may hold an "and" of their own.
    local sentence = #items == 2 and ctx.b.label("narrative_by_two_themes", items[1], items[2])
        or #items > 2 and ctx.b.label("narrative_by_themes", words.list(ctx, items))
    return sentence and ctx.b.para(sentence)
end

-- Of a study without objectives: its question and answer, which in the site are at home.
local function of_study(ctx)
    local b, labels, study = ctx.b, ctx.labels, ctx.model.study
    return {
        study.question and b.run_in(labels.narrative_opening_question, study.question),
        themes(ctx),
        study.answer and b.run_in(b.strong(labels.narrative_answer .. "."), study.answer),
        rests_on(ctx),
    }
end

return function(ctx)
    local b, objective = ctx.b, ctx.objective
    return objective and {
        b.run_in(ctx.labels("narrative_opening", objective.id), objective.statement),
        themes(ctx),
        objective.answer and b.callout("summary", ctx.labels.narrative_answer, objective.answer),
        rests_on(ctx),
    } or of_study(ctx)
end
