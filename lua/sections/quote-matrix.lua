-- All excerpts of each theme, and at the end those without a code: who said it, for or against, the words, the researcher's reading.
local approaches = require("approaches")
local evidence = require("evidence")
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

local function short_row(ctx, excerpt, printed)
    local id = excerpt.id
    printed[id] = true
    return {
        ctx.b.object(excerpt.source, id), quotes.in_cell(ctx, excerpt, source_of(excerpt), true), excerpt.note or false,
        id = id, of = excerpt,
    }
end

-- The quotes that neither the rows before nor another appendix have; and the others, with their pages.
local function fresh(ctx, excerpts, printed)
    local kept, others = {}, {}
    for _, excerpt in ipairs(excerpts) do
        local is_here = not excerpt.home or excerpt.home == "quote-matrix"
        if is_here and not printed[excerpt.id] then
            kept[#kept + 1] = excerpt
        else
            others[#others + 1] = #others > 0 and "; " or nil
            others[#others + 1] = ctx.b.spans(ctx.b.object(excerpt, excerpt.id), ctx.b.at(excerpt))
        end
    end
    return kept, others
end

-- The quotes in piles, below what they have in common, in the order in which they are.
local function short_rows(ctx, excerpts, columns, printed)
    local names, piles, rows = {}, {}, {}
    for _, excerpt in ipairs(excerpts) do
        local name = common(ctx, excerpt) or ""
        if not piles[name] then
            names[#names + 1] = name
            piles[name] = {}
        end
        table.insert(piles[name], excerpt)
    end
    for _, name in ipairs(names) do
        -- That the only quotes left were not judged, their own words say.
        local is_news = #names > 1 or piles[name][1].stance ~= "unjudged" or origin(ctx, piles[name][1])
        if name ~= "" and is_news then
            rows[#rows + 1] = tables.group_row(columns, words.capital(name))
        end
        for _, excerpt in ipairs(piles[name]) do
            rows[#rows + 1] = short_row(ctx, excerpt, printed)
        end
    end
    return rows
end

-- The excerpts that are coded with code itself and with nothing below it.
local function own_excerpts(code)
    local own = {}
    for _, excerpt in ipairs(code.excerpts) do
        for _, given in ipairs(excerpt.codes) do
            if given.id == code.id then
                own[#own + 1] = excerpt
                break
            end
        end
    end
    return own
end

local function uncoded_excerpts(ctx)
    local uncoded = {}
    for _, excerpt in ipairs(ctx.model.excerpts) do
        if #(excerpt.codes or {}) == 0 then
            uncoded[#uncoded + 1] = excerpt
        end
    end
    return uncoded
end

-- Those that the appendix is to print, in the order in which they are: all, so many, or exemplars (of a theme without
-- one, the one that the rule for quotes chooses). What contrasts is among them in any case. The site has all.
local function chosen(ctx, excerpts)
    local amount = not ctx.for_site and tables.option(ctx, "quote-matrix", "quotes") or "all"
    if amount == "all" then
        return excerpts
    end
    local exemplars, wanted, kept = 0, {}, {}
    for _, excerpt in ipairs(excerpts) do
        exemplars = exemplars + (excerpt.exemplar and 1 or 0)
    end
    local most = amount == "exemplar" and math.max(exemplars, 1) or tonumber(amount)
    for _, excerpt in ipairs(evidence.choose(excerpts, most, {})) do
        wanted[excerpt.id] = amount ~= "exemplar" or exemplars == 0 or excerpt.exemplar or excerpt.stance == "contrast"
    end
    for _, excerpt in ipairs(excerpts) do
        kept[#kept + 1] = (wanted[excerpt.id] or amount == "exemplar" and excerpt.exemplar) and excerpt or nil
    end
    return kept
end

local function has_made_up(excerpts)
    for _, excerpt in ipairs(excerpts) do
        if excerpt.illustrative then
            return true
        end
    end
    return false
end

local function label_of(ctx, theme)
    return theme and tables.label(ctx, "quote-matrix", theme.id) or tables.part_label(ctx, "quote-matrix", "uncoded")
end

local function chosen_note(ctx, excerpts, all)
    return #excerpts < #all and ctx.labels("matrix_quote_chosen", #excerpts, #all) or nil
end

-- On the site each theme has a table; theme is nil for excerpts that have no code.
local function theme_table(ctx, theme, all, columns, printed)
    local rows, excerpts = {}, chosen(ctx, all)
    for i, excerpt in ipairs(excerpts) do
        rows[i] = row_of(ctx, excerpt, printed)
    end
    return #rows > 0 and ctx.b.table {
        columns = columns,
        rows = rows,
        caption = theme and ctx.labels("matrix_quote_caption", theme.label) or ctx.labels.matrix_quote_uncoded,
        label = label_of(ctx, theme),
        orientation = "landscape",
        notes = chosen_note(ctx, excerpts, all),
        illustrative = has_made_up(all),
        drop_empty = true,
        of = theme,
    } or nil
end

-- On paper all themes share one: the name of each stands above its rows, with the quotes that are in other tables.
local function theme_head(ctx, theme, columns, some, others)
    local b = ctx.b
    local name = b.strong(theme and theme.label or ctx.labels.matrix_quote_uncoded)
    local more = #others > 0 and {some and some .. " " or "", others, "."} or some
    return tables.group_row(columns, more and b.para(name, ". ", more) or b.para(name), nil, theme)
end

-- Adds its rows to rows, and notes whether it has quotes in other tables, and summaries.
local function add_theme(ctx, theme, all, columns, printed, rows, notes)
    local excerpts = chosen(ctx, all)
    local kept, others = fresh(ctx, excerpts, printed)
    if #all > 0 then
        rows[#rows + 1] = theme_head(ctx, theme, columns, chosen_note(ctx, excerpts, all), others)
        rows[#rows].illustrative = has_made_up(all)
    end
    for _, row in ipairs(short_rows(ctx, kept, columns, printed)) do
        rows[#rows + 1] = row
        notes.summary = notes.summary or row.of and row.of.according_to
    end
    notes.others = notes.others or #others > 0
end

-- What those notes come to, said once below the table.
local function note_text(ctx, notes)
    local others = notes.others and ctx.labels.matrix_quote_elsewhere
    local summary = notes.summary and ctx.labels.matrix_quote_summary
    return others and summary and others .. " " .. summary or others or summary or nil
end

local function themes(ctx)
    local found = {}
    for _, code in ipairs(ctx.model.codes) do
        local excerpts = code.level == "theme" and code.excerpts or code.level == "variable" and own_excerpts(code) or {}
        found[#found + 1] = {code, excerpts}
    end
    found[#found + 1] = {nil, uncoded_excerpts(ctx)}
    return found
end

local function printed_table(ctx, columns)
    local rows, printed, labels, notes = {}, {}, {}, {}
    for i, found in ipairs(themes(ctx)) do
        add_theme(ctx, found[1], found[2], columns, printed, rows, notes)
        labels[i] = label_of(ctx, found[1])
    end
    return #rows > 0 and ctx.b.table {
        columns = columns,
        rows = rows,
        caption = ctx.labels.matrix_quote_printed,
        label = tables.label(ctx, "quote-matrix"),
        also = labels,
        notes = note_text(ctx, notes),
        illustrative = has_made_up(ctx.model.excerpts),
        drop_empty = true,
        of = ctx.model.codebook,
    } or nil
end

local function section(ctx)
    local note = approaches.uses(ctx.model, "emic") and "table_note" or "table_note_plain"
    if not ctx.for_site then
        return printed_table(ctx, tables.columns(ctx, {"table_excerpt_code", "table_excerpt", note}))
    end
    local blocks, printed = {}, {}
    local columns = tables.columns(
        ctx, {"table_excerpt_code", "table_source", "table_stance", "table_excerpt", note}
    )
    for i, found in ipairs(themes(ctx)) do
        blocks[i] = theme_table(ctx, found[1], found[2], columns, printed) or {}
    end
    return blocks
end

return {api = 1, section = section}
