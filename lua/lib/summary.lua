-- The study for those who have to decide, not to examine: what the home page and its one-sheet brief share.
local any = require("any")
local approaches = require("approaches")
local counts = require("counts")
local map = require("map")
local statistics = require("statistics")
local words = require("words")

local summary = {}

-- A part of the page under its heading; nil without content.
function summary.part(ctx, key, id, content)
    return content and ctx.b.group(id, ctx.b.heading(2, ctx.b.label(key), {id = id}), content)
end

-- That the study is a proposal, where it is; of its quotes only what is true of all of them. Nothing where this edition
-- withholds what informants may have said.
function summary.proposal(ctx)
    local b = ctx.b
    local hides_all = ctx.model.withholds and ctx.trail.illustrative == 0
    local has_heard = ctx.model.triangulation.informants > 0
    if ctx.model.study.evidence ~= "proposal" or has_heard or hides_all then
        return nil
    elseif ctx.trail.illustrative > 0 then
        return b.callout("illustrative", nil, b.para(b.label("home_proposal")))
    end
    return b.callout("note", nil, b.para(b.label("home_proposal_alone")))
end

-- Whether the study answers anything yet; the brief is of answers.
function summary.is_answered(ctx)
    return ctx.model.study.answer ~= nil or any(ctx.model.objectives, function(objective) return objective.answer end)
end

-- The answer, or that there is none and what was asked, so that no question passes for an answer.
function summary.short_answer(ctx, objective)
    return objective.answer or words.labelled(ctx, "home_unanswered", objective.statement)
end

-- What a study without objectives says: each theme, which leads to its quotes, with what was found about it.
function summary.themes(ctx)
    local b, items = ctx.b, {}
    for i, theme in ipairs(#ctx.model.objectives == 0 and counts.themes(ctx) or {}) do
        local found = map(theme.findings, function(finding)
            return b.run_in(b.spans(b.object(finding), finding.summary and "."), finding.summary)
        end)
        local name = b.strong(b.object(theme), theme.definition and ".")
        items[i] = {b.run_in(name, theme.definition), #found > 0 and b.list(found) or false}
    end
    return #items > 0 and b.list(items) or nil
end

-- How many of the techniques that the study really used speak, and how many it used.
local function count_techniques(comparison)
    local speaking, used = 0, 0
    for _, voice in ipairs(comparison) do
        used = used + (voice.standing ~= "illustrative" and 1 or 0)
        speaking = speaking + (voice.excerpts > 0 and 1 or 0)
    end
    return speaking, used
end

local function is_evidence(excerpt)
    return excerpt.is_evidence
end

local function is_summary(excerpt)
    return excerpt.according_to and not excerpt.illustrative
end

-- Text such as "34 kutipan", leading to the first excerpt of its kind that the page of the objective quotes.
local function leading(ctx, objective, text, is_of_kind)
    for _, narrative in ipairs(ctx.narratives) do
        for _, excerpt in ipairs(narrative.objective == objective and narrative.quoted or {}) do
            if is_of_kind(excerpt) then
                local page = ctx.labels.slug_objectives .. "/" .. objective.id .. ".html"
                return ctx.b.link(page .. "#" .. excerpt.id, text)
            end
        end
    end
    return text
end

-- "34 kutipan", "9 dari 13 informan", "2 dari 2 teknik", how far the sources agree; then what is no evidence.
function summary.strength(ctx, objective)
    local b, labels, found = ctx.b, ctx.labels, objective.evidence
    local facts = {leading(ctx, objective, counts.evidence(ctx, found), is_evidence)}
    if found.excerpts > 0 then
        facts[2] = found.members > 0 and labels("count_informants", found.informants, found.members) or nil
        if approaches.uses(ctx.model, "triangulation") then
            local speaking, used = count_techniques(found.techniques)
            facts[#facts + 1] = used > 1 and labels("home_techniques", speaking, used) or nil
            facts[#facts + 1] = labels["home_verdict_" .. found.sources.verdict]
        end
    end
    if found.paraphrased > 0 then
        facts[#facts + 1] = leading(ctx, objective, labels("home_summaries", found.paraphrased), is_summary)
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

-- What a reader of recommendations has to know first: whether they are settled, and what they rest on.
function summary.standing(ctx, page)
    local b, draft = ctx.b, page.status ~= "final"
    return b.callout(draft and "warning" or "note", draft and ctx.labels.actions_draft or ctx.labels.actions_final,
        page.basis or b.para(b.label("actions_without_basis")))
end

-- Those who have to act, each with what comes first: {id, title, first, below, link}; the link is the actor's own page or
-- the heading. Second: the page that says so.
function summary.actors(ctx)
    local site = ctx.model.study.site
    local page = site and site.actions
    local sections, own = page and ctx.model.outline(page.body, 2) or {}, {}
    for _, actor in ipairs(site and site.actors or {}) do
        own[actor.steps or ""] = ctx.labels.slug_actors .. "/" .. actor.id .. ".html"
    end
    for _, section in ipairs(sections) do
        section.link = own[section.id] or page.id .. ".html#" .. section.id
    end
    return sections, page
end

-- Who reads: {name, link} of each actor, and of each heading of the page of actions that is none of theirs.
function summary.readers(ctx)
    local site, readers, own = ctx.model.study.site, {}, {}
    for i, actor in ipairs(site and site.actors or {}) do
        readers[i] = {name = actor.label, link = ctx.labels.slug_actors .. "/" .. actor.id .. ".html"}
        own[actor.steps or ""] = true
    end
    for _, section in ipairs((summary.actors(ctx))) do
        if not own[section.id] then
            -- What stands in brackets, such as that it is a draft, is about the advice and not about the reader.
            local name = tostring(section.title):gsub("%s*%b()$", "")
            readers[#readers + 1] = {name = name, link = section.link}
        end
    end
    return readers
end

return summary
