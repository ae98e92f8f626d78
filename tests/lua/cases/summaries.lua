-- code: none
-- without: rahasia
local function assemble(ctx)
    local model, examiner = ctx.model, ctx.audience == "examiner"
    local misi = model.find("code", "misi")
    local summaries = model.summaries.summaries
    assert(tostring(model.summaries.introduction) == "Ringkasan peneliti.")
    assert(#summaries == (examiner and 3 or 2) and summaries[1].type == "summary")
    assert(summaries[1].theme == misi and summaries[1].informant == model.find("informant", "IK-01"))
    assert(summaries[1].excerpts[1] == model.find("excerpt", "IK-01.1"))
    assert(model.summaries.summaries == summaries and summaries[1].illustrative == false)
    assert(#misi.summaries == (examiner and 2 or 1) and misi.summaries[1] == summaries[1])
    assert(#model.find("code", "anggaran").summaries == 1, "those of the codes below are among them")
    assert(#model.find("informant", "IK-01").summaries == 1)
    for _, summary in ipairs(summaries) do
        assert(summary.informant and summary.informant.code ~= "IU-02")
    end
    assert(not pcall(function() summaries[1].text = "" end))
    local said = {}
    for i, summary in ipairs(summaries) do
        said[i] = ctx.b.para(summary.informant.code, ": ", tostring(summary.text))
    end
    return said
end
return {api = 1, assemble = assemble}
