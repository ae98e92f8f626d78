-- Which sources and techniques agree on a theme, an objective: the convergence coding matrix of Farmer et al. (2006).
local approaches = require("approaches")
local counts = require("counts")
local map = require("map")
local tables = require("tables")
local words = require("words")

local verdicts = {"agreement", "partial", "silence", "dissonance", "unjudged", "alone"}
local standings = {"support", "divided", "contrast", "unjudged", "silent"}

-- "terbelah (4; 1 berlawanan)", "mendukung (3)", "tidak ada"; what was made up behind it: "mendukung (3); 2 contoh rekaan"
local function voice_text(ctx, voice)
    local labels = ctx.labels
    local made_up = voice.illustrative > 0 and labels("count_made_up", voice.illustrative)
    if voice.standing == "illustrative" then
        return made_up and ctx.b.made_up(made_up, "–") or "–"
    end
    local word = labels["standing_" .. voice.standing]
    if voice.standing == "unjudged" and voice.judged > 0 then
        word = labels("count_judged", voice.judged, voice.excerpts)
    elseif voice.standing == "divided" then
        word = word .. " (" .. voice.excerpts .. "; " .. labels("count_contrasts", voice.contrasts) .. ")"
    elseif voice.excerpts > 0 then
        word = word .. " (" .. voice.excerpts .. ")"
    end
    return ctx.b.spans(word, made_up and ctx.b.made_up("; " .. made_up))
end

local function verdict_cell(ctx, comparison)
    return ctx.b.strong(ctx.labels["verdict_" .. comparison.verdict])
end

-- Adds a column for each voice of a comparison.
local function add_voice_columns(ctx, columns, comparison, prefix)
    for _, voice in ipairs(comparison) do
        columns[#columns + 1] = {text = words.group(ctx, voice.name, prefix)}
    end
end

local function add_voice_cells(ctx, row, comparison)
    for _, voice in ipairs(comparison) do
        row[#row + 1] = voice_text(ctx, voice)
    end
end

-- How excerpts are compared, what the verdicts of all tables mean, and where they come from. Who looks at the site wants
-- to see the results first.
local function definitions(ctx)
    local b, meanings = ctx.b, {}
    for i, verdict in ipairs(verdicts) do
        local meaning = ctx.labels["verdict_means_" .. verdict]
        meanings[i] = b.para(b.strong(ctx.labels["verdict_" .. verdict]), ": " .. meaning)
    end
    local note = b.para(b.label("triangulation_source_note"), words.cited(ctx, {"Farmer", "2006"}))
    if not ctx.for_site then
        return {note, b.list(meanings)}
    end
    local introduction = b.para(b.label("triangulation_introduction"))
    return b.group("folded", b.heading(2, b.label("triangulation_reading")), introduction, note, b.list(meanings))
end

local function matrix(ctx, part, columns, rows)
    return #rows > 0 and ctx.b.table {
        columns = tables.columns(ctx, columns),
        rows = rows,
        caption = ctx.b.label("triangulation_" .. part),
        label = tables.part_label(ctx, "triangulation", part),
        drop_empty = true,
        of = ctx.model.codebook,
    } or nil
end

-- The theme with the claim that its excerpts were judged by.
local function theme_cell(ctx, theme)
    return {ctx.b.object(theme), words.labelled(ctx, "claim_judged", theme.claim)}
end

-- A row for each theme, which fill adds cells to.
local function theme_rows(ctx, fill)
    local rows = {}
    for i, theme in ipairs(counts.themes(ctx)) do
        local found = theme.triangulation
        local row = {theme_cell(ctx, theme), of = theme, illustrative = found.illustrative > 0}
        fill(row, found)
        rows[i] = row
    end
    return rows
end

-- Themes by the voices of one comparison, "sources" or "techniques".
local function voice_matrix(ctx, part, shape)
    local kind = part .. "s"
    local columns = {"table_theme"}
    add_voice_columns(ctx, columns, shape[kind], part)
    columns[#columns + 1] = "table_verdict"
    return matrix(ctx, part, columns, theme_rows(ctx, function(row, found)
        add_voice_cells(ctx, row, found[kind])
        row[#row + 1] = verdict_cell(ctx, found[kind])
    end))
end

-- The sectors that stand so, "Kesehatan; Sosial"; without any, the column of those not judged is left out.
local function sectors_standing(ctx, sectors, standing)
    local names = map(sectors, function(sector) return sector.standing == standing and sector.name or nil end)
    return #names > 0 and table.concat(names, "; ") or standing ~= "unjudged" and ctx.trail.segments > 0 and "–"
end

-- The sectors with excerpts that were made up, "Kesehatan (3); Sosial (1)"; without any, the column is left out.
local function sectors_made_up(sectors)
    local names = map(sectors, function(sector)
        return sector.illustrative > 0 and sector.name .. " (" .. sector.illustrative .. ")" or nil
    end)
    return #names > 0 and table.concat(names, "; ")
end

local function sector_matrix(ctx, shape)
    if #shape.sectors < 2 then
        return nil
    end
    local columns = {
        "table_theme", "standing_support", "standing_divided", "standing_contrast", "standing_unjudged",
        "standing_silent", "illustrative", "table_verdict",
    }
    return matrix(ctx, "sector", columns, theme_rows(ctx, function(row, found)
        for _, standing in ipairs(standings) do
            row[#row + 1] = sectors_standing(ctx, found.sectors, standing)
        end
        row[#row + 1] = sectors_made_up(found.sectors)
        row[#row + 1] = verdict_cell(ctx, found.sectors)
    end))
end

local function objective_matrix(ctx, shape)
    local columns, rows = {"table_objective"}, {}
    add_voice_columns(ctx, columns, shape.sources, "source")
    columns[#columns + 1] = "table_verdict_sources"
    columns[#columns + 1] = "table_verdict_techniques"
    for i, objective in ipairs(ctx.model.objectives) do
        local found = objective.evidence
        local row = {
            ctx.b.object(objective, objective.id .. ". ", objective.title),
            of = objective, illustrative = found.illustrative > 0,
        }
        add_voice_cells(ctx, row, found.sources)
        row[#row + 1] = verdict_cell(ctx, found.sources)
        row[#row + 1] = verdict_cell(ctx, found.techniques)
        rows[i] = row
    end
    return matrix(ctx, "objective", columns, rows)
end

-- How many excerpts each real source has on each theme; a cell leads to its quotes.
local function theme_map(ctx, shape)
    local heads, points, is_dashed = {}, {}, false
    for _, voice in ipairs(shape.sources) do
        if voice.standing ~= "illustrative" then
            heads[#heads + 1] = words.group(ctx, voice.name, "source")
        end
    end
    for i, theme in ipairs(counts.themes(ctx)) do
        local values, links = {}, {}
        for _, voice in ipairs(theme.triangulation.sources) do
            if voice.standing ~= "illustrative" then
                values[#values + 1] = voice.standing ~= "unasked" and voice.excerpts
                is_dashed = is_dashed or voice.standing == "unasked"
                links[#links + 1] = words.quotes_page(ctx, {"theme", theme.id, "group", voice.name})
            end
        end
        points[i] = {label = tostring(theme.label), values = values, links = links, of = theme}
    end
    return ctx.trail.segments > 0 and #points > 0 and #heads > 0 and ctx.b.chart {
        kind = "heat",
        columns = heads,
        points = points,
        caption = ctx.b.label("triangulation_map"),
        label = tables.figure_label(ctx, "triangulation", "map"),
        notes = counts.chart_note(ctx, "triangulation_map_note")
            .. (is_dashed and " " .. ctx.labels.triangulation_map_unasked or ""),
        of = ctx.model.codebook,
    } or nil
end

local function section(ctx)
    if #ctx.model.excerpts == 0 or not approaches.uses(ctx.model, "triangulation") then
        return nil
    end
    -- The same voices are in every comparison.
    local first = ctx.model.codes[1]
    local shape = first and first.triangulation or {sources = {}, sectors = {}, techniques = {}}
    if #shape.sources < 2 and #shape.sectors < 2 and #shape.techniques < 2 then
        return nil
    end
    return {
        counts.warning(ctx, not ctx.for_site and ctx.b.label("triangulation_introduction")),
        theme_map(ctx, shape),
        definitions(ctx),
        objective_matrix(ctx, shape),
        voice_matrix(ctx, "source", shape),
        sector_matrix(ctx, shape),
        voice_matrix(ctx, "technique", shape),
    }
end

return {api = 1, section = section}
