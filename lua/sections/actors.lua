-- What concerns one of those who can act, on a page that prints as one sheet: findings, steps, voices.
local counts = require("counts")
local evidence = require("evidence")
local map = require("map")
local set = require("set")
local summary = require("summary")
local words = require("words")

-- As many quotes as fit the sheet beside the rest.
local most_voices = 3

local function suggestions_to(ctx, actor)
    return map(ctx.model.conclusions.suggestions, function(suggestion)
        return suggestion.actor == actor.label and suggestion or nil
    end)
end

-- Those that the study names, and those that suggestions to the actor rest on, each once.
local function findings_of(ctx, actor)
    local found, seen = {}, {}
    local function take(findings)
        for _, finding in ipairs(findings) do
            found[#found + 1] = not seen[finding] and finding or nil
            seen[finding] = true
        end
    end
    take(actor.findings)
    for _, suggestion in ipairs(suggestions_to(ctx, actor)) do
        take(suggestion.findings)
    end
    return found
end

local function findings(ctx, found)
    local b, blocks = ctx.b, {}
    for i, finding in ipairs(found) do
        blocks[i] = b.group("answer",
            b.heading(3, b.object(finding, finding.title)),
            finding.summary or finding.conclusion,
            b.group("evidence", b.list({counts.excerpts(ctx, finding.theme.triangulation)})))
    end
    return #blocks > 0 and blocks or nil
end

-- The quotes of those who speak for the actor: real ones where there are any, about its findings where there are any.
local function voices_of(ctx, actor, found)
    local speaks, themes = set(actor.voices), {}
    local all, real, near = {}, {}, {}
    for _, finding in ipairs(found) do
        themes[finding.theme] = true
    end
    for _, informant in ipairs(ctx.model.informants) do
        if speaks[informant.sector or ""] or speaks[informant.group or ""] then
            table.move(informant.excerpts, 1, #informant.excerpts, #all + 1, all)
        end
    end
    for _, excerpt in ipairs(all) do
        real[#real + 1] = excerpt.is_evidence and excerpt or nil
    end
    all = #real > 0 and real or all
    for _, excerpt in ipairs(all) do
        local is_near = false
        for _, code in ipairs(excerpt.codes) do
            is_near = is_near or themes[code] or themes[code.parent or code]
        end
        near[#near + 1] = is_near and excerpt or nil
    end
    return evidence.choose(#near > 0 and near or all, most_voices, {})
end

-- The quotes, and the way to all of each sector.
local function voices(ctx, actor, found)
    local b, blocks, links = ctx.b, {}, {}
    if #actor.voices == 0 then
        return nil
    end
    for i, excerpt in ipairs(voices_of(ctx, actor, found)) do
        blocks[i] = i <= most_voices + 1 and b.quote(excerpt) or nil
    end
    if #blocks == 0 then
        return b.para(b.label("actor_no_voices"))
    end
    local quoted = {}
    for _, informant in ipairs(ctx.model.informants) do
        for _, kind in ipairs(#informant.excerpts > 0 and {"sector", "group"} or {}) do
            quoted[informant[kind] or ""] = kind
        end
    end
    for _, name in ipairs(actor.voices) do
        local kind = quoted[name]
        local text = kind == "group" and words.group(ctx, name, "source") or name
        links[#links + 1] = kind and #links > 0 and ", " or nil
        links[#links + 1] = kind and b.link(words.quotes_page(ctx, {kind, name}), text) or nil
    end
    return {blocks, b.group("more", b.para(b.label("actor_all_voices"), " ", links))}
end

local function steps(ctx, actor)
    local blocks, items = {}, {}
    local sections, page = summary.actors(ctx)
    for _, section in ipairs(actor.steps and sections or {}) do
        if section.id == actor.steps then
            blocks = {summary.standing(ctx, page), section.below}
        end
    end
    for i, suggestion in ipairs(suggestions_to(ctx, actor)) do
        items[i] = suggestion.text
    end
    blocks[#blocks + 1] = #items > 0 and ctx.b.list(items) or nil
    return #blocks > 0 and blocks or nil
end

local function embed(ctx, actor)
    local found = findings_of(ctx, actor)
    return {
        summary.part(ctx, "actor_findings", "findings", findings(ctx, found)),
        summary.part(ctx, "actor_steps", "steps", steps(ctx, actor)),
        summary.part(ctx, "actor_voices", "voices", voices(ctx, actor, found)),
    }
end

-- The list of them, each with the first step.
local function section(ctx)
    local b, items, first = ctx.b, {}, {}
    for _, step in ipairs((summary.actors(ctx))) do
        first[step.id] = step.first
    end
    for i, actor in ipairs(ctx.model.study.site.actors) do
        items[i] = b.group("tile", b.heading(2, b.object(actor, actor.label)), b.para(first[actor.steps or ""]))
    end
    return b.group("tiles actions", items)
end

return {api = 1, section = section, embed = embed}
