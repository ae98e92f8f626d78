-- The abbreviations that the study declares, in the order of the alphabet, with what they stand for and mean.
local tables = require("tables")

-- "RAN PASTI" on one line
local function keep_whole(short)
    return #short <= 16 and (short:gsub(" ", "\u{A0}")) or short
end

local function section(ctx)
    local b, file, sorted, rows = ctx.b, ctx.model.abbreviations, {}, {}
    for i, abbreviation in ipairs(file.abbreviations) do
        sorted[i] = abbreviation
    end
    table.sort(sorted, function(one, other)
        local first, second = one.short:lower(), other.short:lower()
        return first < second or (first == second and one.short < other.short)
    end)
    for i, abbreviation in ipairs(sorted) do
        rows[i] = {
            keep_whole(abbreviation.short), b.lang(abbreviation.language, abbreviation.long), abbreviation.definition or false,
            of = abbreviation,
        }
    end
    return #rows > 0 and b.table {
        columns = tables.columns(ctx, {"abbreviation_short", "abbreviation_long", "abbreviation_definition"}),
        rows = rows,
        caption = b.label("abbreviation_caption"),
        label = tables.label(ctx, "abbreviations"),
        drop_empty = true,
        of = file,
    } or nil
end

return {api = 1, section = section}
