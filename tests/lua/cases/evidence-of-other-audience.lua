-- code: script-error
-- says: only checks can ask for the evidence of any audience
return {api = 1, assemble = function(ctx)
    ctx.model.evidence(ctx.objective, ctx.audience == "public" and "examiner" or "public")
end}
