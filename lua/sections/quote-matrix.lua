-- All excerpts of each theme: who said it, for or against, the words, the researcher's reading.
local quotes = require("quotes")
local tables = require("tables")

-- Group of the informant, and how it was collected; nothing of a summary by somebody else.
local function origin(ctx, excerpt)
    if excerpt.according_to then
        return nil
    end
    local technique = ctx.labels["technique_" .. excerpt.technique]
    return excerpt.group and ctx.labels["group_" .. excerpt.group] .. ", " .. technique or technique
end

-- An excerpt has its anchor where it stands first: printed knows those that have.
local function row_of(ctx, excerpt, printed)
    local id = excerpt.id
    local anchor = not printed[id] and id or nil
    printed[id] = true
    return {
        id, {ctx.b.object(excerpt.source, excerpt.source_id), origin(ctx, excerpt)},
        ctx.labels["stance_" .. excerpt.stance], quotes.in_cell(ctx, excerpt), excerpt.note or false,
        id = anchor, of = excerpt,
    }
end

local function theme_table(ctx, theme, columns, printed)
    local rows = {}
    for i, excerpt in ipairs(theme.excerpts) do
        rows[i] = row_of(ctx, excerpt, printed)
    end
    return #rows > 0 and ctx.b.table {
        columns = columns,
        rows = rows,
        caption = ctx.labels("matrix_quote_caption", theme.label),
        label = tables.label(ctx, "quote-matrix", theme.id),
        orientation = "landscape",
        drop_empty = true,
        of = theme,
    } or nil
end

local function section(ctx)
    local blocks, printed = {}, {}
    local columns = tables.columns(ctx, {
        {"table_excerpt_code"}, {"table_source"}, {"table_stance"}, {"table_excerpt"}, {"table_note"},
    })
    for _, code in ipairs(ctx.model.codes) do
        if code.level == "theme" then
            blocks[#blocks + 1] = theme_table(ctx, code, columns, printed)
        end
    end
    return blocks
end

return {api = 1, section = section}
