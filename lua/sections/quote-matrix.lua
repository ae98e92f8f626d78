-- All excerpts of each theme, and at the end those without a code: who said it, for or against, the words, the researcher's reading.
local approaches = require("approaches")
local evidence = require("evidence")
local map = require("map")
local quotes = require("quotes")
local tables = require("tables")
local words = require("words")

-- Group of the informant, and how it was collected; nothing of a summary by somebody else.
local function origin(ctx, excerpt)
    if excerpt.according_to then
        return nil
    end
    local group = words.told_group(ctx, excerpt)
    return (group and group .. ", " or "") .. words.technique(ctx, excerpt.technique)
end

-- For or against. Where sources are not compared, that an excerpt was not judged is no news.
local function stance(ctx, excerpt)
    local is_news = excerpt.stance ~= "unjudged" or approaches.uses(ctx.model, "triangulation")
    return is_news and ctx.labels["stance_" .. excerpt.stance]
end

-- An excerpt has its anchor where it stands first: printed knows those that have.
local function row_of(ctx, excerpt, printed)
    local id = excerpt.id
    local anchor, told, role = not printed[id] and id or nil, origin(ctx, excerpt), words.told_role(excerpt.informant)
    printed[id] = true
    return {
        id, {
            ctx.b.object(excerpt.source, excerpt.informant and words.speaker(excerpt.informant) or excerpt.source_id),
            told and role and role .. ", " .. told or told,
        },
        stance(ctx, excerpt), quotes.in_cell(ctx, excerpt), excerpt.note or false,
        id = anchor, of = excerpt,
    }
end

-- On paper, what many quotes have in common stands above them: group, technique, and whether they are for or against.
local function common(ctx, excerpt)
    local found, judged = origin(ctx, excerpt), stance(ctx, excerpt)
    return found and judged and found .. ": " .. judged or found or judged or nil
end

-- Who says it, as far as the id of the quote does not tell.
local function source_of(excerpt)
    local informant, id = excerpt.informant, excerpt.source_id
    local name = informant and informant.credit and words.speaker(informant) or excerpt.id:find(id, 1, true) ~= 1 and id
    local role = not excerpt.according_to and words.told_role(excerpt.informant)
    return name and role and name .. ", " .. role or name or role or nil
end

local function short_row(ctx, excerpt, state)
    local id = excerpt.id
    local said, note = quotes.with_note(ctx, excerpt, quotes.in_cell(ctx, excerpt, source_of(excerpt), true), state.few_notes)
    state.printed[id] = true
    return {ctx.b.object(excerpt.source, id), said, note, id = id, of = excerpt}
end

-- The quotes that neither the rows before nor another appendix have; and the others, with their pages.
local function fresh(ctx, excerpts, state)
    local kept, others = {}, {}
    for _, excerpt in ipairs(excerpts) do
        if not state.printed[excerpt.id] and not state.elsewhere[excerpt.id] then
            kept[#kept + 1] = excerpt
        else
            others[#others + 1] = #others > 0 and "; " or nil
            others[#others + 1] = ctx.b.spans(ctx.b.object(excerpt, excerpt.id), ctx.b.at(excerpt))
        end
    end
    return kept, others
end

local stances = {support = 1, contrast = 2, unjudged = 3}

-- The quotes in piles of what they have in common: those that have nothing, and so no heading, then groups as the study has
-- them, then documents; in each the voices that support before those that differ.
local function piles_of(ctx, excerpts)
    local piles, groups = {}, evidence.groups(ctx)
    local rank = {}
    for i, group in ipairs(groups) do
        rank[group] = i
    end
    for i, excerpt in ipairs(excerpts) do
        local name = common(ctx, excerpt) or ""
        if not piles[name] then
            piles[name] = {name = name, group = name == "" and 0 or rank[excerpt.group] or #groups + 1,
                stance = stances[excerpt.stance], first = i}
            piles[#piles + 1] = piles[name]
        end
        table.insert(piles[name], excerpt)
    end
    table.sort(piles, function(a, b)
        return a.group < b.group or a.group == b.group and (a.stance < b.stance or a.stance == b.stance and a.first < b.first)
    end)
    return piles
end

local function short_rows(ctx, excerpts, columns, state)
    local piles, rows = piles_of(ctx, excerpts), {}
    for _, pile in ipairs(piles) do
        -- That the only quotes left were not judged, their own words say.
        local is_news = #piles > 1 or pile[1].stance ~= "unjudged" or origin(ctx, pile[1])
        if pile.name ~= "" and is_news then
            rows[#rows + 1] = tables.group_row(columns, words.capital(pile.name))
        end
        for _, excerpt in ipairs(pile) do
            rows[#rows + 1] = short_row(ctx, excerpt, state)
        end
    end
    return rows
end

local function label_of(ctx, theme)
    return theme and tables.label(ctx, "quote-matrix", theme.id) or tables.part_label(ctx, "quote-matrix", "uncoded")
end

-- On the site each theme has a table; theme is nil for excerpts that have no code.
local function theme_table(ctx, theme, all, columns, printed)
    local rows = map(all, function(excerpt) return row_of(ctx, excerpt, printed) end)
    return #rows > 0 and ctx.b.table {
        columns = columns,
        rows = rows,
        caption = theme and ctx.labels("matrix_quote_caption", theme.label) or ctx.labels.matrix_quote_uncoded,
        label = label_of(ctx, theme),
        orientation = "landscape",
        illustrative = quotes.has_made_up(all),
        drop_empty = true,
        of = theme,
    } or nil
end

-- On paper all themes share one: the name of each stands above its rows, with the quotes that are in other tables.
local function theme_head(ctx, columns, name, some, others, theme)
    local b = ctx.b
    local more = #others > 0 and {some and some .. " " or "", others, "."} or some
    return tables.group_row(columns, more and b.para(b.strong(name), ". ", more) or b.para(b.strong(name)), nil, theme)
end

-- Adds its rows to those of state, and notes whether it has quotes in other tables, and summaries.
local function add_theme(ctx, theme, all, columns, state)
    local rows, excerpts = state.rows, quotes.chosen(ctx, "quote-matrix", all)
    local kept, others = fresh(ctx, excerpts, state)
    if #all > 0 then
        local some = quotes.chosen_note(ctx, #excerpts, #all)
        local name, illustrative = theme and theme.label or ctx.labels.matrix_quote_uncoded, quotes.has_made_up(all)
        rows[#rows + 1] = theme_head(ctx, columns, name, some, others, theme)
        rows[#rows].illustrative = illustrative
        state.index[#state.index + 1] = {
            name, {#others > 0 and ctx.b.para(others), some}, of = theme, illustrative = illustrative,
        }
    end
    for _, row in ipairs(short_rows(ctx, kept, columns, state)) do
        rows[#rows + 1] = row
        state.has_summary = state.has_summary or row.of and row.of.according_to
    end
    state.has_others = state.has_others or #others > 0
end

-- What was noted comes to this, said once below the table.
local function note_text(ctx, state)
    if not next(state.printed) then
        return ctx.labels.matrix_quote_all_elsewhere
    end
    local others = state.has_others and ctx.labels.matrix_quote_elsewhere
    local summary = state.has_summary and ctx.labels.matrix_quote_summary
    return others and summary and others .. " " .. summary or others or summary or nil
end

local function printed_table(ctx, columns)
    local settings, labels = ctx.model.study.appendix, {}
    local state = {
        rows = {}, index = {}, printed = {}, few_notes = quotes.few_notes(ctx, ctx.model.excerpts),
        elsewhere = settings and settings.repeat_quotes and {} or quotes.of_interviews(ctx),
    }
    for i, found in ipairs(quotes.by_theme(ctx)) do
        add_theme(ctx, found[1], found[2], columns, state)
        labels[i] = label_of(ctx, found[1])
    end
    local rows = state.rows
    -- Where the words of all stand elsewhere, what is left says which quotes each theme has.
    if not next(state.printed) then
        rows, columns = state.index, tables.columns(ctx, {"table_theme", "table_excerpt_code"})
    end
    return #rows > 0 and ctx.b.table {
        columns = columns,
        rows = rows,
        caption = ctx.labels.matrix_quote_printed,
        label = tables.label(ctx, "quote-matrix"),
        also = labels,
        notes = note_text(ctx, state),
        illustrative = quotes.has_made_up(ctx.model.excerpts),
        drop_empty = true,
        of = ctx.model.codebook,
    } or nil
end

local function section(ctx)
    local note = quotes.note_head(ctx)
    if not ctx.for_site then
        return printed_table(ctx, tables.columns(ctx, {"table_excerpt_code", "table_excerpt", note}))
    end
    local blocks, printed = {}, {}
    local columns = tables.columns(
        ctx, {"table_excerpt_code", "table_source", "table_stance", "table_excerpt", note}
    )
    for i, found in ipairs(quotes.by_theme(ctx)) do
        blocks[i] = theme_table(ctx, found[1], found[2], columns, printed) or {}
    end
    return blocks
end

return {api = 1, section = section}
