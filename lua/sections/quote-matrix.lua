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
    local technique = ctx.labels["technique_" .. excerpt.technique]
    local informant = excerpt.informant
    local role = informant and informant.attribution ~= "code" and informant.role
    local group = excerpt.group and words.group(ctx, excerpt.group, "group")
    return (role and role .. ", " or "") .. (group and group .. ", " or "") .. technique
end

-- For or against. Where sources are not compared, that an excerpt was not judged is no news.
local function stance(ctx, excerpt)
    local is_news = excerpt.stance ~= "unjudged" or approaches.uses(ctx.model, "triangulation")
    return is_news and ctx.labels["stance_" .. excerpt.stance]
end

-- An excerpt has its anchor where it stands first: printed knows those that have.
local function row_of(ctx, excerpt, printed)
    local id = excerpt.id
    local anchor = not printed[id] and id or nil
    printed[id] = true
    return {
        id, {ctx.b.object(excerpt.source, excerpt.informant and words.speaker(excerpt.informant) or excerpt.source_id), origin(ctx, excerpt)},
        stance(ctx, excerpt), quotes.in_cell(ctx, excerpt), excerpt.note or false,
        id = anchor, of = excerpt,
    }
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

-- theme is nil for excerpts that have no code.
local function theme_table(ctx, theme, all, columns, printed)
    local rows, excerpts = {}, chosen(ctx, all)
    for i, excerpt in ipairs(excerpts) do
        rows[i] = row_of(ctx, excerpt, printed)
    end
    return #rows > 0 and ctx.b.table {
        columns = columns,
        rows = rows,
        caption = theme and ctx.labels("matrix_quote_caption", theme.label) or ctx.labels.matrix_quote_uncoded,
        label = theme and tables.label(ctx, "quote-matrix", theme.id)
            or tables.part_label(ctx, "quote-matrix", "uncoded"),
        orientation = "landscape",
        notes = #excerpts < #all and ctx.b.para(ctx.labels("matrix_quote_chosen", #excerpts, #all)) or nil,
        drop_empty = true,
        of = theme,
    } or nil
end

local function section(ctx)
    local blocks, printed = {}, {}
    local note = approaches.uses(ctx.model, "emic") and "table_note" or "table_note_plain"
    local columns = tables.columns(ctx, {
        {"table_excerpt_code"}, {"table_source"}, {"table_stance"}, {"table_excerpt"}, {note},
    })
    for _, code in ipairs(ctx.model.codes) do
        local excerpts = code.level == "theme" and code.excerpts or code.level == "variable" and own_excerpts(code) or {}
        blocks[#blocks + 1] = theme_table(ctx, code, excerpts, columns, printed)
    end
    blocks[#blocks + 1] = theme_table(ctx, nil, uncoded_excerpts(ctx), columns, printed)
    return blocks
end

return {api = 1, section = section}
