-- The study for those who have to decide, not to examine: what the home page and its one-sheet brief share.
local statistics = require("statistics")
local words = require("words")

local summary = {}

-- A part of the page under its heading; nil without content.
function summary.part(ctx, key, id, content)
    return content and ctx.b.group(id, ctx.b.heading(2, ctx.b.label(key), {id = id}), content)
end

-- That the study is a proposal, where it is.
function summary.proposal(ctx)
    local b = ctx.b
    return ctx.model.study.evidence == "proposal"
        and b.callout("illustrative", nil, b.para(b.label("home_proposal"))) or nil
end

function summary.short_answer(objective)
    return objective.answer or objective.statement
end

local function speaking(comparison)
    local count = 0
    for _, voice in ipairs(comparison) do
        count = count + (voice.standing == "silent" and 0 or 1)
    end
    return count
end

-- "34 kutipan", leading to the first that the page of the objective quotes.
local function quote_count(ctx, objective, count)
    local text = ctx.labels("count_excerpts", count)
    for _, narrative in ipairs(ctx.narratives) do
        local first = narrative.quoted[1]
        if narrative.objective == objective and first then
            local page = ctx.labels.slug_objectives .. "/" .. objective.id .. ".html"
            return ctx.b.link(page .. "#" .. first.id, text)
        end
    end
    return text
end

-- "34 kutipan", "9 dari 13 informan", "2 dari 2 teknik", how far the sources agree, and what of it was made up.
function summary.strength(ctx, objective)
    local b, labels, found = ctx.b, ctx.labels, objective.evidence
    local facts = {quote_count(ctx, objective, found.excerpts)}
    if found.excerpts > 0 then
        facts[2] = words.count_people(ctx, "count_informants", found.informants, found.members)
        facts[3] = labels("home_techniques", speaking(found.techniques), #found.techniques)
        facts[4] = labels["home_verdict_" .. found.sources.verdict]
    end
    return {
        b.group("evidence", b.list(facts)),
        found.illustrative > 0 and b.group("made-up", b.para(labels("home_made_up", found.illustrative))),
    }
end

-- The headline figure; nil where study.yaml names none.
function summary.headline(ctx)
    local site = ctx.model.study.site
    return site and site.headline and statistics.unnumbered(ctx, site.headline) or nil
end

-- Those who have to act, each with what comes first: {id, title, first}. Second: the page that says so.
function summary.actors(ctx)
    local site = ctx.model.study.site
    local page = site and site.actions
    return page and ctx.model.outline(page.body, 2) or {}, page
end

return summary
