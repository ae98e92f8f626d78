-- Lists in words, and counts of things that appear more than once.
local words = {}

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

-- "3 dari 12"
function words.of(ctx, part, whole)
    return ctx.labels("narrative_of", part, whole)
end

-- The same for persons, of whom a small number may not be told: "<3 dari 12"
function words.people(ctx, part, whole)
    local small = ctx.model.small_count
    local function told(count)
        return count > 0 and count < small and "<" .. small or count
    end
    return ctx.labels("narrative_of", told(part), told(whole))
end

return words
