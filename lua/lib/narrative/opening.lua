-- How the narrative of an objective begins: the question it answers, the answer in short, and what that rests on.
local approaches = require("approaches")
local counts = require("counts")
local standing = require("narrative.standing")

local function rests_on(ctx)
    local b, found = ctx.b, ctx.objective.evidence
    local beside = counts.beside(ctx, found)
    if found.excerpts == 0 then
        return beside and b.para(b.label("narrative_objective_none", counts.evidence(ctx, found), beside))
    end
    local compares = approaches.uses(ctx.model, "triangulation")
    if compares and standing.is_verdict[found.sources.verdict] then
        return b.para(b.label("narrative_objective", found.excerpts, ctx.labels["said_" .. found.sources.verdict]))
    end
    return {
        b.para(b.label("narrative_objective_rests", found.excerpts)),
        compares and found.judged < found.excerpts and standing.judged(ctx, found),
    }
end

return function(ctx)
    local b, objective = ctx.b, ctx.objective
    return {
        b.run_in(ctx.labels("narrative_opening", objective.id), objective.statement),
        objective.answer and b.callout("summary", ctx.labels.narrative_answer, objective.answer),
        rests_on(ctx),
    }
end
