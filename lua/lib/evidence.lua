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

-- How well an excerpt is quoted by its length: those of a sentence to a paragraph are first, shorter and long ones behind
-- them; a bare "Ya." is nothing to quote. Lengths begin behind these numbers of words, and each has its rank.
local bounds, ranks, barest = {1, 4, 80}, {[0] = 3, 2, 1, 2}, 3

local function length_of(excerpt)
    local count, length = excerpt.words, 0
    while bounds[length + 1] and count > bounds[length + 1] do
        length = length + 1
    end
    return length
end

-- Those worth quoting, the best lengths first; the barest where there is nothing else.
local function by_length(excerpts)
    local found, ordered = {{}, {}, {}}, {}
    for _, excerpt in ipairs(excerpts) do
        local rank = found[ranks[length_of(excerpt)]]
        rank[#rank + 1] = excerpt
    end
    local last = #found[1] + #found[2] > 0 and 2 or barest
    for i = 1, last do
        table.move(found[i], 1, #found[i], #ordered + 1, ordered)
    end
    return ordered
end

-- The excerpts whose ids are keys of that table.
function evidence.among(excerpts, ids)
    if type(excerpts) ~= "table" then
        return excerpts:among(ids)
    end
    return map(excerpts, function(excerpt) return ids[excerpt.id] and excerpt or nil end)
end

-- The other excerpts in piles: positions of those that are alike, first to last. The lists of the model, which may hold
-- thousands, are piled as a whole.
local function piles_of(excerpts, shown)
    local piles = type(excerpts) ~= "table" and excerpts:piles(bounds, shown) or {}
    for position, excerpt in ipairs(type(excerpts) == "table" and excerpts or {}) do
        piles[#piles + 1] = not shown[excerpt.id] and {
            group = excerpt.group, technique = excerpt.technique, source_id = excerpt.source_id,
            contrasts = excerpt.stance == "contrast", exemplar = excerpt.exemplar, length = length_of(excerpt), position,
        } or nil
    end
    for _, own in ipairs(piles) do
        own.kind, own.rank, own.next = kind_of(own), ranks[own.length], 1
    end
    return piles
end

local function take(chosen, used, excerpt)
    local kind = kind_of(excerpt)
    chosen[#chosen + 1] = excerpt
    chosen[excerpt.id] = true
    used[kind] = (used[kind] or 0) + 1
    used[excerpt.source_id] = (used[excerpt.source_id] or 0) + 1
end

-- The pile of the kind and source that was used least; of several the one whose next excerpt has the best length, if
-- has_rank, and then comes first.
local function rarest(piles, used, has_rank)
    local best, least, lowest
    for _, own in ipairs(piles) do
        local weight = (used[own.kind] or 0) * 100 + (used[own.source_id] or 0)
        local rank, position = has_rank and own.rank or 0, own[own.next]
        if position and (not best or weight < least or weight == least
            and (rank < lowest or rank == lowest and position < best[best.next])) then
            best, least, lowest = own, weight, rank
        end
    end
    return best
end

-- Takes from the piles of excerpts until room are chosen.
local function spread(excerpts, piles, room, chosen, used, has_rank)
    while #chosen < room do
        local own = rarest(piles, used, has_rank)
        if not own then
            return
        end
        take(chosen, used, excerpts[own[own.next]])
        own.next = own.next + 1
    end
end

-- Those of the piles that are worth quoting; the barest where there is nothing else.
local function worth_quoting(piles)
    local worth = map(piles, function(own) return own.rank < barest and own or nil end)
    return #worth > 0 and worth or piles
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

-- In their order.
local function excerpts_of(excerpts, piles)
    local positions = {}
    for _, own in ipairs(piles) do
        table.move(own, 1, #own, #positions + 1, positions)
    end
    table.sort(positions)
    return map(positions, function(position) return excerpts[position] end)
end

-- About `most` excerpts: those that contrast, and at least half as many others. Exemplars come first, both they and
-- the others spread over informant groups, techniques and sources, of each the ones whose length is best to quote. `quoted` holds
-- the ids of those that are shown already: they count, but are not shown again.
function evidence.choose(excerpts, most, quoted)
    local chosen, used, exemplars, support, against = {}, {}, {}, {}, {}
    for _, excerpt in ipairs(evidence.among(excerpts, quoted)) do
        local kind = kind_of(excerpt)
        used[kind] = (used[kind] or 0) + 1
    end
    for _, own in ipairs(piles_of(excerpts, quoted)) do
        local piles = own.contrasts and against or support
        piles[#piles + 1] = own
        exemplars[#exemplars + 1] = own.exemplar and not own.contrasts and own or nil
    end
    local contrasts = of_each_source(excerpts_of(excerpts, against), most)
    local room = math.max(most - #contrasts, math.ceil(most / 2))
    spread(excerpts, exemplars, room, chosen, used, false)
    spread(excerpts, worth_quoting(support), room, chosen, used, true)
    for _, excerpt in ipairs(contrasts) do
        take(chosen, used, excerpt)
    end
    return chosen
end

return evidence
