-- code: none
local function assemble(ctx)
    if ctx.audience ~= "public" then
        return nil
    end
    local misi = ctx.model.find("code", "misi").triangulation
    local sources = misi.sources
    assert(#sources == 4 and sources[1].name == "key" and sources[4].name == "documents")
    assert(sources[1].standing == "support" and sources[1].excerpts == 7)
    assert(sources[2].standing == "divided" and sources[2].contrasts == 1)
    assert(sources[3].standing == "silent" and sources.verdict == "partial")
    assert(misi.techniques.verdict == "partial" and #misi.techniques == 2)
    assert(misi.informants == 2 and misi.supporting == 2 and misi.contradicting == 1 and misi.illustrative == 1)
    assert(misi.members == 3 and sources[1].members == 1 and sources[1].informants == 1)
    assert(sources[2].supporting == 1 and sources[2].contradicting == 1 and sources[4].members == 0)
    assert(misi.judged == misi.excerpts and sources[1].judged == 7)
    local plan = ctx.model.find("code", "rencana").triangulation
    assert(plan.judged == 0 and plan.excerpts == 1 and plan.sources[1].standing == "unjudged" and plan.sources.verdict == "unjudged")
    assert(plan.supporting == 0 and plan.contradicting == 0 and plan.informants == 1)
    local asked = ctx.model.evidence(ctx.model.find("code", "misi"), "public")
    assert(asked.sources[2].supporting == 1 and asked.members == 3)
    assert(ctx.model.objectives[1].evidence.excerpts >= misi.excerpts)
    assert(ctx.model.find("informant", "IK-01").criteria == nil)
    assert(ctx.trail.informants == 3 and ctx.trail.segments == #ctx.model.excerpts)
    assert(not pcall(function() misi.sources.verdict = "agreement" end))
end
return {api = 1, assemble = assemble}
