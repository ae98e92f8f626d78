-- What tables of counts have in common.
local words = require("words")

local counts = {}

-- A callout that so many of all excerpts were made up; nil where none was.
function counts.warning(ctx)
    local made_up, all = ctx.trail.illustrative, ctx.trail.segments
    return made_up > 0 and ctx.b.callout("illustrative", nil, ctx.labels("counts_illustrative", made_up, all)) or nil
end

-- How many excerpts contrast; of those that were judged, where not all were.
function counts.contrasts(ctx, found)
    if found.judged == found.excerpts then
        return found.contrasts
    elseif found.judged == 0 then
        return ctx.labels.stance_unjudged
    end
    return ctx.labels("count_contrasts_of_judged", found.contrasts, found.judged)
end

-- The themes of the codebook, in its order.
function counts.themes(ctx)
    local themes = {}
    for _, code in ipairs(ctx.model.codes) do
        if code.level == "theme" then
            themes[#themes + 1] = code
        end
    end
    return themes
end

-- What a reader of a chart can do, which on paper is less: the label "KEY_site" or "KEY_print".
function counts.chart_note(ctx, key)
    return ctx.labels[key .. (ctx.audience == "public" and "_site" or "_print")]
end

-- Whether interviews still bring new codes, in words; `found` is model.saturation.
function counts.saturation(ctx, found)
    local labels, threshold = ctx.labels, found.threshold
    local needed = found.base_size + found.run_length
    local verdict = labels.numbers_not_reached
    if #found < needed then
        verdict = labels("numbers_too_few", #found, needed)
    elseif found.reached then
        -- Guest and others tell the run apart: "4+2".
        verdict = labels("numbers_reached", found.reached, found.reached - found.run_length .. "+" .. found.run_length)
    end
    local rule = labels("numbers_rule", found.base_size, found.run_length)
    local limit = words.decimal(ctx, threshold, threshold == math.floor(threshold) and 0 or 1)
    return verdict .. " " .. rule .. " " .. labels("numbers_rule_threshold", limit)
end

return counts
