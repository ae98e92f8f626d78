-- What the study concludes on each objective, and what it suggests to whom, with the findings that each suggestion rests on.
local map = require("map")
local words = require("words")

local function conclusions(ctx, file)
    local blocks = {}
    for _, conclusion in ipairs(file.conclusions) do
        local objective = conclusion.objective
        blocks[#blocks + 1] = {
            ctx.b.heading(3, words.objective_title(ctx, objective)),
            conclusion.text,
        }
    end
    return #blocks > 0 and blocks or nil
end

local function rests_on(ctx, suggestion)
    local items = map(suggestion.findings, ctx.b.object)
    return #items > 0 and ctx.b.para(ctx.b.label("conclusions_rests", words.list(ctx, items)))
        or ctx.b.para(ctx.b.em(ctx.labels.conclusions_unfounded))
end

-- In the order of the file; an actor that comes again gets the suggestion under the heading that is there.
local function suggestions(ctx, file)
    local actors, of_actor, blocks = {}, {}, {}
    for _, suggestion in ipairs(file.suggestions) do
        local items = of_actor[suggestion.actor]
        if not items then
            items = {}
            of_actor[suggestion.actor] = items
            actors[#actors + 1] = suggestion.actor
        end
        items[#items + 1] = {suggestion.text, rests_on(ctx, suggestion)}
    end
    for i, actor in ipairs(actors) do
        blocks[i] = {ctx.b.heading(3, actor), ctx.b.list(of_actor[actor])}
    end
    return #blocks > 0 and blocks or nil
end

local function section(ctx)
    local file = ctx.model.conclusions
    local concluded, suggested = conclusions(ctx, file), suggestions(ctx, file)
    if not concluded and not suggested then
        return nil
    end
    return {
        file.introduction,
        words.titled(ctx, "conclusions_title", "simpulan", concluded),
        words.titled(ctx, "suggestions_title", "saran", suggested),
    }
end

return {api = 1, section = section}
