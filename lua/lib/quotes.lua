-- The words of excerpts within the cells of a table.
local words = require("words")

local quotes = {}

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

return quotes
