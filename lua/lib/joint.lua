-- The table of a joint display: a theme in numbers and in voices, whether both say the same, and what follows from them
-- together. The section shows all rows, the narrative of an objective those of its themes.
local evidence = require("evidence")
local map = require("map")
local quotes = require("quotes")
local statistics = require("statistics")
local tables = require("tables")
local words = require("words")

-- Quotes of a row that names none.
local most_quotes = 2
local most_upright = 2

-- "Kota, 2023: 61,5 % (58–64,2)", one line for each number, below the name of its statistic.
local function number_blocks(ctx, given)
    local b, blocks = ctx.b, {}
    for i, number in ipairs(statistics.numbers(ctx, given.statistic, given.series, given.point)) do
        blocks[i] = b.para(number.name, ": ", b.strong(number.text))
    end
    return {b.para(b.em(b.object(given.statistic))), blocks}
end

local function numbers_cell(ctx, row)
    return map(row.numbers, function(given) return number_blocks(ctx, given) end)
end

local function origin(ctx, excerpt)
    local informant, document = excerpt.informant, excerpt.document
    local role = words.told_role(informant)
    local name = informant and words.speaker(informant) or document.short or document.title
    return ctx.b.spans(ctx.b.object(excerpt.source, name), role and ", " .. role)
end

-- The quotes that the row names: the researcher wants them beside the numbers, wherever else they are. Else those that the
-- rule chooses of its theme, whose words are not printed twice: what is quoted above is named.
local function voices_cell(ctx, row, printed)
    local b, blocks, above = ctx.b, {}, {}
    local is_named = #row.excerpts > 0
    local shown = is_named and row.excerpts or evidence.choose(row.theme.excerpts, most_quotes, {})
    for _, excerpt in ipairs(shown) do
        local link = b.object(excerpt, excerpt.id)
        if not is_named and printed[excerpt.id] then
            above[#above + 1] = link
        else
            blocks[#blocks + 1] = {quotes.in_cell(ctx, excerpt), b.para("(", origin(ctx, excerpt), ", ", link, ")")}
        end
    end
    blocks[#blocks + 1] = #above > 0 and b.para(b.label("joint_above", words.list(ctx, above))) or nil
    return blocks, shown
end

local function meaning_cell(ctx, row)
    return {ctx.b.para(ctx.b.strong(words.capital(ctx.labels["fit_" .. row.fit]))), row.inference}
end

-- The table of some rows of joint.yaml; nil for none. printed: the ids of the excerpts that are printed above it.
return function(ctx, given, caption, label, printed)
    local rows = {}
    for i, row in ipairs(given) do
        local voices, shown = voices_cell(ctx, row, printed)
        rows[i] = {
            ctx.b.object(row.theme), numbers_cell(ctx, row), voices, meaning_cell(ctx, row),
            of = row, illustrative = quotes.has_made_up(shown),
        }
    end
    return #rows > 0 and ctx.b.table {
        columns = tables.columns(ctx, {"table_theme", "joint_numbers", "joint_voices", "joint_meaning"}),
        rows = rows,
        caption = caption,
        label = label,
        -- A row or two leave a turned page empty.
        orientation = (ctx.for_site or #rows > most_upright) and "landscape" or nil,
        of = ctx.model.joint,
    } or nil
end
