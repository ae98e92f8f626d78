-- What documents and observations say to the same point, behind the voices; what contrasts comes last of each. What is
-- known of a document by a summary alone is told as such: nobody has reviewed it.
local words = require("words")

local function kind_of(excerpt)
    return excerpt.technique_kind == "observation" and "observations" or excerpt.document
        and (excerpt.according_to and "summaries" or "documents")
end

local function said_by(ctx, chosen, kind, contrasts)
    local b, blocks = ctx.b, {}
    for _, excerpt in ipairs(chosen) do
        if kind_of(excerpt) == kind and (excerpt.stance == "contrast") == contrasts then
            blocks[#blocks + 1] = {b.quote(excerpt), words.labelled(ctx, "narrative_note", excerpt.note)}
        end
    end
    return blocks
end

local function led_in(ctx, key, said)
    return #said > 0 and {ctx.b.para(ctx.b.label(key)), said} or nil
end

-- The blocks, or nil when there is none among the chosen excerpts.
return function(ctx, chosen, told)
    local blocks, has_voices = {}, false
    for _, excerpt in ipairs(chosen) do
        has_voices = has_voices or not kind_of(excerpt)
    end
    for _, kind in ipairs {"documents", "summaries", "observations"} do
        local key, said = "narrative_" .. kind, said_by(ctx, chosen, kind, false)
        -- The last of the three goes on from what somebody says above.
        local leads = (has_voices or #blocks > 0) and 3 or 2
        blocks[#blocks + 1] = led_in(ctx, #said > 0 and told.turn(key, leads), said)
        blocks[#blocks + 1] = led_in(ctx, key .. "_contrast", said_by(ctx, chosen, kind, true))
    end
    return #blocks > 0 and blocks or nil
end
