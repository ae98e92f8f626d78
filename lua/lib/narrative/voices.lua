-- What informants say on a theme: grouped by what they were asked, each voice led in, short words run into the sentence,
-- longer ones as quotes, with the researcher's reading behind them; those that contrast follow as an answer to the others.
local words = require("words")

-- Up to so many letters on one line, words run into the sentence; but not a bare "Ya, sudah.", which says nothing there
-- unless the researcher chose or read it, and not the first voice of a theme, which shows where the words are from.
local longest_in_line = 70
local fewest_words, fewest_read = 3, 2

local function is_short(excerpt)
    return #excerpt.text <= longest_in_line and not excerpt.text:find("\n.") and not excerpt.translation
        and excerpt.words >= ((excerpt.exemplar or excerpt.note) and fewest_read or fewest_words)
end

-- "IK-04 (informan kunci, Pendidikan)": the code, or the name of who wants it, and what this audience may know. Who was
-- introduced is called by the code or name alone.
local function speaker(ctx, excerpt, introduced)
    local b, informant = ctx.b, excerpt.informant
    local known = {informant.credit and informant.code}
    if introduced[informant.code] then
        return b.object(informant, informant.credit or informant.code)
    end
    introduced[informant.code] = true
    known[#known + 1] = words.told_group(ctx, informant)
    known[#known + 1] = informant.sector
    local name = b.object(informant, informant.credit or informant.code)
    return #known > 0 and b.spans(name, " (", table.concat(known, ", "), ")") or name
end

-- The sentence before a quote. Who has just spoken, and not with others, adds to it. Two that support the finding need not agree with each
-- other, so nothing is said of that. A voice that contrasts answers the one before, or else the finding that it was judged
-- by.
local function lead_key(excerpt, before, told)
    before = before and #before.speakers < 2 and before or nil
    local goes_on = before and before.source_id == excerpt.source_id and before.stance == excerpt.stance
    if excerpt.technique_kind == "document" then
        return excerpt.stance == "contrast" and not goes_on and "narrative_writes_contrast" or "narrative_writes"
    end
    if excerpt.stance == "contrast" and not goes_on then
        if before and before.source_id == excerpt.source_id then
            return "narrative_but_too"
        end
        return before and before.stance == "support" and told.turn("narrative_but", 3)
            or before and before.stance == "contrast" and told.turn("narrative_contrasting_too", 3)
            or told.has_finding and told.turn("narrative_against", 2) or told.turn("narrative_contrasting", 2)
    elseif before and before.source_id == excerpt.source_id then
        return told.turn("narrative_adds", 3)
    end
    return told.turn("narrative_says", 6)
end

-- Words run in: “dititip” (contoh rekaan; IK-04.2)
local function in_line(ctx, excerpt, lead)
    local b = ctx.b
    return b.para(lead, " ",
        excerpt.illustrative and b.em("(" .. ctx.labels.illustrative .. ") "),
        b.mention(excerpt, b.lang(excerpt.language, "“" .. (excerpt.text:gsub("%s+$", "")) .. "”")))
end

-- Those who talk with each other in an excerpt; nil where one alone speaks.
local function in_conversation(ctx, excerpt)
    local names, seen = {}, {}
    for _, turn in ipairs(excerpt.turns or {}) do
        if turn.speaker and not seen[turn.speaker.code] then
            seen[turn.speaker.code] = true
            names[#names + 1] = ctx.b.object(turn.speaker, words.speaker(turn.speaker))
        end
    end
    return #names > 1 and words.list(ctx, names) or nil
end

local function voice(ctx, excerpt, before, position, told)
    local b, talkers = ctx.b, in_conversation(ctx, excerpt)
    local lead = talkers and b.label("narrative_conversation_" .. excerpt.technique_kind, talkers)
        or b.label(lead_key(excerpt, before, told), speaker(ctx, excerpt, told.introduced))
    local blocks = {
        position > 1 and not told.as_quotes and is_short(excerpt) and in_line(ctx, excerpt, lead) or {b.para(lead), b.quote(excerpt)},
        words.labelled(ctx, "narrative_note", excerpt.note),
    }
    return ctx.for_site and excerpt.illustrative and b.group("made-up", blocks) or blocks
end

-- The question before what was said to it.
local function asked(ctx, group, number, told)
    local question, made_up = group.question, ctx.for_site
    for _, excerpt in ipairs(group) do
        made_up = made_up and excerpt.illustrative
    end
    local key = question and (number == 1 and told.turn("narrative_asked_first", 3) or told.turn("narrative_asked_next", 3))
    local said = question and ctx.b.para(ctx.b.label(key, tostring(question.text)))
    return made_up and said and ctx.b.group("made-up", said) or said
end

-- In groups of one question each, as first asked; those without one come last.
local function by_question(excerpts)
    local groups, of_question, unasked = {}, {}, nil
    for _, excerpt in ipairs(excerpts) do
        local question = excerpt.question
        local group = question and of_question[question] or not question and unasked
        if not group then
            group = {question = question}
            if question then
                of_question[question] = group
                groups[#groups + 1] = group
            else
                unasked = group
            end
        end
        group[#group + 1] = excerpt
    end
    groups[#groups + 1] = unasked
    return groups
end

-- Those that contrast go behind the others; what one source says stays together.
local function in_order(group)
    local ordered = {}
    for _, contrasts in ipairs {false, true} do
        local sources, of_source = {}, {}
        for _, excerpt in ipairs(group) do
            if (excerpt.stance == "contrast") == contrasts then
                local id = excerpt.source_id
                if not of_source[id] then
                    sources[#sources + 1], of_source[id] = id, {}
                end
                table.insert(of_source[id], excerpt)
            end
        end
        for _, id in ipairs(sources) do
            table.move(of_source[id], 1, #of_source[id], #ordered + 1, ordered)
        end
    end
    return ordered
end

-- Behind so many that contrast with a theme, the others are named: no voice of them is left out, but nobody reads twelve in
-- a row. So is a bare "Ya.", wherever it stands.
local most_contrasts = 4

local function is_named(excerpt, contrasts)
    local is_bare = #(excerpt.turns or {}) == 0 and excerpt.words < fewest_read
    return excerpt.stance == "contrast" and not excerpt.exemplar and (contrasts >= most_contrasts or is_bare)
end

-- "Berpandangan lain juga K05 (K05.1) dan K07 (K07.2, K07.3)."
local function named(ctx, excerpts)
    local b, speakers, of_speaker, items = ctx.b, {}, {}, {}
    for _, excerpt in ipairs(excerpts) do
        local speaker_of = excerpt.informant
        if not of_speaker[speaker_of] then
            speakers[#speakers + 1], of_speaker[speaker_of] = speaker_of, {}
        end
        local links = of_speaker[speaker_of]
        links[#links + 1] = #links > 0 and ", " or nil
        links[#links + 1] = b.object(excerpt, excerpt.id)
    end
    for i, who in ipairs(speakers) do
        items[i] = b.spans(b.object(who, words.speaker(who)), " (", b.spans(table.unpack(of_speaker[who])), ")")
    end
    return #items > 0 and b.para(b.label("narrative_contrasting_others", words.list(ctx, items))) or nil
end

-- The blocks, or nil when no informant is among the chosen excerpts. told.introduced: whom the themes above introduced,
-- by code; told.as_quotes: whether none is run into a sentence; told.has_finding: a finding of the theme that is no draft is printed above; told.turn: see words.turns.
return function(ctx, chosen, told)
    local spoken, blocks, position, contrasts, others = {}, {}, 0, 0, {}
    for _, excerpt in ipairs(chosen) do
        if excerpt.informant and excerpt.technique_kind ~= "observation" then
            spoken[#spoken + 1] = excerpt
        end
    end
    for i, group in ipairs(by_question(spoken)) do
        local before
        for _, excerpt in ipairs(in_order(group)) do
            if is_named(excerpt, contrasts) then
                others[#others + 1] = excerpt
            else
                blocks[#blocks + 1] = not before and asked(ctx, group, i, told) or nil
                position, contrasts = position + 1, contrasts + (excerpt.stance == "contrast" and 1 or 0)
                blocks[#blocks + 1] = voice(ctx, excerpt, before, position, told)
                before = excerpt
            end
        end
    end
    blocks[#blocks + 1] = named(ctx, others)
    return #blocks > 0 and blocks or nil
end
