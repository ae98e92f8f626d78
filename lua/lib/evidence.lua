-- Which excerpts of a theme to quote.
local map = require("map")

local evidence = {}

-- The names of the groups of informants: the usual ones, then the study's own.
function evidence.groups(ctx)
    local groups = {"key", "main", "supporting"}
    for _, group in ipairs(ctx.model.sampling.groups) do
        groups[#groups + 1] = group.id
    end
    groups[#groups + 1] = "informant"
    return groups
end

-- The kind of source of an excerpt: its group or document, and its technique.
local function kind_of(excerpt)
    return (excerpt.group or "document") .. "/" .. excerpt.technique
end

local function take(chosen, used, excerpt)
    local kind = kind_of(excerpt)
    chosen[#chosen + 1] = excerpt
    chosen[excerpt.id] = true
    used[kind] = (used[kind] or 0) + 1
    used[excerpt.source_id] = (used[excerpt.source_id] or 0) + 1
end

-- How well an excerpt is quoted by its length: those of a sentence to a paragraph are first, long ones behind them; a bare
-- "Ya." is nothing to quote.
local first_words, fewest_words, most_words = 5, 2, 80

local function length_rank(excerpt)
    local count = excerpt.words
    if count > most_words then
        return 2
    end
    return count >= first_words and 1 or count >= fewest_words and 2 or 3
end

-- Those worth quoting, the best lengths first; the barest where there is nothing else.
local function by_length(excerpts)
    local ranks, ordered = {{}, {}, {}}, {}
    for _, excerpt in ipairs(excerpts) do
        local rank = ranks[length_rank(excerpt)]
        rank[#rank + 1] = excerpt
    end
    local last = #ranks[1] + #ranks[2] > 0 and 2 or 3
    for i = 1, last do
        table.move(ranks[i], 1, #ranks[i], #ordered + 1, ordered)
    end
    return ordered
end

-- The excerpts in piles, one for each kind and source. There are few of these, and may be thousands of excerpts.
local function pile(excerpts)
    local piles, by_name = {}, {}
    for position, excerpt in ipairs(excerpts) do
        local kind, source = kind_of(excerpt), excerpt.source_id
        local name = kind .. "/" .. source
        if not by_name[name] then
            by_name[name] = {kind = kind, source = source, positions = {}, next = 1}
            piles[#piles + 1] = by_name[name]
        end
        local positions = by_name[name].positions
        positions[#positions + 1] = position
    end
    return piles
end

-- The one of a kind and source that was used least; the first of several.
local function rarest(excerpts, piles, chosen, used)
    local best, least
    for _, own in ipairs(piles) do
        while own.positions[own.next] and chosen[excerpts[own.positions[own.next]].id] do
            own.next = own.next + 1
        end
        local position = own.positions[own.next]
        local weight = (used[own.kind] or 0) * 100 + (used[own.source] or 0)
        if position and (not least or weight < least or (weight == least and position < best)) then
            best, least = position, weight
        end
    end
    return best and excerpts[best]
end

-- Takes of excerpts until room are chosen, each of the kind and source that was used least.
local function spread(excerpts, room, chosen, used)
    local piles = pile(excerpts)
    while #chosen < room do
        local excerpt = rarest(excerpts, piles, chosen, used)
        if not excerpt then
            return
        end
        take(chosen, used, excerpt)
    end
end

-- Of more contrasting excerpts than `most` one of each source, an exemplar or the best by length: no voice that contrasts
-- is left out, and the others are where all quotes are.
local function of_each_source(contrasts, most)
    if #contrasts <= most then
        return contrasts
    end
    local of_source, first = {}, {}
    for pass = 1, 2 do
        for _, excerpt in ipairs(pass == 1 and contrasts or by_length(contrasts)) do
            if (pass == 2 or excerpt.exemplar) and not of_source[excerpt.source_id] then
                of_source[excerpt.source_id] = excerpt
            end
        end
    end
    for _, excerpt in ipairs(contrasts) do
        local source = excerpt.source_id
        of_source[source] = of_source[source] or excerpt
        first[#first + 1] = of_source[source] == excerpt and excerpt or nil
    end
    return first
end

-- About `most` excerpts: those that contrast, and at least half as many others. Exemplars come first, both they and
-- the others spread over informant groups, techniques and sources, of each the ones whose length is best to quote. `quoted` holds
-- the ids of those that are shown already: they count, but are not shown again.
function evidence.choose(excerpts, most, quoted)
    if #excerpts == 0 then
        return {}
    end
    local chosen, used = {}, {}
    local support, contrasts = {}, {}
    for _, excerpt in ipairs(excerpts) do
        if quoted[excerpt.id] then
            local kind = kind_of(excerpt)
            used[kind] = (used[kind] or 0) + 1
        elseif excerpt.stance == "contrast" then
            contrasts[#contrasts + 1] = excerpt
        else
            support[#support + 1] = excerpt
        end
    end
    contrasts = of_each_source(contrasts, most)
    local room = math.max(most - #contrasts, math.ceil(most / 2))
    local exemplars = map(support, function(excerpt) return excerpt.exemplar and excerpt or nil end)
    spread(exemplars, room, chosen, used)
    spread(#chosen < room and by_length(support) or {}, room, chosen, used)
    for _, excerpt in ipairs(contrasts) do
        take(chosen, used, excerpt)
    end
    return chosen
end

return evidence
