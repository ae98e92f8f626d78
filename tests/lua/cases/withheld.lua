-- code: none
-- without: rahasia
local function assemble(ctx)
    local b, all = ctx.b, {}
    assert(ctx.model.find("excerpt", "IU-02.1") == nil and ctx.model.find("informant", "IU-02") == nil)
    assert(ctx.model.find("source", "IU-02") == nil)
    if ctx.audience == "public" then
        assert(ctx.model.find("informant", "IU-01") == nil)
    end
    for _, list in ipairs({ctx.model.informants, ctx.model.sampling.informants}) do
        for _, informant in ipairs(list) do
            assert(informant.code ~= "IU-02")
        end
    end
    for _, theme in ipairs(ctx.themes) do
        for _, excerpt in ipairs(theme.excerpts) do
            all[#all + 1] = b.quote(excerpt)
            all[#all + 1] = excerpt.text
        end
    end
    for _, finding in ipairs(ctx.model.findings) do
        for _, excerpt in ipairs(finding.quoted) do
            assert(excerpt.id ~= "IU-02.1")
        end
    end
    return all
end
return {api = 1, assemble = assemble}
