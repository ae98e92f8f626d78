-- code: none
local function assemble(ctx)
    local model = ctx.model
    local second, codings = model.second_coding, model.second_coding.codings
    assert(second.coder == "Rekan peneliti" and second.note == nil and second.illustrative == false)
    assert(#codings == 2 and codings[1].excerpt == model.find("excerpt", "IK-01.1"))
    assert(codings[1].codes[1] == model.find("code", "misi"))
    for _, coding in ipairs(codings) do
        assert(coding.excerpt, "what is withheld is not among them")
    end
    assert(#model.find("excerpt", "IK-01.1").second_codes == 1)
    assert(#model.find("excerpt", "DOK-01.1").second_codes == 0, "the second coder saw nothing to code")
    assert(model.find("excerpt", "IK-01.2").second_codes == nil, "it was coded once")
    assert(#model.codebook_versions == 0)
    assert(not pcall(function() codings[1].codes = {} end))
end
return {api = 1, assemble = assemble}
