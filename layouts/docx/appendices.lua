-- pandoc's filter for the Word document of the appendices: what HTML has no word for, or Word another one.
-- It runs where reference/ lies, the reference document in parts.

local function openxml(text)
  return pandoc.RawInline("openxml", text)
end

local function styled(style, blocks)
  return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = style }))
end

local function has_class(element, class)
  return element.classes:includes(class)
end

-- ---- footnotes ----

local notes = {}

local function keep_note(div)
  if has_class(div, "note") then
    notes["#" .. div.identifier] = div.content
    return {}
  end
end

local function put_note(link)
  if notes[link.target] then
    return pandoc.Note(notes[link.target])
  end
end

-- ---- pages ----

-- address: of a file beside the document.
local function read(address)
  local name = address:gsub("%%(%x%x)", function(digits) return string.char(tonumber(digits, 16)) end)
  local file = io.open(name, "rb")
  local bytes = file and file:read("a")
  if file then
    file:close()
  end
  return bytes
end

-- What the reference document says of its pages, without their headers and footers: pandoc renames those.
local function read_page()
  local document = read("reference/word/document.xml") or ""
  local section = document:match(".*<w:sectPr[^>]*>(.-)</w:sectPr>") or ""
  return (section:gsub("<w:headerReference.->", ""):gsub("<w:footerReference.->", ""):gsub(">%s+<", "><"))
end

local BESIDE = 1 -- inch for a caption and a heading

-- What a picture may take of a page, in inches: upright, and where it lies on its side.
local function read_rooms()
  local page = read_page()
  local function span(size, before, after)
    local function value_of(name)
      return tonumber(page:match(" w:" .. name .. '="(%d+)"')) or 0
    end
    return (value_of(size) - value_of(before) - value_of(after)) / 1440
  end
  local across, down = span("w", "left", "right"), span("h", "top", "bottom")
  if across <= 0 or down <= BESIDE then -- a document that says nothing of its pages: A4 with margins as usual
    across, down = 396 / 72, 600 / 72 + BESIDE
  end
  return { upright = { width = across, height = down - BESIDE }, turned = { width = down, height = across - BESIDE } }
end

local rooms = read_rooms()

local function room_of(image)
  return rooms[image.classes:includes("turned") and "turned" or "upright"]
end

local function mark_turned(div)
  if has_class(div, "landscape") then
    return pandoc.walk_block(div, { Image = function(image)
      image.classes:insert("turned")
      return image
    end })
  end
end

-- ---- pictures ----

local PIXELS = 300 -- to an inch, in drawings

local function png_size(bytes)
  if bytes:sub(1, 8) == "\137PNG\r\n\26\n" and #bytes >= 24 then
    return string.unpack(">I4I4", bytes, 17)
  end
end

local function gif_size(bytes)
  if bytes:sub(1, 4) == "GIF8" and #bytes >= 10 then
    return string.unpack("<I2I2", bytes, 7)
  end
end

-- Segments follow each other up to the one that holds the size.
local function jpeg_size(bytes)
  local at = bytes:sub(1, 2) == "\255\216" and 3 or #bytes
  while at + 8 <= #bytes and bytes:byte(at) == 255 do
    local kind, length = string.unpack(">BI2", bytes, at + 1)
    if kind >= 0xC0 and kind <= 0xCF and kind ~= 0xC4 and kind ~= 0xC8 and kind ~= 0xCC then
      local height, width = string.unpack(">I2I2", bytes, at + 5)
      return width, height
    end
    at = at + 2 + length
  end
end

-- Drawings have the size that they are made for, other pictures their share of the line or their own, no larger than a page.
local function set_size(image)
  local bytes = read(image.src)
  if not bytes then
    return nil
  end
  local width, height = png_size(bytes)
  if not width then width, height = gif_size(bytes) end
  if not width then width, height = jpeg_size(bytes) end
  if width and width > 0 and height > 0 then
    local is_ours = image.src:match("^drawings/")
    local share = (image.attributes.width or ""):match("^([%d.]+)%%$")
    local room = room_of(image)
    local wanted = share and room.width * share / 100 or width / 96
    local inches = is_ours and width / PIXELS or math.min(wanted, room.width, room.height * width / height)
    image.attributes.width = string.format("%.3fin", inches)
    return image
  end
end

-- TeX that comes as code. Of MathML pandoc would make TeX first, and could not read its own where words stand in cases.
local function set_mathematics(code)
  if has_class(code, "math") then
    return pandoc.Math(has_class(code, "display") and "DisplayMath" or "InlineMath", code.text)
  end
end

-- pandoc puts this in place of a picture that is not there.
local function bracket(span)
  if has_class(span, "image") or has_class(span, "placeholder") then
    return pandoc.Emph({ pandoc.Str("["), pandoc.Span(span.content), pandoc.Str("]") })
  end
end

-- The number of a work in the list of references hangs in front of it.
local function hang_label(block)
  for i = 1, math.min(2, #block.content - 1) do -- what others link to may come first
    local label, space = block.content[i], block.content[i + 1]
    if label.t == "Span" and has_class(label, "label") and space.t == "Space" then
      block.content[i + 1] = openxml("<w:r><w:tab /></w:r>")
      return block
    end
  end
end

-- The picture, or else what is there instead.
local function choose(div)
  if not has_class(div, "drawing") then
    return nil
  end
  local shown = false
  pandoc.walk_block(div.content[1], { Image = function() shown = true end })
  if shown then
    return div.content[1]
  end
  div.content:remove(1)
  return div.content
end

-- ---- languages ----

-- Word checks the spelling of languages as they are written somewhere.
local regions = { id = "id-ID", en = "en-US" }

local language -- of the document

local function name_region(meta)
  language = meta.lang and pandoc.utils.stringify(meta.lang)
  meta.lang = regions[language] or language
  return meta
end

local from_right = { ar = true, fa = true, he = true, ur = true }

-- docx_finish.c tells the style its language.
local function mark_language(span)
  local language = span.attributes.lang
  if language then
    span.attributes.lang = nil
    span.attributes.dir = from_right[language:match("^%a+")] and "rtl" or nil
    span.attributes["custom-style"] = "Language " .. (regions[language] or language)
    return span
  end
end

local function mark_block_language(div)
  local language = div.attributes.lang
  if language then
    local function mark(block)
      block.content = { mark_language(pandoc.Span(block.content, pandoc.Attr("", {}, { lang = language }))) }
      return block
    end
    return pandoc.walk_block(div, { Para = mark, Plain = mark, Header = mark }).content
  end
end

-- ---- lists ----

-- 1) and not 1.
local function set_parenthesis(div)
  if has_class(div, "parenthesis") then
    local list = div.content[1]
    local attributes = list.listAttributes
    attributes.delimiter = "OneParen"
    list.listAttributes = attributes
    return list
  end
end

-- ---- tables ----

local BULLET = "Table Bullet"

-- In a narrow cell pandoc's lists are indented too far: these paragraphs have bullets by their style.
local function flatten(list)
  local paragraphs = pandoc.List()
  for _, item in ipairs(list.content) do
    for position, block in ipairs(item) do
      local style = block.t == "Div" and block.attributes["custom-style"]
      if position == 1 and (block.t == "Plain" or block.t == "Para") then
        paragraphs:insert(styled(BULLET, { pandoc.Para(block.content) }))
      elseif style == BULLET then
        paragraphs:insert(styled(BULLET .. " 2", block.content))
      elseif block.t == "Plain" or block.t == "Para" then
        paragraphs:insert(styled("Table Continue", { pandoc.Para(block.content) }))
      else
        paragraphs:insert(block)
      end
    end
  end
  return paragraphs
end

-- The row stays with what follows it.
local function keep_row(row)
  local cells = row.cells
  for _, cell in ipairs(cells) do
    cell.contents = cell.contents:map(function(block)
      local is_text = block.t == "Plain" or block.t == "Para"
      return is_text and styled("Table Kept", { pandoc.Para(block.content) }) or block
    end)
  end
  row.cells = cells
end

-- A row of one cell is a heading within the table.
local function keep_headings(rows, columns)
  for _, row in ipairs(rows) do
    if columns > 1 and #row.cells > 0 and row.cells[1].col_span == columns then
      keep_row(row)
    end
  end
  return rows
end

local function keep_last_row(table)
  local bodies = table.bodies
  local rows = bodies[#bodies].body
  if #rows > 0 then
    keep_row(rows[#rows])
    bodies[#bodies].body = rows
    table.bodies = bodies
  end
end

local SHORT_ROWS, SHORT_TEXT = 6, 900 -- letters: a third of a page at most

local CELL = 0.16 -- inches that Word keeps free beside what a cell holds

-- Pictures are no wider than their column. Returns whether there are some.
local function fit_pictures(rows, colspecs)
  local found = false
  for _, row in ipairs(rows) do
    local cells, column = row.cells, 1
    for _, cell in ipairs(cells) do
      local share = 0
      for i = column, column + cell.col_span - 1 do
        share = share + (tonumber(colspecs[i][2]) or 1 / #colspecs)
      end
      column = column + cell.col_span
      cell.contents = pandoc.walk_block(pandoc.Div(cell.contents), { Image = function(image)
        local inches = tonumber((image.attributes.width or ""):match("^([%d.]+)in$"))
        local width = room_of(image).width * share - CELL
        found = true
        if inches and inches > width then
          image.attributes.width = string.format("%.3fin", width)
          return image
        end
      end }).content
    end
    row.cells = cells
  end
  return found
end

-- A short table stays on one page: all its rows but the last are kept with the next.
local function keep_short(rows, table, has_pictures)
  if not has_pictures and #rows <= SHORT_ROWS and #pandoc.utils.stringify(table) <= SHORT_TEXT then
    for position = 1, #rows - 1 do
      keep_row(rows[position])
    end
  end
  return rows
end

local function arrange(table)
  local arranged = pandoc.walk_block(table, { BulletList = flatten })
  local bodies = arranged.bodies
  for _, body in ipairs(bodies) do
    local rows = keep_headings(body.body, #arranged.colspecs)
    local has_pictures = fit_pictures(rows, arranged.colspecs)
    body.body = keep_short(rows, table, has_pictures)
  end
  arranged.bodies = bodies
  if table.attr.classes:includes("small") then
    return { pandoc.RawBlock("openxml", "<!--small table-->"), arranged }
  end
  return arranged
end

-- Notes stay with their table. Before a text Word leaves no room below a table.
local function follow_tables(blocks)
  for position = 2, #blocks do
    local table, block = blocks[position - 1], blocks[position]
    if table.t == "Table" and block.t == "Para" then
      blocks[position] = styled("First Paragraph", { block })
    elseif table.t == "Table" and block.t == "Div" and block.attributes["custom-style"] == "Table Note" then
      keep_last_row(table)
      blocks[position - 1] = table
    end
  end
  return blocks
end

-- ---- numbers and lists of them ----

local function begin_field(code)
  return openxml('<w:r><w:fldChar w:fldCharType="begin" /></w:r><w:r><w:instrText xml:space="preserve"> ' .. code
    .. ' </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate" /></w:r>')
end

local function end_field()
  return openxml('<w:r><w:fldChar w:fldCharType="end" /></w:r>')
end

-- A label as it can stand in a field.
local function field_label(label)
  return (label:gsub('[%s"\\<>&]+', "_"))
end

-- What can be referred to by number: "#anchor" -> the bookmark around the number, and the number's text.
local numbered = {}
local bookmarks = {} -- by their names
local bookmark_count = 0

-- Word hides bookmarks of such names, as it makes them itself. pandoc numbers its own from 20 on.
local function bookmark(anchor, text, switches)
  bookmark_count = bookmark_count + 1
  local entry = {
    name = string.format("_Ref%08d", bookmark_count), id = 1000000 + bookmark_count, text = text, switches = switches,
  }
  numbered["#" .. anchor] = entry
  bookmarks[entry.name] = entry
  return entry
end

local function begin_bookmark(entry)
  return openxml(string.format('<w:bookmarkStart w:id="%d" w:name="%s" />', entry.id, entry.name))
end

local function end_bookmark(entry)
  return openxml(string.format('<w:bookmarkEnd w:id="%d" />', entry.id))
end

-- Captions begin with their anchor.
local function mark_numbers(inlines)
  local anchor
  for _, inline in ipairs(inlines) do
    if inline.t == "Span" and inline.identifier ~= "" then
      anchor = anchor or inline.identifier
    elseif inline.t == "Span" and has_class(inline, "number") and anchor then
      inline.attributes.bookmark = bookmark(anchor, pandoc.utils.stringify(inline), "").name
      return inlines
    end
  end
end

local function mark_title(header)
  if header.level == 1 then
    local mark = header.content[1]
    if mark and mark.t == "Span" and has_class(mark, "mark") then
      mark.attributes.bookmark = bookmark(header.identifier, pandoc.utils.stringify(mark), " \\n").name
      header.content[1] = mark
      return header
    end
  end
end

local last_numbers = {}

-- Word knows captions by such fields, and counts on when one is added or taken away. A number that does not follow the
-- one before (the first of an appendix, or where one is left out) is set: it stays what it is in the site and the PDF.
local function number_caption(span)
  local before, number = pandoc.utils.stringify(span):match("^(.-)(%d+)$")
  if has_class(span, "number") and number then
    local series = field_label(span.attributes.series)
    local follows = tonumber(number) == (last_numbers[series] or 0) + 1
    local code = "SEQ " .. series .. " \\* ARABIC" .. (follows and "" or " \\r " .. number)
    last_numbers[series] = tonumber(number)
    local inlines = pandoc.List({ begin_field(code), pandoc.Str(number), end_field() })
    if before ~= "" then
      inlines:insert(1, pandoc.Str(before))
    end
    local entry = bookmarks[span.attributes.bookmark]
    if entry then
      inlines:insert(1, begin_bookmark(entry))
      inlines:insert(end_bookmark(entry))
    end
    return inlines
  end
end

local present = {} -- places in this document

local function find_places(doc)
  local function add(element)
    present["#" .. element.identifier] = true
  end
  pandoc.walk_block(pandoc.Div(doc.blocks), { Span = add, Div = add, Header = add })
end

-- A link that begins with the number of what it leads to: Word keeps that number up to date. In the document of one
-- appendix what leads to another is its words alone.
local function refer(link)
  if link.target:sub(1, 1) == "#" and not present[link.target] then
    return link.content
  end
  local entry = numbered[link.target]
  local text = pandoc.utils.stringify(link)
  if not entry or text:sub(1, #entry.text) ~= entry.text or text:match("^%d", #entry.text + 1) then
    return nil
  end
  local inlines = pandoc.List({
    begin_field("REF " .. entry.name .. entry.switches .. " \\h"), pandoc.Str(entry.text), end_field(),
  })
  if #text > #entry.text then
    inlines:insert(pandoc.Link(text:sub(#entry.text + 1), link.target))
  end
  return inlines
end

-- pandoc's name of the bookmark of an anchor.
local function bookmark_name(anchor)
  return #anchor <= 40 and anchor or "X" .. pandoc.utils.sha1(anchor):sub(2)
end

-- The page of a place. It is known only when the pages are: Word and LibreOffice tell it on opening.
local function tell_page(span)
  if not has_class(span, "page") then
    return nil
  end
  local link = span.content[1]
  if not link or not present[link.target] then
    return {}
  end
  local inlines = link.content
  inlines:extend({
    begin_field("PAGEREF " .. bookmark_name(link.target:sub(2)) .. " \\h"), pandoc.Str("…"), end_field(),
  })
  return inlines
end

-- Words of a heading or a caption, without what can stand only in one place.
local function plain(inlines)
  local function open(element)
    return element.content
  end
  local function drop()
    return {}
  end
  local kept = pandoc.walk_inline(pandoc.Span(inlines), { Span = open, Link = open, Note = drop, RawInline = drop })
  return kept.content
end

local function first_anchor(inlines)
  local anchor
  pandoc.walk_inline(pandoc.Span(inlines), {
    Span = function(span)
      if span.identifier ~= "" then
        anchor = anchor or span.identifier
      end
    end,
  })
  return anchor
end

-- Everything that a list can be made of: kind -> entries.
local function collect(doc)
  local found = { appendices = pandoc.List(), tables = pandoc.List(), figures = pandoc.List() }
  local function add(kind, inlines, anchor)
    if anchor then
      found[kind]:insert(pandoc.Para({ pandoc.Link(plain(inlines), "#" .. anchor) }))
    end
  end
  doc.blocks:map(function(block)
    return pandoc.walk_block(pandoc.Div({ block }), {
      Header = function(header)
        if header.level == 1 then
          add("appendices", header.content, header.identifier)
        end
      end,
      Table = function(table)
        local caption = table.caption.long[1]
        if caption then
          add("tables", caption.content, first_anchor(caption.content))
        end
      end,
      Div = function(div)
        if div.attributes["custom-style"] == "Image Caption" then
          add("figures", div.content[1].content, first_anchor(div.content[1].content))
        end
      end,
    })
  end)
  return found
end

local styles = { appendices = "toc 1", tables = "table of figures", figures = "table of figures" }

-- Links now; page numbers come when Word is asked to update the field.
local function write_list(div, found)
  local kind = div.classes[2]
  local entries = found[kind]
  if #entries == 0 then
    return {}
  end
  local code = kind == "appendices" and [[TOC \o "1-1" \h \z]]
    or [[TOC \h \z \c "]] .. field_label(div.attributes.series) .. '"'
  entries[1].content:insert(1, begin_field(code))
  entries[#entries].content:insert(end_field())
  return { styled("TOC Heading", div.content), styled(styles[kind], entries) }
end

-- ---- sections ----

-- A paragraph that takes no room, with further properties.
local function thin_paragraph(properties)
  return pandoc.RawBlock("openxml",
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact" />' .. properties
    .. '</w:pPr></w:p>')
end

-- The page lies on its left side: what was left is the top then.
local function turn_page(page)
  local function value_of(tag)
    return function(name)
      return tag:match("%sw:" .. name .. '="(.-)"') or "0"
    end
  end
  local function turn_size(tag)
    local value = value_of(tag)
    return string.format('<w:pgSz w:w="%s" w:h="%s" w:orient="landscape" />', value("h"), value("w"))
  end
  local function turn_margins(tag)
    local value = value_of(tag)
    return string.format('<w:pgMar w:top="%s" w:right="%s" w:bottom="%s" w:left="%s" w:header="%s" w:footer="%s" '
      .. 'w:gutter="0" />', value("left"), value("top"), value("right"), value("bottom"), value("header"),
      value("footer"))
  end
  if not page:match("<w:pgSz ") or not page:match("<w:pgMar ") then
    return page
  end
  return (page:gsub("<w:pgSz .->", turn_size):gsub("<w:pgMar .->", turn_margins))
end

-- generator/typeset/docx_finish.c puts headers and footers in place of the comment. The cover has none.
local function section(kind)
  local page = read_page()
  return "<w:sectPr>" .. (kind == "cover" and "" or "<!--headers and footers-->")
    .. (kind == "landscape" and turn_page(page) or page) .. "</w:sectPr>"
end

-- Word numbers the titles itself: the words of the number go, and a bookmark tells where they were.
local formats = { ["%d+"] = "decimal", ["%u"] = "upperLetter" }
local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["-"] = "&#45;" }
local headings -- of the first title: how it is numbered

local function number_title(header)
  local mark = header.content[1]
  local entry = header.level == 1 and mark and mark.t == "Span" and bookmarks[mark.attributes.bookmark]
  if not entry then
    return nil
  end
  local word, number = entry.text:gsub("[&<>\"-]", escapes):match("^(.-)%s*(%w+)$")
  for pattern, format in pairs(formats) do
    if number:match("^" .. pattern .. "$") then
      headings = headings or string.format("%s %d %s", format, mark.attributes.position, word)
    end
  end
  header.content:remove(1)
  local first = header.content[1]
  if first and first.t == "Str" then
    header.content[1] = pandoc.Str((first.text:gsub("^%.", "")))
    if header.content[1].text == "" then
      header.content:remove(1)
    end
  end
  while header.content[1] and header.content[1].t == "Space" do
    header.content:remove(1)
  end
  header.content:insert(1, begin_bookmark(entry))
  header.content:insert(1, openxml("<!--title-->"))
  header.content:insert(end_bookmark(entry))
  return header
end

-- Words that lead to a quote or a list stay on its page. In cells there is no room to lose, so this is of the text alone.
local function keep_leads(blocks)
  local is_list = { BulletList = true, OrderedList = true, BlockQuote = true }
  for position = 1, #blocks - 1 do
    local block, follower = blocks[position], blocks[position + 1]
    local is_quote = follower.t == "Div" and follower.attributes["custom-style"] == "Block Text"
    if block.t == "Para" and (is_quote or is_list[follower.t]) then
      blocks[position] = styled("Lead", { block })
    end
  end
  return blocks
end

-- Codes ("IK-05.1") and dates stay whole: docx_finish.c makes hyphens of Word's that do not break of these. One that
-- begins a paragraph cannot break, and keeps a hyphen that Word's search finds. Ranges ("10–12") may break: no sign behind
-- a dash holds in both Word and LibreOffice, and each would be in the way of a search.
local LONGEST_CODE = 16

local function keep_codes(block)
  local is_first = true
  return pandoc.walk_block(block, {
    Str = function(word)
      local begins = is_first and word.text:find("%w")
      is_first = is_first and not begins
      if not begins and word.text:find("%-") and not word.text:find("/") then
        return pandoc.Str((word.text:gsub("%w[%w.]*%-[%w.-]*%w", function(code)
          return code:find("%d") and #code <= LONGEST_CODE and code:gsub("%-", "\u{2011}") or code
        end)))
      end
    end,
  })
end

-- Neighbours that are turned the same way share a section.
local function assemble(doc)
  local found = collect(doc)
  doc.blocks = keep_leads(pandoc.walk_block(pandoc.Div(doc.blocks), { Header = number_title }).content)
  local blocks = pandoc.List()
  local kind, is_empty, has_cover = "portrait", true, false
  local function turn(wanted)
    if wanted ~= kind and not is_empty then
      blocks:insert(thin_paragraph(section(kind)))
      is_empty = true
    end
    kind = wanted
  end
  for _, block in ipairs(doc.blocks) do
    local content = { block }
    if block.t == "Div" and has_class(block, "cover") then
      has_cover, kind, content = true, "cover", { styled("Cover", block.content) }
    elseif block.t == "Div" and has_class(block, "landscape") then
      turn("landscape")
      content = block.content
    else
      turn("portrait")
      if block.t == "Div" and has_class(block, "contents") then
        content = write_list(block, found)
      end
    end
    blocks:extend(content)
    is_empty = is_empty and #content == 0
  end
  -- Word wants a paragraph in the end, and would add one of its own.
  if blocks[#blocks].t == "Table" then
    blocks:insert(thin_paragraph(""))
  end
  -- docx_finish.c numbers the titles and writes decimals by this.
  blocks:insert(1, pandoc.RawBlock("openxml", "<!--document " .. (language or "en") .. " " .. (headings or "none 1") .. "-->"))
  -- docx_finish.c takes away what pandoc writes before the blocks where they have no title page.
  if not has_cover then
    blocks:insert(1, pandoc.RawBlock("openxml", "<!--no title-->"))
  end
  -- docx_finish.c moves this to where pandoc has a section of its own.
  blocks:insert(pandoc.RawBlock("openxml", "<!--last section-->" .. section(kind)))
  doc.blocks = blocks
  return doc
end

return {
  { Div = mark_turned },
  { Code = set_mathematics, Div = keep_note },
  { Link = put_note, Image = set_size, Span = bracket },
  { Div = choose },
  { Div = set_parenthesis, Para = hang_label, Plain = hang_label },
  { Span = mark_language, Div = mark_block_language, Meta = name_region },
  { Table = arrange, Blocks = follow_tables },
  { Pandoc = find_places },
  { Inlines = mark_numbers, Header = mark_title },
  { Span = tell_page },
  { Span = number_caption, Link = refer },
  { Para = keep_codes, Plain = keep_codes },
  { Pandoc = assemble },
}
