-- The home page: the question, one answer for each objective with what it rests on, the headline figure, what to do next.
local board = require("board")
local counts = require("counts")
local map = require("map")
local summary = require("summary")
local words = require("words")

local function answer_card(ctx, objective)
    local b = ctx.b
    return b.group("tile",
        b.heading(3, b.object(objective, words.objective_title(ctx, objective))),
        summary.short_answer(ctx, objective),
        summary.strength(ctx, objective),
        b.group("themes", b.para(ctx.labels.home_themes, words.codes(ctx, objective.codes))))
end

local function answers(ctx)
    local cards = map(ctx.model.objectives, function(objective) return answer_card(ctx, objective) end)
    return #cards > 0 and ctx.b.group("tiles answers", cards) or nil
end

-- "Misi, Hasil (temuan 1, temuan 2)": the themes of the findings that the answer follows from, each with the way there.
local function themes_found(ctx)
    local b, of_theme, order, spans = ctx.b, {}, {}, {}
    for _, finding in ipairs(ctx.model.study.rests_on) do
        local theme = finding.theme
        if not of_theme[theme] then
            order[#order + 1], of_theme[theme] = theme, {}
        end
        table.insert(of_theme[theme], finding)
    end
    for i, theme in ipairs(order) do
        local found, ways = of_theme[theme], {}
        for j, finding in ipairs(#found > 1 and found or {}) do
            ways[j] = {j > 1 and ", " or "", b.object(finding, ctx.labels("home_finding", j))}
        end
        spans[i] = {i > 1 and ", " or "", #found > 1 and {theme.label, " (", ways, ")"} or b.object(found[1], theme.label)}
    end
    return spans
end

-- How far the answer is settled, and what it follows from.
local function basis(ctx)
    local b, spans, final = ctx.b, themes_found(ctx), ctx.model.study.evidence ~= "proposal"
    for _, finding in ipairs(ctx.model.study.rests_on) do
        final = final and finding.status == "final"
    end
    local standing = b.strong(b.label(final and "home_settled" or "home_interim"))
    local trail = ctx.trail
    local found = {excerpts = trail.segments, illustrative = trail.illustrative, paraphrased = trail.paraphrased}
    return {
        b.group("basis", b.para(standing, " ", counts.excerpts(ctx, found), ". ", #spans > 0 and {b.label("home_rests_on"), " ", spans, "."})),
    }
end

-- The answer to the question of the study; without one, the question.
local function lead(ctx)
    local b, study = ctx.b, ctx.model.study
    return study.answer and b.group("lead", study.answer, basis(ctx)) or nil
end

-- "421 → 228 kasus", "23,8 %"
local function value(ctx, given)
    if #given.statistic.points == 0 then
        return "–" -- which a check reports
    end
    local points, unit = given.statistic.points, given.statistic.unit
    local first, last = points[1], points[#points]
    for _, point in ipairs(points) do
        if point.label == given.point then
            first, last = point, point
        end
    end
    unit = last.unit or unit
    local text = words.number(ctx, last.value_text)
    if first.label ~= last.label then
        text = words.number(ctx, first.value_text) .. " → " .. text
    end
    return text .. (unit == "%" and "%" or unit and " " .. unit or "")
end

-- The numbers that matter most, each with what it should be.
local function numbers(ctx)
    local b, items = ctx.b, {}
    local site = ctx.model.study.site
    for i, given in ipairs(site and site.numbers or {}) do
        items[i] = {
            -- The first screen of a phone has no room for what abbreviations stand for: the text below says it.
            b.para(b.strong(value(ctx, given)), " ", b.verbatim(given.label)),
            given.target and b.para(ctx.labels("home_target", given.target)),
        }
    end
    return #items > 0 and b.group("key-numbers", b.list(items)) or nil
end

-- Who reads, each leading to what concerns them; and the page that is printed.
local function ways(ctx)
    local b, items = ctx.b, {}
    for i, reader in ipairs(summary.readers(ctx)) do
        items[i] = b.link(reader.link, reader.name)
    end
    return {
        #items > 0 and b.group("readers", b.para(b.label("home_readers")), b.list(items)) or false,
        summary.is_answered(ctx)
            and b.group("ways", b.list({b.link(ctx.labels.slug_brief .. ".html", b.label("home_brief"))})) or false,
    }
end

-- The headline figure and the way to the others.
local function trend(ctx)
    local b, figure = ctx.b, summary.headline(ctx)
    local page = ctx.labels.slug_statistics .. ".html"
    return figure and {
        figure,
        ctx.model.has_section("statistics") and b.group("more", b.para(b.link(page, b.label("home_more_figures")))),
    }
end

-- One card for each actor, with the first step and the way to all of them.
local function actions(ctx)
    local b, cards = ctx.b, {}
    local actors, page = summary.actors(ctx)
    for i, actor in ipairs(actors) do
        cards[i] = b.group("tile",
            b.heading(3, b.link(actor.link, actor.title)),
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
        lead(ctx),
        numbers(ctx),
        ways(ctx),
        summary.proposal(ctx),
        part(ctx, "home_question", "question", study.question),
        part(ctx, "home_objectives", "objectives", answers(ctx)),
        part(ctx, "section_themes", "themes", summary.themes(ctx)),
        part(ctx, "home_board", "board", board.blocks(ctx)),
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
