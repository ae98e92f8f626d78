-- Lists in words, and counts of things that appear more than once.
local words = {}

-- The items with a separator between them, for a paragraph or spans; nil for none.
function words.between(items, separator)
    local spans = {}
    for i, item in ipairs(items) do
        spans[#spans + 1] = i > 1 and separator or nil
        spans[#spans + 1] = item
    end
    return #spans > 0 and spans or nil
end

-- What a group of informants, or with the prefix "technique" a technique, is called: by the study, if it is its own, or by
-- the label PREFIX_NAME.
function words.group(ctx, name, prefix)
    local find = prefix == "technique" and ctx.model.own_technique or ctx.model.own_group
    local own = find(name)
    return own and tostring(own.label) or ctx.labels[prefix .. "_" .. name]
end

function words.technique(ctx, name)
    return words.group(ctx, name, "technique")
end

-- As at the beginning of a line: "Telaah dokumen".
function words.capital(text)
    return (text:gsub("^%l", string.upper))
end

-- The group of an informant or of who says an excerpt; nil where none was said, as that an informant is one is no news.
function words.told_group(ctx, object)
    local group = object.group
    return group and group ~= "informant" and words.group(ctx, group, "group") or nil
end

-- Everybody who was asked: all groups, or all informants of a study that tells none apart.
function words.everybody(ctx)
    for _, question in ipairs(ctx.model.guide.questions) do
        if #question.groups > 0 then
            return ctx.labels.group_all
        end
    end
    for _, informant in ipairs(ctx.model.informants) do
        if words.told_group(ctx, informant) then
            return ctx.labels.group_all
        end
    end
    return ctx.labels.group_everybody
end

-- "a", "a dan b", "a, b, dan c" as spans; items are texts or spans of ctx.b.
function words.list(ctx, items)
    local b = ctx.b
    local count = #items
    if count == 0 then
        return nil
    elseif count == 1 then
        return b.spans(items[1])
    elseif count == 2 then
        return b.label("narrative_pair", items[1], items[2])
    end
    local first = {}
    for i = 1, count - 1 do
        if i > 1 then
            first[#first + 1] = ", "
        end
        first[#first + 1] = items[i]
    end
    return b.label("narrative_last", b.spans(first), items[count])
end

-- A function that gives the keys KEY_1 to KEY_n in turn, each KEY by itself: sentences that recur on a page differ, by a
-- rule and not by chance.
function words.turns()
    local used = {}
    return function(key, count)
        used[key] = (used[key] or 0) % count + 1
        return key .. "_" .. used[key]
    end
end

-- "Tujuan a: Kondisi awal"
function words.objective_title(ctx, objective)
    return {ctx.labels("objective_title", objective.id, ""), objective.title}
end

-- Codes with commas between, each linked to its page; nil for none
function words.codes(ctx, codes)
    local spans = {}
    for i, code in ipairs(codes) do
        spans[2 * i - 1] = i > 1 and ", "
        spans[2 * i] = ctx.b.object(code)
    end
    return spans
end

-- Prose of the model as a list; nil for none
function words.prose_list(ctx, proses, ordered)
    local items = {ordered = ordered}
    for i, prose in ipairs(proses) do
        items[i] = prose
    end
    return #items > 0 and ctx.b.list(items) or nil
end

-- "3 dari 12"
function words.of(ctx, part, whole)
    return ctx.labels("narrative_of", part, whole)
end

-- "3 Mei 2024" for 2024-05-03, "Mei 2024" for 2024-05, a year as it is
function words.date(ctx, date)
    local year, month, day = date:match("^(%d%d%d%d)%-(%d%d)%-?(%d*)")
    if not year then
        return date
    end
    local text = ctx.labels["cite_month_" .. tonumber(month)] .. " " .. year
    return day == "" and text or tonumber(day) .. " " .. text
end

-- A number as it was typed, "22.3" or "22,3", with the decimal mark of the language; other text as it is.
function words.number(ctx, text)
    local whole, decimals = text:match("^([+-]?%d+)[.,](%d+)$")
    return whole and whole .. ctx.labels.number_decimal_mark .. decimals or text
end

-- "0,692": with so many places and the decimal mark of the language
function words.decimal(ctx, value, places)
    return (string.format("%." .. places .. "f", value):gsub("%.", ctx.labels.number_decimal_mark))
end

-- "**Label** prose": a bold word before prose; nil for no prose
function words.labelled(ctx, key, prose)
    return prose and ctx.b.run_in(ctx.b.strong(ctx.b.label(key)), prose)
end

-- What puts the works that a label cites into the list of references, where references.bib has them: {"Farmer", "2006"}
-- each, the first author's family name and the year.
function words.cited(ctx, ...)
    local found = {}
    for _, wanted in ipairs {...} do
        for _, work in ipairs(ctx.model.works) do
            local author = tostring(work.author or ""):gsub("’", "'")
            if work.year == wanted[2] and author:find(wanted[1], 1, true) == 1 then
                found[#found + 1] = work
            end
        end
    end
    return ctx.b.nocite(table.unpack(found))
end

-- "IK-01", or the name of one who wants to be named, with the code behind it
function words.speaker(informant)
    return informant.credit and informant.credit .. " (" .. informant.code .. ")" or informant.code
end

-- What a text calls an informant or a document.
function words.source(source)
    return source.type == "document" and (source.short or source.title) or words.speaker(source)
end

-- The role of an informant, or of none, if quotes may tell it.
function words.told_role(informant)
    return informant and informant.attribution ~= "code" and informant.role or nil
end

local function encoded(text)
    return (text:gsub("[^%w%-._~]", function(letter) return string.format("%%%02X", letter:byte()) end))
end

-- The page of all quotes, narrowed by {"sector", "Kesehatan"}, and further pairs: "kutipan.html?sector=Kesehatan".
function words.quotes_page(ctx, given)
    local query = {}
    for i = 1, #given, 2 do
        query[#query + 1] = given[i] .. "=" .. encoded(given[i + 1])
    end
    return ctx.labels.slug_quotes .. ".html?" .. table.concat(query, "&")
end

-- A heading of level 2, a label's text, over content; nil for no content
function words.titled(ctx, key, id, content)
    return content and {ctx.b.heading(2, ctx.b.label(key), {id = id}), content}
end

return words
