-- Which excerpts of a theme to quote.
local evidence = {}

evidence.groups = {"key", "main", "supporting"}

-- How often the kind of source of an excerpt was chosen: its group or document, its technique, itself.
local function weight(excerpt, used)
    local kind = (excerpt.group or "document") .. "/" .. excerpt.technique
    return (used[kind] or 0) * 100 + (used[excerpt.source_id] or 0), kind
end

local function take(chosen, used, excerpt)
    local _, kind = weight(excerpt, used)
    chosen[#chosen + 1] = excerpt
    chosen[excerpt.id] = true
    used[kind] = (used[kind] or 0) + 1
    used[excerpt.source_id] = (used[excerpt.source_id] or 0) + 1
end

-- The one of a kind and source that was used least; the first of several.
local function rarest(excerpts, chosen, used)
    local best, least
    for _, excerpt in ipairs(excerpts) do
        if not chosen[excerpt.id] then
            local own = weight(excerpt, used)
            if not least or own < least then
                best, least = excerpt, own
            end
        end
    end
    return best
end

-- At most `most` excerpts, but all that contrast. Exemplars come first, then whatever spreads the choice over informant
-- groups and techniques. `quoted` holds the ids of those that are shown already: they count, but are not shown again.
function evidence.choose(excerpts, most, quoted)
    if #excerpts == 0 then
        return {}
    end
    local chosen, used = {}, {}
    local support, contrasts = {}, {}
    for _, excerpt in ipairs(excerpts) do
        if quoted[excerpt.id] then
            local _, kind = weight(excerpt, used)
            used[kind] = (used[kind] or 0) + 1
        elseif excerpt.stance == "contrast" then
            contrasts[#contrasts + 1] = excerpt
        else
            support[#support + 1] = excerpt
        end
    end
    local room = most - #contrasts
    for _, excerpt in ipairs(support) do
        if excerpt.exemplar and #chosen < room then
            take(chosen, used, excerpt)
        end
    end
    while #chosen < room and #chosen < #support do
        take(chosen, used, rarest(support, chosen, used))
    end
    for _, excerpt in ipairs(contrasts) do
        take(chosen, used, excerpt)
    end
    return chosen
end

return evidence
