-- How the narrative of an objective begins: the question it answers, the answer in short, and what that rests on.
local approaches = require("approaches")
local counts = require("counts")
local standing = require("narrative.standing")
local words = require("words")

-- "wawancara dengan 8 informan dan telaah 2 dokumen"
local function sources(ctx, found)
    local items = {}
    items[1] = found.informants > 0 and ctx.labels("narrative_of_informants", found.informants) or nil
    items[#items + 1] = found.documents > 0 and ctx.labels("narrative_of_documents", found.documents) or nil
    return words.list(ctx, items)
end

local function rests_on(ctx)
    local b, found = ctx.b, ctx.objective.evidence
    if found.excerpts == 0 then
        local beside = counts.beside_in_words(ctx, found)
        return beside and b.para(b.label("narrative_objective_none", beside))
    end
    local compares = approaches.uses(ctx.model, "triangulation")
    local rests = b.label("narrative_objective_rests", found.excerpts, sources(ctx, found))
    if compares and standing.is_verdict[found.sources.verdict] then
        return b.para(rests, " ", b.label("narrative_objective", ctx.labels["said_" .. found.sources.verdict]))
    end
    return {b.para(rests), compares and found.judged < found.excerpts and standing.judged(ctx, found)}
end

-- In which order the answer is told, where there is more than one theme.
local function themes(ctx)
    local items = {}
    for i, theme in ipairs(ctx.themes) do
        items[i] = ctx.b.object(theme)
    end
    return #items > 1 and ctx.b.para(ctx.b.label("narrative_by_themes", words.list(ctx, items))) or nil
end

return function(ctx)
    local b, objective = ctx.b, ctx.objective
    return {
        b.run_in(ctx.labels("narrative_opening", objective.id), objective.statement),
        themes(ctx),
        objective.answer and b.callout("summary", ctx.labels.narrative_answer, objective.answer),
        rests_on(ctx),
    }
end
