-- The prior studies of the synthesis that share a theme, and whether the findings here agree with them.
local directions = {"supports", "extends", "contrasts", "unjudged"}

-- "Waliyudin dkk. (2022) di Kabupaten Kuningan, yang menemukan bahwa ..."
local function study_in_words(ctx, study, relation)
    local b = ctx.b
    local name = study.work and b.cite(study.work.key, {narrative = true}) or study.authors .. " (" .. study.year .. ")"
    local place = study.place and ctx.labels("narrative_prior_place", study.place)
    return b.spans(name, place and " " .. place, relation.point and b.label("narrative_prior_point", relation.point))
end

-- More than so many are a list: a sentence of eight studies is read by nobody.
local most_in_sentence = 2

-- With semicolons between, as places have commas of their own.
local function in_a_row(ctx, items)
    local spans = {}
    for i, item in ipairs(items) do
        spans[2 * i - 1] = i > 1 and "; "
        spans[2 * i] = item
    end
    return ctx.b.spans(table.unpack(spans))
end

return function(ctx, theme, told)
    local b, by_direction, blocks = ctx.b, {}, {}
    for _, prior in ipairs(ctx.derived["05-relations"].prior_of[theme.id] or {}) do
        local direction = prior.relation.direction or "unjudged"
        local items = by_direction[direction] or {}
        items[#items + 1] = study_in_words(ctx, prior.study, prior.relation)
        by_direction[direction] = items
    end
    for _, direction in ipairs(directions) do
        local items = by_direction[direction]
        if items and #items > most_in_sentence then
            local key = told.turn("narrative_prior_several_" .. direction, 2)
            blocks[#blocks + 1] = {b.para(b.label(key)), b.list(items)}
        elseif items then
            local key = told.turn("narrative_prior_" .. direction, 2)
            blocks[#blocks + 1] = b.para(b.label(key, in_a_row(ctx, items)))
        end
    end
    return #blocks > 0 and blocks or nil
end
