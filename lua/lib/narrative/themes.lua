-- The results of themes, one after the other: those of an objective, or of a study without objectives. ctx is that of a
-- hook, or one that has `themes` and `selected` likewise.
local any = require("any")
local approaches = require("approaches")
local conclusion = require("narrative.conclusion")
local counts = require("counts")
local documents = require("narrative.documents")
local evidence = require("evidence")
local map = require("map")
local missing = require("narrative.missing")
local prior = require("narrative.prior")
local standing = require("narrative.standing")
local tables = require("tables")
local theory = require("narrative.theory")
local tree = require("tree")
local voices = require("narrative.voices")
local words = require("words")

local themes = {}

-- Quotes for each theme besides those that a finding shows itself; no voice that contrasts is left out. On paper, where
-- the matrices print all of them and readers turn pages, fewer.
local most_quotes, most_printed = 6, 4

-- Where all findings are drafts, the beginning says so once.
function themes.all_drafts(ctx)
    local findings = ctx.objective and ctx.objective.findings or ctx.model.findings
    return #findings > 1 and counts.settled(findings) == 0
end

function themes.finding_blocks(ctx, finding, level)
    local b = ctx.b
    local draft = finding.status == "draft" and not themes.all_drafts(ctx) and b.em(ctx.labels.narrative_draft)
    local body = b.below(level, finding.body or finding.summary)
    local runs_in = draft and not ctx.for_site
    return b.section(finding.id,
        b.heading(level, finding.title),
        draft and not runs_in and b.para(draft),
        runs_in and b.run_in(draft, body) or body)
end

-- The findings of this objective about theme that are not printed yet.
local function findings_of(ctx, theme, printed)
    local found = {}
    for _, finding in ipairs(theme.findings) do
        if finding.objective == ctx.objective and not printed[finding] then
            printed[finding] = true
            found[#found + 1] = finding
        end
    end
    return found
end

-- Where each excerpt is shown that has its place already, by its id: for which objective, where that is another one, or
-- under which theme of this one, if a finding shows it. No excerpt is printed twice, so others that it is about name it.
local function shown_already(ctx)
    local shown, printed = {}, {}
    for _, narrative in ipairs(ctx.objective and ctx.narratives or {}) do
        for _, excerpt in ipairs(narrative.quoted) do
            shown[excerpt.id] = shown[excerpt.id] or narrative.objective
        end
    end
    for id, finding in pairs(ctx.derived["05-relations"].finding_with) do
        if finding.objective ~= ctx.objective then
            shown[id] = shown[id] or finding.objective
        end
    end
    for _, theme in ipairs(ctx.themes) do
        for _, finding in ipairs(findings_of(ctx, theme, printed)) do
            for _, excerpt in ipairs(finding.quoted) do
                shown[excerpt.id] = theme
            end
        end
    end
    return shown
end

-- The quotes of each theme, by the rule, and in `under` for which theme each was taken: one that is about two themes is shown
-- under that one. A hook of the study that selects others wins over this one.
function themes.choose(ctx)
    local chosen, shown = {under = {}}, shown_already(ctx)
    for _, theme in ipairs(ctx.themes) do
        local of_theme = evidence.choose(theme.excerpts, ctx.for_site and most_quotes or most_printed, shown)
        for _, excerpt in ipairs(of_theme) do
            shown[excerpt.id], chosen.under[excerpt.id] = theme, theme
            chosen[#chosen + 1] = excerpt
        end
    end
    return chosen
end

local function is_about(excerpt, theme)
    return any(excerpt.codes, function(code) return tree.is_within(code, theme) end)
end

-- Those of the selected excerpts that are about theme, in their order, each once.
local function selected_for(ctx, theme, shown)
    local chosen, under = {}, ctx.selected.under
    for _, excerpt in ipairs(ctx.selected) do
        local id = excerpt.id
        if not shown[id] and (under[id] or theme) == theme and is_about(excerpt, theme) then
            shown[id] = theme
            chosen[#chosen + 1] = excerpt
        end
    end
    return chosen
end

-- "Kutipan tentang tema ini juga dimuat di bagian lain: IK-03 (tema Misi) dan IK-04 (tujuan b)."
local function shown_elsewhere(ctx, theme, shown)
    local b, homes, sources = ctx.b, {}, {}
    for _, excerpt in ipairs(evidence.among(theme.excerpts, shown)) do
        local home = shown[excerpt.id]
        if home ~= theme then
            if not sources[home] then
                homes[#homes + 1], sources[home] = home, {}
            end
            local of_home, id = sources[home], excerpt.source_id
            if not of_home[id] then
                of_home[id], of_home[#of_home + 1] = true, b.object(excerpt, words.source(excerpt.source))
            end
        end
    end
    local items = {}
    for i, home in ipairs(homes) do
        local of_objective = home.type == "objective"
        local key = of_objective and "narrative_shown_for" or "narrative_shown_under"
        items[2 * i - 1] = i > 1 and "; "
        items[2 * i] = b.label(key, words.list(ctx, sources[home]), b.object(home, of_objective and home.id or nil))
    end
    return #items > 0 and b.para(b.label("narrative_shown", b.spans(table.unpack(items))))
end

-- A heading of level over content; nil without content.
function themes.part(ctx, level, key, content)
    return content and {ctx.b.heading(level, ctx.labels[key]), content}
end

-- Where all quotes of a theme are: on its page. On paper they are in one table, which the objective names once.
local function more_quotes(ctx, theme)
    return ctx.for_site and ctx.objective and ctx.b.para(ctx.b.label("narrative_more", ctx.b.object(theme)))
end

local function leaves_out(ctx)
    local shown = shown_already(ctx)
    for _, excerpt in ipairs(ctx.selected) do
        shown[excerpt.id] = true
    end
    for _, theme in ipairs(ctx.themes) do
        if #evidence.among(theme.excerpts, shown) < #theme.excerpts then
            return true
        end
    end
    return false
end

-- On paper, where the quotes are that are not shown here, if any.
function themes.printed_quotes(ctx)
    local b, matrix = ctx.b, "quote-matrix"
    if ctx.for_site or not ctx.model.has_section(matrix) or not leaves_out(ctx) then
        return nil
    end
    local label, amount = tables.label(ctx, matrix), tables.option(ctx, matrix, "quotes") or "all"
    local of_some = amount == "all" and "narrative_more_printed" or "narrative_more_printed_some"
    local key = ctx.objective and of_some or "narrative_more_printed_themes"
    return b.para(b.label(key, b.spans(b.ref(label, {optional = true}), b.at(label))))
end

-- Whether an excerpt was seen, said, noted down by an informant, or stands in a document.
local function made_as(excerpt)
    local kind = excerpt.technique_kind
    return kind == "observation" and "observed" or not excerpt.informant and "written"
        or kind == "document" and "noted" or "spoken"
end

-- "Pernyataan informan, isi dokumen, dan hasil observasi", of what there is; last what techniques of the study's own found.
local function evidence_heading(ctx, chosen)
    local found, names = {}, {}
    for _, excerpt in ipairs(chosen) do
        local kind = made_as(excerpt)
        local own = (kind == "observed" or kind == "written") and ctx.model.own_technique(excerpt.technique)
        found[own and "own " .. own.id or kind] = true
    end
    for _, kind in ipairs {"spoken", "noted", "written", "observed"} do
        local key = "narrative_quotes_" .. kind .. (kind == "noted" and found.spoken and "_too" or "")
        names[#names + 1] = found[kind] and ctx.labels[key] or nil
    end
    for _, own in ipairs(ctx.model.study.techniques) do
        names[#names + 1] = found["own " .. own.id] and tostring(own.label) or nil
    end
    names[1] = words.capital(names[1] or ctx.labels.narrative_quotes)
    return words.list(ctx, names)
end

-- Voices, then the documents, then where to find the rest.
local function evidence_part(ctx, theme, level, chosen, told)
    local elsewhere = shown_elsewhere(ctx, theme, told.shown)
    if #chosen == 0 and not elsewhere then
        return nil
    end
    local more = #chosen < #theme.excerpts and more_quotes(ctx, theme)
    return {
        ctx.b.heading(level, evidence_heading(ctx, chosen)),
        voices(ctx, chosen, told), documents(ctx, chosen, told), elsewhere, more,
    }
end

-- Theory and prior studies.
local function dialogue(ctx, theme, level, told)
    local theoretical, before = theory(ctx, theme, told), prior(ctx, theme, told)
    return (theoretical or before) and themes.part(ctx, level, "narrative_dialogue", {theoretical, before})
end

-- That an objective has no evidence at all its opening says once, for all themes.
local function checked(ctx, theme, level, told)
    local sentences = not (ctx.objective and ctx.objective.evidence.excerpts == 0) and approaches.uses(ctx.model, "triangulation")
        and standing.of_theme(ctx, theme, told.tells_limits)
    return sentences and ctx.b.group("folded", themes.part(ctx, level, "narrative_agreement", sentences))
end

local function unfinished(ctx, theme, level)
    local items = ctx.model.study.unfinished == "shown" and missing(ctx, theme) or {}
    return #items > 0 and themes.part(ctx, level, "narrative_missing", ctx.b.list(items))
end

local function definition(ctx, theme)
    return theme.definition and ctx.b.run_in(ctx.b.strong(ctx.labels.narrative_definition .. "."), theme.definition)
end

-- What is printed of a theme below its heading, with headings of level; nil where there is nothing of it yet.
local function parts(ctx, theme, level, told)
    local found = findings_of(ctx, theme, told.printed)
    local chosen, written = selected_for(ctx, theme, told.shown), {}
    told.has_finding = false
    for i, finding in ipairs(found) do
        written[i] = themes.finding_blocks(ctx, finding, level)
        told.has_finding = told.has_finding or finding.status ~= "draft"
    end
    local content = {}
    for _, part in ipairs {
        definition(ctx, theme) or false,
        #written > 0 and written,
        evidence_part(ctx, theme, level, chosen, told) or false,
        dialogue(ctx, theme, level, told) or false,
        conclusion(ctx, theme) or false,
        checked(ctx, theme, level, told) or false,
        unfinished(ctx, theme, level) or false,
    } do
        content[#content + 1] = part or nil
    end
    return #content > 0 and ctx.b.blocks(table.unpack(content)) or nil
end

-- What is told while themes are printed: findings, excerpts (under which theme), informants, and in which words.
local function nothing_told(ctx)
    return {printed = {}, shown = shown_already(ctx), introduced = {}, turn = words.turns()}
end

-- The blocks of each theme, with headings of level, and what they have told.
function themes.blocks(ctx, level)
    local b, told, blocks = ctx.b, nothing_told(ctx), {}
    told.tells_limits = true
    for _, theme in ipairs(ctx.themes) do
        local id = ctx.objective and ctx.objective.id .. "-" .. theme.id or theme.id
        local content = parts(ctx, theme, level + 1, told)
        blocks[#blocks + 1] = content and b.section(id, b.heading(level, b.object(theme)), content) or nil
    end
    return blocks, told
end

-- A ctx like that of an objective, for some themes of a study that has none.
local function without_objective(ctx, some)
    local found = setmetatable({themes = some}, {__index = ctx})
    found.selected = themes.choose(found)
    return found
end

-- Whether the results are told by theme, as there are no objectives.
function themes.alone(ctx)
    return #ctx.model.objectives == 0 and #ctx.model.findings > 0
end

-- The same for all results of such a study: the codes that something was found or said about.
function themes.of_study(ctx)
    local some = map(ctx.model.codes, function(code)
        return code.level == "theme" and #code.findings + #code.excerpts > 0 and code or nil
    end)
    return without_objective(ctx, some)
end

-- What the page of a theme of such a study says of it.
function themes.page(ctx, theme)
    local found = without_objective(ctx, {theme})
    local told = nothing_told(found)
    -- The page has each quote of the theme once, with its codes: here or in the list behind.
    told.as_quotes = true
    return parts(found, theme, 2, told)
end

return themes
