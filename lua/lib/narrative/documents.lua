-- What documents and observations say to the same point, behind the voices; what contrasts comes last of each.
local words = require("words")

local function said_by(ctx, chosen, observed, contrasts)
    local b, blocks = ctx.b, {}
    for _, excerpt in ipairs(chosen) do
        local is_kind = observed == (excerpt.technique == "observation") and (observed or excerpt.document)
        if is_kind and (excerpt.stance == "contrast") == contrasts then
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
    local written, observed = said_by(ctx, chosen, false, false), said_by(ctx, chosen, true, false)
    local blocks = {}
    blocks[1] = led_in(ctx, #written > 0 and told.turn("narrative_documents", 3), written)
    blocks[#blocks + 1] = led_in(ctx, "narrative_documents_contrast", said_by(ctx, chosen, false, true))
    blocks[#blocks + 1] = led_in(ctx, #observed > 0 and told.turn("narrative_observations", 3), observed)
    blocks[#blocks + 1] = led_in(ctx, "narrative_observations_contrast", said_by(ctx, chosen, true, true))
    return #blocks > 0 and blocks or nil
end
