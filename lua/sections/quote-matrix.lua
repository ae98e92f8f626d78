-- All excerpts of each theme, and at the end those without a code: who said it, for or against, the words, the researcher's reading.
local approaches = require("approaches")
local evidence = require("evidence")
local quotes = require("quotes")
local tables = require("tables")
local words = require("words")

-- The role of the informant, if quotes may tell it.
local function role_of(excerpt)
    local informant = excerpt.informant
    return informant and informant.attribution ~= "code" and informant.role or nil
end

-- Group of the informant, and how it was collected; nothing of a summary by somebody else.
local function origin(ctx, excerpt)
    if excerpt.according_to then
        return nil
    end
    local group = excerpt.group and words.group(ctx, excerpt.group, "group")
    return (group and group .. ", " or "") .. ctx.labels["technique_" .. excerpt.technique]
end

-- For or against. Where sources are not compared, that an excerpt was not judged is no news.
local function stance(ctx, excerpt)
    local is_news = excerpt.stance ~= "unjudged" or approaches.uses(ctx.model, "triangulation")
    return is_news and ctx.labels["stance_" .. excerpt.stance]
end

-- An excerpt has its anchor where it stands first: printed knows those that have.
local function row_of(ctx, excerpt, printed)
    local id = excerpt.id
    local anchor, told, role = not printed[id] and id or nil, origin(ctx, excerpt), role_of(excerpt)
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
    local role = not excerpt.according_to and role_of(excerpt)
    return name and role and name .. ", " .. role or name or role or nil
end

local function short_row(ctx, excerpt, printed)
    local id = excerpt.id
    printed[id] = true
    return {
        ctx.b.object(excerpt.source, id), quotes.in_cell(ctx, excerpt, source_of(excerpt)), excerpt.note or false,
        id = id, of = excerpt,
    }
end

-- The quotes that neither a table before nor another appendix has; and what says where the others are.
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
    return kept, #others > 0 and ctx.b.para(ctx.b.label("matrix_quote_elsewhere"), " ", others, ".") or nil
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
            rows[#rows + 1] = tables.group_row(columns, (name:gsub("^%l", string.upper)))
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

-- theme is nil for excerpts that have no code.
local function theme_table(ctx, theme, all, columns, printed)
    local rows, excerpts, elsewhere = {}, chosen(ctx, all), nil
    local some = #excerpts < #all and ctx.b.para(ctx.labels("matrix_quote_chosen", #excerpts, #all))
    if ctx.for_site then
        for i, excerpt in ipairs(excerpts) do
            rows[i] = row_of(ctx, excerpt, printed)
        end
    else
        excerpts, elsewhere = fresh(ctx, excerpts, printed)
        rows = short_rows(ctx, excerpts, columns, printed)
        if #rows == 0 and elsewhere then
            rows, elsewhere = {{"–", elsewhere, false, illustrative = has_made_up(all)}}, nil
        end
    end
    return #rows > 0 and ctx.b.table {
        columns = columns,
        rows = rows,
        caption = theme and ctx.labels("matrix_quote_caption", theme.label) or ctx.labels.matrix_quote_uncoded,
        label = theme and tables.label(ctx, "quote-matrix", theme.id)
            or tables.part_label(ctx, "quote-matrix", "uncoded"),
        orientation = ctx.for_site and "landscape" or nil,
        notes = {some, elsewhere},
        illustrative = has_made_up(all),
        drop_empty = true,
        of = theme,
    } or nil
end

local function section(ctx)
    local blocks, printed = {}, {}
    local note = approaches.uses(ctx.model, "emic") and "table_note" or "table_note_plain"
    local columns = tables.columns(ctx, ctx.for_site and {
        {"table_excerpt_code"}, {"table_source"}, {"table_stance"}, {"table_excerpt"}, {note},
    } or {{"table_excerpt_code"}, {"table_excerpt"}, {note}})
    for _, code in ipairs(ctx.model.codes) do
        local excerpts = code.level == "theme" and code.excerpts or code.level == "variable" and own_excerpts(code) or {}
        blocks[#blocks + 1] = theme_table(ctx, code, excerpts, columns, printed)
    end
    blocks[#blocks + 1] = theme_table(ctx, nil, uncoded_excerpts(ctx), columns, printed)
    return blocks
end

return {api = 1, section = section}
