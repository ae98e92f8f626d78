-- What informants have of the attributes that the study declares: how many have which, and what they speak of.
local counts = require("counts")

local attributes = {}

-- A table of more categories would be too wide for a page.
local most_categories = 8

-- What stands in a cell that would point to single persons.
local hidden = "*"

-- Its name, with the unit of its bands: "Usia (tahun)".
function attributes.name(ctx, attribute)
    local unit = #attribute.bands > 0 and attribute.unit
    return ctx.b.spans(attribute.label, unit and " (" .. unit .. ")")
end

-- A category as it is printed: borders of bands have the decimal mark of the language.
function attributes.category(ctx, attribute, name)
    return #attribute.bands > 0 and name:gsub("(%d)%.(%d)", "%1" .. ctx.labels.number_decimal_mark .. "%2") or name
end

-- What an informant counts among by the attribute with that id, as text: a number without bands is itself. Nil for nobody.
function attributes.value(informant, id)
    local value = informant.categories[id] or informant.values[id]
    return value ~= nil and tostring(value) or nil
end

-- The categories of an attribute in the order of a table: its choices, its bands, or what was found, most frequent
-- first; how many informants have each; how many have any. What was made up does not count.
function attributes.tally(ctx, attribute)
    local found, order, total = {}, {}, 0
    local function count(name)
        if not found[name] then
            found[name] = 0
            order[#order + 1] = name
        end
    end
    for _, name in ipairs(attribute.categories) do
        count(name)
    end
    for _, informant in ipairs(ctx.model.informants) do
        local name = informant.categories[attribute.id]
        if name and not informant.illustrative then
            count(name)
            found[name] = found[name] + 1
            total = total + 1
        end
    end
    if #attribute.categories == 0 then
        local by_name = attribute.type == "date"
        table.sort(order, function(a, b)
            return not by_name and found[a] > found[b] or (by_name or found[a] == found[b]) and a < b
        end)
    end
    return order, found, total
end

-- How many informants with each category speak of the code in words that are evidence: {name = number}.
function attributes.speaking(attribute, code)
    local speaking, seen = {}, {}
    for _, excerpt in ipairs(code.excerpts) do
        local informant = excerpt.is_evidence and excerpt.informant
        local name = informant and not seen[informant] and informant.categories[attribute.id]
        if name then
            seen[informant] = true
            speaking[name] = (speaking[name] or 0) + 1
        end
    end
    return speaking
end

-- "3 dari 5". Where everybody may read, a cell that few are in is not told, nor one that all but few are in: who is not
-- among the many is as easily found. A category that few have says nothing at all.
local function cell(ctx, number, members)
    local fewest = counts.fewest(ctx)
    local function is_small(count)
        return count > 0 and count < fewest
    end
    if members == 0 then
        return "–"
    elseif is_small(members) or is_small(number) or is_small(members - number) then
        return hidden
    end
    return ctx.labels("narrative_of", number, members)
end

-- Codes by the categories of one attribute: columns from the second on are categories. Nil where no cell tells anything.
-- `themes` are the rows.
function attributes.crosstab(ctx, attribute, themes)
    local order, members, total = attributes.tally(ctx, attribute)
    local rows, any = {}, false
    if total == 0 or #order < 2 or #order > most_categories then
        return nil
    end
    for i, theme in ipairs(themes) do
        local speaking = attributes.speaking(attribute, theme)
        local texts, is_hidden = {}, false
        for j, name in ipairs(order) do
            texts[j] = cell(ctx, speaking[name] or 0, members[name])
            is_hidden = is_hidden or texts[j] == hidden
        end
        rows[i] = {ctx.b.object(theme), of = theme}
        -- A single cell would follow from the others, as their sum is told elsewhere.
        for j, text in ipairs(texts) do
            rows[i][j + 1] = is_hidden and hidden or text
        end
        any = any or not is_hidden and next(speaking) ~= nil
    end
    return any and rows or nil, order
end

return attributes
