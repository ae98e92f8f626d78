-- code: none
local function assemble(ctx)
    if ctx.audience ~= "public" then
        return nil
    end
    local misi = ctx.model.find("code", "misi").triangulation
    local sources = misi.sources
    assert(#sources == 4 and sources[1].name == "key" and sources[4].name == "documents")
    assert(sources[1].standing == "support" and sources[1].excerpts == 7)
    -- What was made up supports nothing: it is counted beside the rest.
    assert(sources[2].standing == "contrast" and sources[2].contrasts == 1 and sources[2].illustrative == 1)
    assert(sources[3].standing == "silent" and sources.verdict == "dissonance")
    assert(misi.techniques.verdict == "partial" and #misi.techniques == 2)
    assert(misi.informants == 2 and misi.supporting == 1 and misi.contradicting == 1 and misi.illustrative == 1)
    assert(misi.excerpts == 9 and misi.documents == 1 and misi.paraphrased == 0)
    assert(misi.members == 3 and sources[1].members == 1 and sources[1].informants == 1)
    assert(sources[2].supporting == 0 and sources[2].contradicting == 1 and sources[4].members == 0)
    assert(misi.judged == misi.excerpts and sources[1].judged == 7)
    local plan = ctx.model.find("code", "rencana").triangulation
    assert(plan.judged == 0 and plan.excerpts == 1 and plan.sources[1].standing == "unjudged" and plan.sources.verdict == "unjudged")
    assert(plan.supporting == 0 and plan.contradicting == 0 and plan.informants == 1)
    local asked = ctx.model.evidence(ctx.model.find("code", "misi"), "public")
    assert(asked.sources[2].supporting == 0 and asked.members == 3)
    assert(ctx.model.objectives[1].evidence.excerpts >= misi.excerpts)
    assert(ctx.model.find("informant", "IK-01").criteria == nil)
    assert(ctx.trail.informants == 3 and ctx.trail.illustrative == 1 and ctx.trail.paraphrased == 1)
    assert(ctx.trail.segments == #ctx.model.excerpts - 2)
    for _, excerpt in ipairs(ctx.model.excerpts) do
        assert(excerpt.is_evidence == (excerpt.id ~= "IU-03.2" and excerpt.id ~= "DOK-01.2"))
    end
    assert(ctx.model.withholds)
    assert(not pcall(function() misi.sources.verdict = "agreement" end))
end
return {api = 1, assemble = assemble}
