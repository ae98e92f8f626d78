-- The board of voices: who says what to each theme, as a mark that leads to the quotes. Rows are sectors, groups, or the
-- values of an attribute of the informants.
local approaches = require("approaches")
local counts = require("counts")
local words = require("words")

local board = {}

-- A chart has so many columns at most; so many quotes are on one page.
local most_columns, most_on_a_page = 20, 200

-- What an informant counts among, by what the board tells apart: nil for nobody.
local function keys_by(by)
    if by == "sector" or by == "group" then
        return function(informant) return informant[by] end
    end
    return function(informant)
        local value = informant.values[by]
        return value ~= nil and tostring(value) or nil
    end
end

-- The rows in the order of the informants, each with its name; nil for fewer than two.
local function rows_by(ctx, by)
    local key_of, rows = keys_by(by), {}
    for _, informant in ipairs(ctx.model.informants) do
        local key = key_of(informant)
        if key and not rows[key] then
            rows[key] = by == "group" and words.group(ctx, key, "source") or key
            rows[#rows + 1] = key
        end
    end
    return #rows > 1 and rows or nil, key_of
end

-- What study.yaml chose, or what there is.
local function choose(ctx)
    local site = ctx.model.study.site
    local chosen = site and site.board
    if chosen == "none" then
        return nil
    end
    for _, by in ipairs(chosen and {chosen} or {"sector", "group"}) do
        local rows, key_of = rows_by(ctx, by)
        if rows then
            return by, rows, key_of
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
    if by == "sector" or by == "group" then
        return words.quotes_page(ctx, {"theme", theme.id, by, key}) .. anchor
    end
    return words.quotes_page(ctx, {"theme", theme.id}) .. anchor
end

local function cell(ctx, theme, by, key, voice)
    local mark, made_up = mark_of(voice), voice and voice.illustrative > 0
    local text = ctx.labels["mark_" .. mark]
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
    if by == "sector" or by == "group" then
        return ctx.labels["board_by_" .. by]
    end
    for _, attribute in ipairs(ctx.model.sampling.attributes) do
        if attribute.id == by then
            return tostring(attribute.label)
        end
    end
    return by
end

-- The board as a chart without a number; nil where the approach compares no voices, nobody is to be told apart, or
-- nobody speaks.
function board.chart(ctx)
    if not approaches.uses(ctx.model, "triangulation") then
        return nil
    end
    local by, rows, key_of = choose(ctx)
    local themes = counts.themes(ctx)
    if not by or #themes == 0 or #themes > most_columns then
        return nil
    end
    local heads, voices, points, spoken = {}, {}, {}, false
    for i, theme in ipairs(themes) do
        heads[i] = tostring(theme.label)
        voices[i] = voices_of(theme, key_of)
        spoken = spoken or next(voices[i]) ~= nil
    end
    for i, key in ipairs(rows) do
        local marks = {}
        for j, theme in ipairs(themes) do
            marks[j] = cell(ctx, theme, by, key, voices[j][key])
        end
        points[i] = {label = rows[key], marks = marks}
    end
    return spoken and ctx.b.chart {
        kind = "board",
        columns = heads,
        points = points,
        caption = ctx.b.label("board_caption", rows_name(ctx, by)),
        label = false,
        notes = ctx.labels.board_note,
        of = ctx.model.codebook,
    } or nil
end

return board
