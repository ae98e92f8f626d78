-- What was read: of each document the themes that were found in it and the quotes that were taken from it.
local map = require("map")
local tables = require("tables")
local words = require("words")

-- On paper the number and who published it are in the table of documents, if there is one.
local function title_cell(ctx, document)
    local published = {}
    if not ctx.for_site and ctx.model.has_section("informants") then
        return ctx.b.para(ctx.b.object(document, document.title))
    end
    for _, key in ipairs {"number", "issuer", "year"} do
        published[#published + 1] = document[key]
    end
    return {
        ctx.b.para(document.work and ctx.b.object(document.work, document.title) or document.title),
        #published > 0 and ctx.b.para(table.concat(published, ", ")),
    }
end

-- The themes above the codes of the excerpts, each once.
local function themes_cell(ctx, document)
    local found, known = {}, {}
    for _, excerpt in ipairs(document.excerpts) do
        for _, code in ipairs(excerpt.codes or {}) do
            while code.level == "subtheme" do
                code = code.parent
            end
            if not known[code] then
                known[code] = true
                found[#found + 1] = #found > 0 and ", " or nil
                found[#found + 1] = ctx.b.object(code)
            end
        end
    end
    return #found > 0 and ctx.b.para(found) or "–"
end

local function quotes_cell(ctx, document)
    local found = map(document.excerpts, function(excerpt) return ctx.b.object(excerpt, excerpt.id) end)
    return #found > 0 and ctx.b.para(words.between(found, ", ")) or "–"
end

local function note_cell(ctx, document)
    local unread = document.review ~= "done" and ctx.b.para(ctx.b.strong(ctx.b.label("review_" .. document.review)))
    return (unread or document.note) and {unread, document.note} or false
end

-- On paper code and title share a column, so that the notes have room.
local function printed_row(ctx, document)
    return {
        {ctx.b.para(document.id), title_cell(ctx, document)}, themes_cell(ctx, document), quotes_cell(ctx, document),
        note_cell(ctx, document), of = document,
    }
end

local function site_row(ctx, document)
    return {
        document.id, title_cell(ctx, document), themes_cell(ctx, document), quotes_cell(ctx, document),
        note_cell(ctx, document), of = document,
    }
end

local function section(ctx)
    local b, rows = ctx.b, {}
    for _, document in ipairs(ctx.model.documents) do
        rows[#rows + 1] = not document.is_observed and (ctx.for_site and site_row or printed_row)(ctx, document) or nil
    end
    return #rows > 0 and b.table {
        columns = tables.columns(ctx, ctx.for_site and {
            "table_document_code", "table_title", "review_themes", "table_excerpt_code", "review_note",
        } or {"table_document_code", "review_themes", "table_excerpt_code", "review_note"}),
        rows = rows,
        caption = b.label("section_document-review"),
        label = tables.label(ctx, "document-review"),
        drop_empty = true,
        of = ctx.model.documents_file,
    } or nil
end

return {api = 1, section = section}
