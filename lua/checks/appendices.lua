-- What `appendices` of study.yaml lists: sections, pages and scans, and which quotes they print.

-- Of section, page and file there must be one.
local function check_kind(model, report, entry)
    local kinds = 0
    for _, key in ipairs {"section", "page", "file"} do
        kinds = kinds + (model.lacks(entry, key) and 0 or 1)
    end
    if kinds ~= 1 then
        report:error(entry, kinds == 0 and report:text("the appendix is made of nothing")
            or report:text("the appendix is made of more than one thing"),
            report:text("write one of 'section: NAME', 'page: ID' and 'file: NAME'"), "bad-appendix")
    end
end

-- all, exemplar, or a number from 1.
local function check_amount(model, report, record)
    local amount = record.quotes
    if amount and amount ~= "all" and amount ~= "exemplar" and not amount:find("^%s*%+?0*[1-9]%d*$") then
        report:error(model.place(record, "quotes"),
            report:text("'quotes' is 'all', 'exemplar', or how many of each theme, but '{1}' was found", amount),
            report:text("write 'quotes: exemplar' for those marked as exemplars, 'quotes: 5' for up to five"),
            "unknown-value")
    end
end

-- What belongs to one kind of appendix, in another.
local function check_keys(model, report, entry)
    local prints_quotes = entry.section == "quote-matrix" or entry.section == "interview-matrix"
    if not model.lacks(entry, "quotes") and not prints_quotes then
        report:error(model.place(entry, "quotes"), report:text("only 'quote-matrix' and 'interview-matrix' have 'quotes'"),
            report:text("remove it here"), "bad-appendix")
    end
    if not model.lacks(entry, "site") and not entry.file then
        report:error(model.place(entry, "site"), report:text("only a file has 'site'"),
            report:text("remove it: sections and pages are in the site anyway"), "bad-appendix")
    end
end

-- Words of quotes on a page of a matrix, and more pages than anybody leafs through.
local words_on_page, most_pages = 570, 30

-- Where nobody said how many quotes the matrices print, it is all of them that somebody may read.
local function check_length(model, report, info)
    local chosen = info.quotes or not (model.has_section("quote-matrix") or model.has_section("interview-matrix"))
    local words, number = 0, 0
    for _, entry in ipairs(info.appendices) do
        chosen = chosen or entry.quotes
    end
    for _, excerpt in ipairs(chosen and {} or model.excerpts) do
        if excerpt.readers ~= "none" then
            words, number = words + excerpt.words, number + 1
        end
    end
    local pages = words // words_on_page
    if pages >= most_pages then
        report:note(model.place(info), report:text("the matrices print all {1} quotes, on some {2} pages", number, pages),
            report:text("'quotes: exemplar' or 'quotes: 8' in content/study.yaml prints a choice; with 'quotes: all' this is not asked"),
            "many-quotes")
    end
end

-- Sections that are listed twice are found with all such lists.
local function check_twice(report, entry, name, seen)
    if name and seen[name] then
        report:error(entry, report:text("'{1}' appears twice in '{2}'", name, "appendices"),
            report:text("take one of them out"), "listed-twice")
    end
    seen[name or ""] = true
end

-- The results as a chapter say what the appendix of them says.
local function check_chapter(model, report, info, sections)
    local settings = info.appendix
    if settings and settings.chapter ~= "none" and #info.appendices > 0 and not sections.narrative then
        report:error(model.place(settings, "chapter"),
            report:text("there is no chapter of results without 'narrative' among the appendices"),
            report:text("add it to 'appendices'; the thesis need not take that file"), "bad-appendix")
    end
end

local function lint(model, report)
    local info, sections, seen = model.study, {}, {}
    check_amount(model, report, info)
    for _, entry in ipairs(info.appendices) do
        sections[entry.section or ""] = true
        check_kind(model, report, entry)
        check_amount(model, report, entry)
        check_keys(model, report, entry)
        check_twice(report, entry, entry.page and entry.page.id, seen)
        check_twice(report, entry, entry.file, seen)
    end
    check_chapter(model, report, info, sections)
    check_length(model, report, info)
end

return {api = 1, partial = true, lint = lint}
