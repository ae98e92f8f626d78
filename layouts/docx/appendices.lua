-- pandoc's filter for the Word document of the appendices: turned pages, footnotes.
-- rId9 is the name that pandoc gives the footer of the reference document.  Sizes are those of that document too: A4,
-- 4 cm at the binding, 3 cm elsewhere, in twentieths of a point.

local function section_end(size, margins)
  return pandoc.RawBlock("openxml",
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact" /><w:sectPr>'
    .. '<w:footerReference w:type="default" r:id="rId9" /><w:pgSz ' .. size .. ' /><w:pgMar ' .. margins
    .. ' w:header="720" w:footer="720" w:gutter="0" /></w:sectPr></w:pPr></w:p>')
end

local function portrait_end()
  return section_end('w:w="11906" w:h="16838"', 'w:top="1701" w:right="1701" w:bottom="1701" w:left="2268"')
end

-- The top of a turned page is at the binding.
local function landscape_end()
  return section_end('w:w="16838" w:h="11906" w:orient="landscape"',
    'w:top="2268" w:right="1701" w:bottom="1701" w:left="1701"')
end

local notes = {}

local function keep_note(div)
  if div.classes:includes("note") then
    notes["#" .. div.identifier] = div.content
    return {}
  end
end

local function put_note(link)
  if notes[link.target] then
    return pandoc.Note(notes[link.target])
  end
end

local function turn(div)
  if div.classes:includes("landscape") then
    local blocks = pandoc.List({ portrait_end() })
    blocks:extend(div.content)
    blocks:insert(landscape_end())
    return blocks
  end
end

return { { Div = keep_note }, { Link = put_note }, { Div = turn } }
