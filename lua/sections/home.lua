-- The home page: the question, one answer for each objective with what it rests on, the headline figure, what to do next.
local summary = require("summary")
local words = require("words")

local function answer_card(ctx, objective)
    local b = ctx.b
    return b.group("tile",
        b.heading(3, b.object(objective, words.objective_title(ctx, objective))),
        summary.short_answer(objective),
        summary.strength(ctx, objective),
        b.group("themes", b.para(ctx.labels.home_themes, words.codes(ctx, objective.codes))))
end

local function answers(ctx)
    local cards = {}
    for i, objective in ipairs(ctx.model.objectives) do
        cards[i] = answer_card(ctx, objective)
    end
    return #cards > 0 and ctx.b.group("tiles answers", cards) or nil
end

-- Whether the site has a page for the section.
local function has_section(ctx, name)
    local chosen = ctx.model.study.appendices
    for _, section in ipairs(chosen) do
        if section == name then
            return true
        end
    end
    return #chosen == 0
end

-- The headline figure and the way to the others.
local function trend(ctx)
    local b, figure = ctx.b, summary.headline(ctx)
    local page = ctx.labels.slug_statistics .. ".html"
    return figure and {
        figure,
        has_section(ctx, "statistics") and b.group("more", b.para(b.link(page, b.label("home_more_figures")))),
    }
end

-- One card for each actor, with the first step and the way to all of them.
local function actions(ctx)
    local b, cards = ctx.b, {}
    local actors, page = summary.actors(ctx)
    for i, actor in ipairs(actors) do
        cards[i] = b.group("tile",
            b.heading(3, b.link(page.id .. ".html#" .. actor.id, actor.title)),
            actor.first and b.para(actor.first))
    end
    return #cards > 0 and {summary.standing(ctx, page), b.group("tiles actions", cards)} or nil
end

-- One line for each benefit, its audience in front.
local function benefits(ctx)
    local b, items = ctx.b, {}
    for i, benefit in ipairs(ctx.model.study.benefits) do
        local audience = benefit.audience
        items[i] = audience and b.run_in(b.strong(audience .. ":"), benefit.text) or benefit.text
    end
    return #items > 0 and b.list(items) or nil
end

local function section(ctx)
    local part, study = summary.part, ctx.model.study
    return {
        summary.proposal(ctx),
        part(ctx, "home_question", "question", study.question),
        part(ctx, "home_objectives", "objectives", answers(ctx)),
        part(ctx, "home_trend", "trend", trend(ctx)),
        part(ctx, "home_actions", "actions", actions(ctx)),
        part(ctx, "home_abstract", "abstract", study.abstract),
        part(ctx, "home_benefits", "benefits", benefits(ctx)),
        part(ctx, "home_limits", "limits", words.prose_list(ctx, study.limits)),
    }
end

-- Before the text of the page that the actors are sent to.
local function embed(ctx, page)
    return summary.standing(ctx, page)
end

return {api = 1, section = section, embed = embed}
