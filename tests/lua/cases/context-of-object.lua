-- code: script-error
-- says: while assembling objective 'b'
-- says: content/objectives.yaml
-- says: test it first
local function assemble(ctx)
    if ctx.objective.id == "b" then
        return ctx.b.para(ctx.objective.answer.text)
    end
end
return {api = 1, assemble = assemble}
