-- What documents and observations say to the same point, behind the voices.
return function(ctx, chosen)
    local b, blocks = ctx.b, {}
    for _, excerpt in ipairs(chosen) do
        if excerpt.document then
            if #blocks == 0 then
                blocks[1] = b.para(b.label("narrative_documents_say"))
            end
            blocks[#blocks + 1] = b.quote(excerpt)
        end
    end
    return #blocks > 0 and blocks or nil
end
