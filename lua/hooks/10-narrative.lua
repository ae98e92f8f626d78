-- The default narrative of an objective, put together from the parts in lua/lib/narrative/. A study changes one part by a
-- file of the same name in its own lua/lib/narrative/, all of it by a file of this name in its lua/hooks/, or adds to it
-- with another hook, which finds what this one made in ctx.narrative.
local approaches = require("approaches")
local closing = require("narrative.closing")
local conclusion = require("narrative.conclusion")
local documents = require("narrative.documents")
local evidence = require("evidence")
local missing = require("narrative.missing")
local opening = require("narrative.opening")
local prior = require("narrative.prior")
local standing = require("narrative.standing")
local tables = require("tables")
local theory = require("narrative.theory")
local voices = require("narrative.voices")

-- Quotes for each theme besides those that a finding shows itself; contrasting voices are never left out. On paper, where
-- the matrices print all of them and readers turn pages, fewer.
local most_quotes, most_printed = 6, 4

local function finding_blocks(ctx, finding, level)
    local b, draft = ctx.b, finding.status == "draft" and ctx.b.em(ctx.labels.narrative_draft)
    local body = b.below(level, finding.body or finding.summary)
    local runs_in = draft and not ctx.for_site
    return b.section(finding.id,
        b.heading(level, finding.title),
        draft and not runs_in and b.para(draft),
        runs_in and b.run_in(draft, body) or body)
end

-- The findings of this objective about theme that are not printed yet, and the ids of the excerpts that they show.
local function findings_of(ctx, theme, printed)
    local found, quoted = {}, {}
    for _, finding in ipairs(theme.findings) do
        if finding.objective == ctx.objective and not printed[finding] then
            printed[finding] = true
            found[#found + 1] = finding
            for _, excerpt in ipairs(finding.quoted) do
                quoted[excerpt.id] = true
            end
        end
    end
    return found, quoted
end

-- The quotes of each theme, by the rule. A hook of the study that selects others wins over this one.
local function choose(ctx)
    local chosen, printed = {}, {}
    for _, theme in ipairs(ctx.themes) do
        local _, quoted = findings_of(ctx, theme, printed)
        local of_theme = evidence.choose(theme.excerpts, ctx.for_site and most_quotes or most_printed, quoted)
        table.move(of_theme, 1, #of_theme, #chosen + 1, chosen)
    end
    return chosen
end

-- Those of the selected excerpts that are about theme, in their order, each once.
local function selected_for(ctx, theme, quoted)
    local of_theme, chosen = {}, {}
    for _, excerpt in ipairs(theme.excerpts) do
        of_theme[excerpt] = not quoted[excerpt.id]
    end
    for _, excerpt in ipairs(ctx.selected) do
        chosen[#chosen + 1] = of_theme[excerpt] and excerpt or nil
        of_theme[excerpt] = false
    end
    return chosen
end

local function is_illustrative(theme, chosen, quoted)
    for _, excerpt in ipairs(chosen) do
        if excerpt.illustrative then
            return true
        end
    end
    for _, excerpt in ipairs(theme.excerpts) do
        if excerpt.illustrative and quoted[excerpt.id] then
            return true
        end
    end
    return false
end

-- A heading of level over content; nil without content.
local function part(ctx, level, key, content)
    return content and {ctx.b.heading(level, ctx.labels[key]), content}
end

-- Where all quotes of a theme are: on its page, or on paper in its table.
local function more_quotes(ctx, theme)
    local b = ctx.b
    if ctx.for_site then
        return b.para(b.label("narrative_more", b.object(theme)))
    end
    local matrix = "quote-matrix"
    local label = tables.label(ctx, matrix, theme.id)
    return ctx.model.has_section(matrix) and b.para(b.label("narrative_more_printed", b.spans(b.ref(label, {optional = true}), b.at(label))))
end

-- Voices, then the documents, then where to find the rest.
local function evidence_part(ctx, theme, level, chosen)
    if #chosen == 0 then
        return nil
    end
    local more = #chosen < #theme.excerpts and more_quotes(ctx, theme)
    return part(ctx, level, "narrative_quotes", {voices(ctx, chosen), documents(ctx, chosen), more})
end

-- Theory and prior studies.
local function dialogue(ctx, theme, level)
    local theoretical, before = theory(ctx, theme), prior(ctx, theme)
    return (theoretical or before) and part(ctx, level, "narrative_dialogue", {theoretical, before})
end

local function checked(ctx, theme, level)
    local sentences = approaches.uses(ctx.model, "triangulation") and standing.of_theme(ctx, theme)
    return sentences and ctx.b.group("folded", part(ctx, level, "narrative_agreement", sentences))
end

local function unfinished(ctx, theme, level)
    local items = ctx.model.study.unfinished == "shown" and missing(ctx, theme) or {}
    return #items > 0 and part(ctx, level, "narrative_missing", ctx.b.list(items))
end

local function definition(ctx, theme)
    return theme.definition and ctx.b.run_in(ctx.b.strong(ctx.labels.narrative_definition .. "."), theme.definition)
end

local function theme_blocks(ctx, theme, level, printed)
    local b, labels = ctx.b, ctx.labels
    local found, quoted = findings_of(ctx, theme, printed)
    local chosen, written = selected_for(ctx, theme, quoted), {}
    for i, finding in ipairs(found) do
        written[i] = finding_blocks(ctx, finding, level + 1)
    end
    return b.section(ctx.objective.id .. "-" .. theme.id,
        b.heading(level, b.object(theme)),
        definition(ctx, theme),
        -- On paper the appendix begins by saying so.
        ctx.for_site and is_illustrative(theme, chosen, quoted)
            and b.callout("illustrative", nil, labels.narrative_illustrative),
        written,
        evidence_part(ctx, theme, level + 1, chosen),
        dialogue(ctx, theme, level + 1),
        conclusion(ctx, theme),
        checked(ctx, theme, level + 1),
        unfinished(ctx, theme, level + 1))
end

-- Findings of the objective about codes that are not among its themes.
local function other_findings(ctx, level, printed)
    local blocks = {}
    for _, finding in ipairs(ctx.objective.findings) do
        if not printed[finding] then
            blocks[#blocks + 1] = finding_blocks(ctx, finding, level + 1)
        end
    end
    if #blocks > 0 then
        table.insert(blocks, 1, ctx.b.heading(level, ctx.labels.narrative_other))
    end
    return blocks
end

local function assemble(ctx)
    -- In the appendices the objective itself is a heading of level 2; in the site it is the page.
    local level = ctx.for_site and 2 or 3
    local printed, blocks = {}, {opening(ctx)}
    for _, theme in ipairs(ctx.themes) do
        blocks[#blocks + 1] = theme_blocks(ctx, theme, level, printed)
    end
    blocks[#blocks + 1] = other_findings(ctx, level, printed)
    local discussion = ctx.objective.discussion
    blocks[#blocks + 1] = part(ctx, level, "narrative_discussion", discussion and ctx.b.below(level, discussion))
    blocks[#blocks + 1] = closing(ctx, level)
    return blocks
end

return {api = 1, select = choose, assemble = assemble}
