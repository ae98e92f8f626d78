-- The quotes of the matrices: which they print, and how their words stand within the cells of a table.
local any = require("any")
local approaches = require("approaches")
local counts = require("counts")
local evidence = require("evidence")
local map = require("map")
local tables = require("tables")
local words = require("words")

local quotes = {}

-- ---- which are printed ----

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
    return map(ctx.model.excerpts, function(excerpt) return #(excerpt.codes or {}) == 0 and excerpt or nil end)
end

-- All excerpts in a list of {theme, excerpts}; at the end those without a code, which have no theme.
function quotes.by_theme(ctx)
    local found = {}
    for _, code in ipairs(ctx.model.codes) do
        local excerpts = code.level == "theme" and code.excerpts or code.level == "variable" and own_excerpts(code) or {}
        found[#found + 1] = {code, excerpts}
    end
    found[#found + 1] = {nil, uncoded_excerpts(ctx)}
    return found
end

function quotes.has_made_up(excerpts)
    return any(excerpts, function(excerpt) return excerpt.illustrative end)
end

-- What the study asks a matrix to print, "all" on the site.
local function amount_of(ctx, section)
    return not ctx.for_site and tables.option(ctx, section, "quotes") or "all"
end

-- Of the excerpts of a theme those that a matrix of the appendices is to print, in the order in which they are: all, so
-- many, or exemplars (of a theme without one, the one that the rule for quotes chooses). What contrasts is among them in
-- any case. The site has all.
function quotes.chosen(ctx, section, excerpts)
    local amount = amount_of(ctx, section)
    if amount == "all" then
        return excerpts
    end
    local exemplars = counts.number(excerpts, function(excerpt) return excerpt.exemplar end)
    local wanted, kept = {}, {}
    local most = amount == "exemplar" and math.max(exemplars, 1) or tonumber(amount)
    for _, excerpt in ipairs(evidence.choose(excerpts, most, {})) do
        wanted[excerpt.id] = amount ~= "exemplar" or exemplars == 0 or excerpt.exemplar or excerpt.stance == "contrast"
    end
    for _, excerpt in ipairs(excerpts) do
        kept[#kept + 1] = (wanted[excerpt.id] or amount == "exemplar" and excerpt.exemplar) and excerpt or nil
    end
    return kept
end

-- The ids of those that the interview matrix prints: what was answered to a question, and is chosen for one of its themes.
function quotes.of_interviews(ctx)
    local ids = {}
    local function add(excerpts)
        for _, excerpt in ipairs(excerpts) do
            ids[excerpt.id] = excerpt.informant and excerpt.question and true or nil
        end
    end
    if not ctx.model.has_section("interview-matrix") then
        return ids
    elseif amount_of(ctx, "interview-matrix") == "all" then
        add(ctx.model.excerpts)
        return ids
    end
    for _, found in ipairs(quotes.by_theme(ctx)) do
        add(quotes.chosen(ctx, "interview-matrix", found[2]))
    end
    return ids
end

function quotes.chosen_note(ctx, printed, all)
    return printed < all and ctx.labels("matrix_quote_chosen", printed, all) or nil
end

-- The head of the researcher's notes: etic where the study keeps them apart from what was said.
function quotes.note_head(ctx)
    return approaches.uses(ctx.model, "emic") and "table_note" or "table_note_plain"
end

-- Few excerpts have a note: a column of their own would be empty on page after page, so notes stand below the words.
local least_share = 1 / 3
function quotes.few_notes(ctx, excerpts)
    local count = counts.number(excerpts, function(excerpt) return excerpt.note end)
    return not ctx.for_site and count < #excerpts * least_share
end

-- ---- their words ----

-- The lines of the transcript where they are known, else what was typed, with a mark where a transcript should confirm it
-- and none does; nil for neither.
function quotes.place(ctx, excerpt)
    local lines = excerpt.transcript_lines
    if excerpt.where_unconfirmed then
        return ctx.labels("excerpt_unconfirmed", excerpt.where)
    end
    if not lines then
        return excerpt.where
    end
    local is_one, name = lines:find("^%d+$"), excerpt.named_transcript
    return name and ctx.labels(is_one and "excerpt_line_of" or "excerpt_lines_of", name, lines)
        or ctx.labels[is_one and "excerpt_line" or "excerpt_lines"] .. " " .. lines
end

-- Text with the ends of its lines kept: turns of speech stand on lines of their own, as they do in a quote.
local function lines(ctx, text)
    local spans = {}
    for line in text:gmatch("[^\n]+") do
        if #spans > 0 then
            spans[#spans + 1] = ctx.b.br()
        end
        spans[#spans + 1] = line
    end
    return spans
end

-- Who says a turn: the code, the role of one who is known by it, or the word for who asks.
local function turn_speaker(ctx, excerpt, informant)
    local by_role = informant and informant.attribution == "role" and informant.role
    return informant and ctx.b.object(informant, by_role or words.speaker(informant))
        or ctx.labels[excerpt.technique_kind == "focus-group" and "turn_moderator" or "turn_interviewer"]
end

-- Turns of speech, a line for each with who says it.
local function turns(ctx, excerpt)
    local spans = {}
    for i, turn in ipairs(excerpt.turns) do
        spans[#spans + 1] = i > 1 and ctx.b.br() or nil
        spans[#spans + 1] = {turn_speaker(ctx, excerpt, turn.speaker), ": “", lines(ctx, (turn.text:gsub("%s+$", ""))), "”"}
    end
    return spans
end

-- The words in quotation marks, with their place, before it the source if that is given; source is false where the place
-- stands elsewhere; turns say who speaks themselves. Before them that they were made up, if so; below them what they mean. Those of a summary by somebody else have no marks, and say whose they are first;
-- a table that notes once that they are no direct quotes has told_once.
function quotes.in_cell(ctx, excerpt, source, told_once)
    local b, place, translation = ctx.b, source ~= false and quotes.place(ctx, excerpt), excerpt.translation
    local has_turns = #(excerpt.turns or {}) > 0
    source = not has_turns and source or nil
    place = source and place and source .. ", " .. place or source or place
    local text, teller = (excerpt.text:gsub("%s+$", "")), excerpt.according_to
    local said = has_turns and turns(ctx, excerpt) or lines(ctx, teller and text or "“" .. text .. "”")
    local quoted = b.para(
        excerpt.illustrative and b.em("(" .. ctx.labels.illustrative .. ") "),
        teller and b.em(ctx.labels(told_once and "excerpt_summary" or "excerpt_according_to", teller) .. " "),
        b.verbatim(b.lang(excerpt.language, said)),
        place and " (" .. place .. ")")
    local cell = translation and {quoted, b.para(b.em(b.verbatim(lines(ctx, translation))))} or quoted
    return excerpt.illustrative and ctx.for_site and b.group("made-up", cell) or cell
end

-- The cells for the words, as in_cell gives them, and for the note, or one for both.
function quotes.with_note(ctx, excerpt, said, shared)
    if not shared then
        return said, excerpt.note or false
    end
    return {said, words.labelled(ctx, "matrix_note", excerpt.note)}, false
end

return quotes
