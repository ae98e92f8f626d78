-- The words of excerpts within the cells of a table.
local quotes = {}

-- The lines of the transcript where they are known, else what was typed; nil for neither.
function quotes.place(ctx, excerpt)
    local lines = excerpt.transcript_lines
    return lines and ctx.labels.excerpt_lines .. " " .. lines or excerpt.where
end

-- The words in quotation marks, with their place, an illustrative one marked; below them what they mean.
function quotes.in_cell(ctx, excerpt)
    local b, place, translation = ctx.b, quotes.place(ctx, excerpt), excerpt.translation
    local quoted = b.para(
        b.lang(excerpt.language, "“" .. excerpt.text .. "”"),
        place and " (" .. place .. ")",
        excerpt.illustrative and b.em(" (" .. ctx.labels.illustrative .. ")"))
    return translation and {quoted, b.para(b.em(translation))} or quoted
end

return quotes
