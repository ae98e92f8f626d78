-- What tables of counts have in common.
local counts = {}

-- A callout that so many of all excerpts were made up; nil where none was.
function counts.warning(ctx)
    local made_up, all = ctx.trail.illustrative, ctx.trail.segments
    return made_up > 0 and ctx.b.callout("illustrative", nil, ctx.labels("counts_illustrative", made_up, all)) or nil
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

return counts
