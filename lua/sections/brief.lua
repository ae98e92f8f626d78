-- The home page in short, to fit a printed sheet; nothing before the study answers anything.
local summary = require("summary")

local function answers(ctx)
    local b, blocks = ctx.b, {}
    for i, objective in ipairs(ctx.model.objectives) do
        blocks[i] = b.group("answer",
            b.run_in(b.strong(objective.title, "."), summary.short_answer(ctx, objective)),
            summary.strength(ctx, objective))
    end
    return #blocks > 0 and blocks or nil
end

local function actions(ctx)
    local b, items = ctx.b, {}
    local actors, page = summary.actors(ctx)
    for i, actor in ipairs(actors) do
        items[i] = b.run_in(b.strong(actor.title, ":"), actor.first and b.para(actor.first))
    end
    return #items > 0 and {summary.standing(ctx, page), b.list(items)} or nil
end

local function section(ctx)
    local part = summary.part
    if not summary.is_answered(ctx) then
        return nil
    end
    return {
        ctx.model.study.answer and ctx.b.group("lead", ctx.model.study.answer) or false,
        summary.proposal(ctx),
        part(ctx, "home_question", "question", ctx.model.study.question),
        part(ctx, "home_objectives", "objectives", answers(ctx)),
        part(ctx, "section_themes", "themes", summary.themes(ctx)),
        part(ctx, "home_trend", "trend", summary.headline(ctx)),
        part(ctx, "home_actions", "actions", actions(ctx)),
    }
end

return {api = 1, section = section}
