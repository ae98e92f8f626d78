-- The board of voices: who says what to each theme, as a mark that leads to the quotes. Rows are sectors, groups, or the
-- values of an attribute of the informants.
local approaches = require("approaches")
local attributes = require("attributes")
local counts = require("counts")
local words = require("words")

local board = {}

-- A chart has so many columns at most; so many quotes are on one page.
local most_columns, most_rows, most_on_a_page = 20, 12, 200

local function is_built_in(by)
    return by == "sector" or by == "group"
end

local function attribute_of(ctx, by)
    for _, attribute in ipairs(ctx.model.sampling.attributes) do
        if attribute.id == by then
            return attribute
        end
    end
end

-- What an informant counts among, by what the board tells apart: nil for nobody.
local function keys_by(by)
    if is_built_in(by) then
        return function(informant) return informant[by] end
    end
    return function(informant) return attributes.value(informant, by) end
end

-- The rows, each with its name, in the order of the attribute's categories or else of the informants; nil for fewer
-- than two. Then what tells them apart, and how many informants the smallest of them has.
local function rows_by(ctx, by)
    local key_of, rows, smallest = keys_by(by), {}, nil
    local members = counts.by(ctx.model.informants, key_of)
    local attribute = attribute_of(ctx, by)
    local function add(key)
        if key and members[key] and not rows[key] then
            rows[key] = by == "group" and words.group(ctx, key, "source")
                or attribute and attributes.category(ctx, attribute, key) or key
            rows[#rows + 1] = key
            smallest = math.min(smallest or members[key], members[key])
        end
    end
    for _, category in ipairs(attribute and attribute.categories or {}) do
        add(category)
    end
    for _, informant in ipairs(ctx.model.informants) do
        add(key_of(informant))
    end
    return #rows > 1 and rows or nil, key_of, smallest
end

-- All that the study knows to tell voices apart by: nothing that would point to few informants.
local function candidates(ctx)
    local found, fewest = {}, counts.fewest(ctx)
    local function add(by)
        local rows, key_of, smallest = rows_by(ctx, by)
        if rows and (is_built_in(by) or smallest >= fewest) then
            found[#found + 1] = {by = by, rows = rows, key_of = key_of}
        end
    end
    add("sector")
    add("group")
    for _, attribute in ipairs(ctx.model.sampling.attributes) do
        add(attribute.id)
    end
    return found
end

-- What study.yaml chose, or the first of the candidates; nil: there is to be no board, or the one that was chosen would
-- point to few.
local function choose(ctx, found)
    local site = ctx.model.study.site
    local chosen = site and site.board
    if not chosen then
        return found[1]
    end
    for _, candidate in ipairs(found) do
        if candidate.by == chosen then
            return candidate
        end
    end
    return nil
end

-- key -> what those of a row say to the theme.
local function voices_of(theme, key_of)
    local voices = {}
    for _, excerpt in ipairs(theme.excerpts) do
        local key = excerpt.informant and key_of(excerpt.informant)
        if key then
            local voice = voices[key] or {excerpts = 0, judged = 0, contrasts = 0, illustrative = 0, first = excerpt}
            voices[key] = voice
            if excerpt.is_evidence then
                voice.excerpts = voice.excerpts + 1
                voice.judged = voice.judged + (excerpt.stance ~= "unjudged" and 1 or 0)
                voice.contrasts = voice.contrasts + (excerpt.stance == "contrast" and 1 or 0)
            elseif not excerpt.according_to then
                voice.illustrative = voice.illustrative + 1
            end
        end
    end
    return voices
end

-- As triangulation tells standings apart.
local function mark_of(voice)
    if not voice or voice.excerpts + voice.illustrative == 0 then
        return "silent"
    elseif voice.excerpts == 0 then
        return "illustrative"
    elseif voice.judged < voice.excerpts then
        return "unjudged"
    elseif voice.contrasts == 0 then
        return "support"
    end
    return voice.contrasts < voice.excerpts and "divided" or "contrast"
end

-- The page of all quotes, narrowed to these; without scripts, the first of them.
local function link(ctx, theme, by, key, voice)
    local anchor = #ctx.model.excerpts <= most_on_a_page and "#" .. voice.first.id or ""
    local filter = is_built_in(by) and by or "attribute-" .. by
    return words.quotes_page(ctx, {"theme", theme.id, filter, key}) .. anchor
end

-- A group that the guide does not ask about the theme.
local function is_unasked(theme, by, key)
    for _, source in ipairs(by == "group" and theme.triangulation.sources or {}) do
        if source.name == key then
            return source.standing == "unasked"
        end
    end
    return false
end

local function cell(ctx, theme, by, key, voice)
    local mark, made_up = mark_of(voice), voice and voice.illustrative > 0
    local text = ctx.labels["standing_" .. (mark == "silent" and is_unasked(theme, by, key) and "unasked" or mark)]
    if mark ~= "silent" then
        text = text .. " (" .. (mark == "illustrative" and voice.illustrative or voice.excerpts) .. ")"
    end
    if made_up and mark ~= "illustrative" then
        text = text .. "; " .. ctx.labels("count_made_up", voice.illustrative)
    end
    return {mark = mark, text = text, link = mark ~= "silent" and link(ctx, theme, by, key, voice) or nil,
        illustrative = made_up}
end

-- What the rows are: "sektor", "kelompok informan", the attribute's label.
local function rows_name(ctx, by)
    if is_built_in(by) then
        return ctx.labels["board_by_" .. by]
    end
    local attribute = attribute_of(ctx, by)
    return attribute and tostring(attribute.label) or by
end

-- One board as a chart without a number; nil where nobody speaks.
local function chart(ctx, themes, of)
    local by, rows, key_of = of.by, of.rows, of.key_of
    local heads, voices, points, spoken, made_up = {}, {}, {}, false, false
    for i, theme in ipairs(themes) do
        heads[i] = tostring(theme.label)
        voices[i] = voices_of(theme, key_of)
        spoken = spoken or next(voices[i]) ~= nil
    end
    for i, key in ipairs(rows) do
        local marks = {}
        for j, theme in ipairs(themes) do
            marks[j] = cell(ctx, theme, by, key, voices[j][key])
            made_up = made_up or marks[j].illustrative
        end
        points[i] = {label = rows[key], marks = marks}
    end
    return spoken and ctx.b.chart {
        kind = "board",
        columns = heads,
        points = points,
        caption = ctx.b.label("board_caption", rows_name(ctx, by)),
        label = false,
        notes = made_up and ctx.labels.board_note_made_up .. " " .. ctx.labels.board_note or ctx.labels.board_note,
        of = ctx.model.codebook,
    } or nil
end

-- The board, and below it folded the same voices told apart by what else the study knows of who speaks. Nil where the
-- approach compares no voices, nobody is to be told apart, or nobody speaks.
function board.blocks(ctx)
    local themes, found = counts.themes(ctx), candidates(ctx)
    local chosen = choose(ctx, found)
    if not approaches.uses(ctx.model, "triangulation") or #themes == 0 or #themes > most_columns or not chosen then
        return nil
    end
    local b, blocks = ctx.b, {chart(ctx, themes, chosen)}
    for _, other in ipairs(#blocks > 0 and found or {}) do
        local drawn = other.by ~= chosen.by and #other.rows <= most_rows and chart(ctx, themes, other)
        blocks[#blocks + 1] = drawn and
            b.group("folded", b.heading(3, b.label("board_other", rows_name(ctx, other.by))), drawn) or nil
    end
    return #blocks > 0 and blocks or nil
end

return board
