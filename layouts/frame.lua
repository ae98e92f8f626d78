-- What layouts are given (layouts/README.md lists the names), made from the model and from what the program knows of
-- the report. The file returns a function for each folder of layouts. It is called once, with `known` and `tools`, and
-- returns what all files are given, and a function that makes from what is known of one page what that page is given.

local function text(value)
    return value or ""
end

-- "3 Mei 2024", when what is published was changed last; without such a date, the year of the study.
local function version(info, tools)
    local last = ""
    for _, change in ipairs(info.changes) do
        last = change.date > last and change.date or last
    end
    local year, month, day = last:match("^(%d+)-(%d+)-(%d+)$")
    return year and tonumber(day) .. " " .. tools.labels["cite_month_" .. tonumber(month)] .. " " .. year or text(info.year)
end

local function study_values(known, tools)
    local info = tools.model.study
    return {
        title = text(info.title),
        subtitle = text(info.subtitle),
        researcher = text(info.researcher),
        institution = text(info.institution),
        faculty = text(info.faculty),
        program = text(info.program),
        place = text(info.place),
        year = text(info.year),
        approach = text(info.approach),
        method = text(info.method),
        language = known.language,
        version = version(info, tools),
        is_proposal = info.evidence == "proposal",
    }
end

-- The pages of the site

local function entry(page, title)
    return {title = title, language = title == page.title and page.language or "", path = page.path, file = page.file}
end

local function menu_below(pages, parent, group, levels)
    local items = {}
    for _, page in ipairs(pages) do
        if page.menu ~= "" and page.parent == parent and page.group == group then
            local item = entry(page, page.menu)
            item.items = levels > 1 and menu_below(pages, page.number, group, levels - 1) or {}
            items[#items + 1] = item
        end
    end
    return items
end

local function navigation(known, tools)
    local groups = {}
    for _, name in ipairs(known.groups) do
        local items = menu_below(known.pages, 1, name, 2)
        if #items > 0 then
            groups[#groups + 1] = {id = name, title = tools.labels["menu_group_" .. name], items = items}
        end
    end
    return groups
end

-- Sets `before` and `after` of each page: the home page first, then group by group; what stands apart is in no order.
local function set_neighbours(known)
    local order = {}
    local function take(group)
        for _, page in ipairs(known.pages) do
            if not page.apart and page.group == group then
                order[#order + 1] = page
            end
        end
    end
    take("")
    for _, name in ipairs(known.groups) do
        take(name)
    end
    for i, page in ipairs(order) do
        page.before, page.after = order[i - 1], order[i + 1]
    end
end

-- From the home page down to the page above.
local function breadcrumbs(pages, page)
    local entries = {}
    local above = pages[page.parent]
    while above do
        table.insert(entries, 1, entry(above, above.menu ~= "" and above.menu or above.title))
        above = pages[above.parent]
    end
    return entries
end

-- How a page is cited, and what programs are told of it

-- "Aminah, S. (2024). *Judul* [Proposal penelitian, Universitas X]. Nama situs. https://..."
local function apa(page, address, site, known, tools)
    local info = tools.model.study
    local kind = tools.labels[info.evidence == "proposal" and "cite_proposal" or "cite_report"]
    local year = info.year and "(" .. info.year .. "). " or ""
    local rest = " [" .. kind
    if info.institution then
        rest = rest .. ", " .. info.institution
    end
    rest = rest .. "]."
    if page.kind ~= "home" then
        rest = rest .. " " .. site.title .. "."
    end
    if address ~= "" then
        rest = rest .. " " .. address
    end
    local title = tools.em(page.title)
    if known.author == "" then
        return tools.spans(title, ". " .. year, rest)
    end
    local stop = known.author:sub(-1) == "." and " " or ". "
    return tools.spans(known.author .. stop .. year, title, rest)
end

-- A field of BibTeX, the characters that mean something to TeX escaped.
local function field(name, open, value, close)
    if not value or value == "" then
        return ""
    end
    value = value:gsub("[{}\\~^]", ""):gsub("[&%%$#_]", "\\%0")
    return "  " .. name .. " = " .. open .. value .. close .. ",\n"
end

local function bibtex(page, address, site, known, tools)
    local info = tools.model.study
    local first = tools.slug(known.author ~= "" and known.author or site.title):match("^[^-]*")
    local name = tools.slug(page.file):gsub("-html$", "")
    return "@misc{" .. first .. text(info.year) .. "-" .. name .. ",\n"
        .. field("author", "{", known.author, "}")
        .. field("title", "{{", page.title, "}}")
        .. field("year", "{", info.year, "}")
        .. field("howpublished", "{", site.title, "}")
        .. field("institution", "{", info.institution, "}")
        .. (address ~= "" and "  url = {" .. address .. "},\n" or "")
        .. "}\n"
end

local function organization(info, tools)
    return info.institution and tools.data("@type", "CollegeOrUniversity", "name", info.institution) or nil
end

-- The researcher; where nobody is named, nobody is made the author, least of all the university.
local function author(info, tools)
    local institution = organization(info, tools)
    return info.researcher and tools.data("@type", "Person", "name", info.researcher, "affiliation", institution) or nil
end

-- schema.org: what the page is.
local function json_ld(page, given, meta, site, known, tools)
    local info, data = tools.model.study, tools.data
    local is_data = page.kind == "section" and given.downloads
    local is_list = page.kind == "list"
    local files = {}
    for _, stem in ipairs(is_data or {}) do
        local address = (known.base ~= "" and known.base .. "/" or given.root) .. stem
        files[#files + 1] = data("@type", "DataDownload", "encodingFormat", "text/csv", "contentUrl", address .. ".csv")
        files[#files + 1] =
            data("@type", "DataDownload", "encodingFormat", "application/json", "contentUrl", address .. ".json")
    end
    return data(
        "@context", "https://schema.org",
        "@type", is_data and "Dataset" or is_list and "WebPage" or "ScholarlyArticle",
        "name", page.title,
        "headline", not is_data and not is_list and page.title or nil,
        "description", meta.description,
        "inLanguage", known.language,
        "datePublished", info.year,
        "url", meta.address,
        is_data and "creator" or "author", author(info, tools),
        "sourceOrganization", not info.researcher and organization(info, tools) or nil,
        "creativeWorkStatus", info.evidence == "proposal" and tools.labels.cite_proposal or nil,
        "spatialCoverage", info.place and data("@type", "Place", "name", info.place),
        "isAccessibleForFree", true,
        "isPartOf", page.kind ~= "home"
            and data("@type", "WebSite", "name", site.title, "url", known.base ~= "" and known.base .. "/" or nil) or nil,
        "distribution", is_data and files or nil
    )
end

local function html(known, tools)
    local info, pages = tools.model.study, known.pages
    local settings = info.site or {}
    local site = {
        title = settings.title or text(info.title),
        description = text(settings.description),
        base_url = text(settings.base_url),
        footer = text(settings.footer),
        language = known.language,
        search = false,
    }
    for number, page in ipairs(pages) do
        page.number = number
        page.in_menu = page.menu ~= ""
        site.search = site.search or page.layout == "find" and page.path
    end
    set_neighbours(known)

    local function address(path)
        return known.base ~= "" and known.base .. "/" .. (path == "index.html" and "" or path) or ""
    end

    local function page_values(given)
        local page = pages[given.number]
        local image = settings.base_url and settings.image or given.card
        local meta = {
            description = given.description,
            address = address(page.file),
            image = image ~= "" and address(image) or "",
            image_text = settings.image and site.title or given.card_text,
            is_card = not settings.image and image ~= "",
            apart = page.apart,
        }
        meta.apa = apa(page, meta.address, site, known, tools)
        meta.bibtex = bibtex(page, meta.address, site, known, tools)
        meta.data = json_ld(page, given, meta, site, known, tools)
        return {
            page = {
                title = page.title,
                heading = page.heading,
                path = page.path,
                file = page.file,
                kind = page.kind,
                in_menu = page.in_menu,
                group = page.group,
                description = page.description,
                illustrative = page.illustrative,
                untranslated = page.untranslated,
            },
            vars = given.vars,
            body = given.body,
            toc = given.toc,
            breadcrumbs = breadcrumbs(pages, page),
            previous = page.before and entry(page.before, page.before.title) or false,
            next = page.after and entry(page.after, page.after.title) or false,
            languages = given.languages,
            root = given.root,
            meta = meta,
            qr = given.qr,
        }
    end

    return {
        site = site,
        study = study_values(known, tools),
        nav = navigation(known, tools),
        policy = known.policy,
        dataset = known.dataset,
        feed = known.feed,
    }, page_values
end

-- The appendices

-- In cm; each that is not given is as the paper has it.
local function margins(given, paper)
    local usual = paper == "a4" and {left = 4, right = 3, top = 3, bottom = 3}
        or {left = 2.5, right = 2, top = 2.5, bottom = 2}
    local result = {}
    for side, centimetres in pairs(usual) do
        result[side] = string.format("%g", given[side] or centimetres)
    end
    return result
end

local function latex(known, tools)
    local given = tools.model.study.appendix or {}
    local size = given.font_size or 10
    local height = size * 1.2
    return {
        study = study_values(known, tools),
        settings = {
            continuation = given.continuation or tools.labels.appendix_continuation,
            font_size = math.tointeger(size) or size,
            line_height = math.tointeger(height) or height,
            number_by_chapter = given.number_by_chapter or false,
            heading = given.heading or "chapter",
            numbering = given.numbering or "letters",
            later_pages = given.later_pages or "headed",
            caption = given.caption or "center",
            paper = given.paper or "a4",
            margins = margins(given.margins or {}, given.paper or "a4"),
            font = given.font or "latin-modern",
            line_spacing = given.line_spacing or "single",
            page_number = given.page_number or "below",
            chapter = given.chapter or "none",
            biblatex = given.citations == "biblatex",
            mathematics = known.mathematics,
            final = known.final,
        },
        appendices = known.appendices,
    }
end

return {html = html, latex = latex}
