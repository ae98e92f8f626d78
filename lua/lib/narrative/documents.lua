-- What documents and observations say to the same point, behind the voices; what contrasts comes last of each. What is
-- known of a document by a summary alone is told as such: nobody has reviewed it.
local words = require("words")

-- What somebody says is of none. A technique of the study's own is a kind of its own.
local function kind_of(ctx, excerpt)
    local is_observed = excerpt.technique_kind == "observation"
    if excerpt.informant and not is_observed then
        return nil
    end
    local own = ctx.model.own_technique(excerpt.technique) and excerpt.technique
    return is_observed and (own or "observations") or excerpt.according_to and "summaries" or own or "documents"
end

local function said_by(ctx, chosen, kind, contrasts)
    local b, blocks = ctx.b, {}
    for _, excerpt in ipairs(chosen) do
        if kind_of(ctx, excerpt) == kind and (excerpt.stance == "contrast") == contrasts then
            blocks[#blocks + 1] = {b.quote(excerpt), words.labelled(ctx, "narrative_note", excerpt.note)}
        end
    end
    return blocks
end

local function led_in(ctx, key, said, name)
    return #said > 0 and {ctx.b.para(ctx.b.label(key, name)), said} or nil
end

-- The blocks, or nil when there is none among the chosen excerpts.
return function(ctx, chosen, told)
    local blocks, has_voices = {}, false
    for _, excerpt in ipairs(chosen) do
        has_voices = has_voices or not kind_of(ctx, excerpt)
    end
    local function add(kind, key, name)
        local said = said_by(ctx, chosen, kind, false)
        -- The last of three leads goes on from what is said above.
        local leads = (has_voices or #blocks > 0) and 3 or 2
        blocks[#blocks + 1] = led_in(ctx, #said > 0 and told.turn(key, leads), said, name)
        local contrast = (has_voices or #blocks > 0) and "_contrast" or "_contrast_alone"
        blocks[#blocks + 1] = led_in(ctx, key .. contrast, said_by(ctx, chosen, kind, true), name)
    end
    for _, kind in ipairs {"documents", "summaries", "observations"} do
        add(kind, "narrative_" .. kind)
    end
    for _, own in ipairs(ctx.model.study.techniques) do
        add(own.id, "narrative_own", tostring(own.label))
    end
    return #blocks > 0 and blocks or nil
end
