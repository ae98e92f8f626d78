-- The list of the research objectives: what each asks, its answer, its themes.
local words = require("words")

local function summary(ctx, objective)
    local b = ctx.b
    return {
        b.heading(2, b.object(objective, words.objective_title(ctx, objective))),
        objective.statement,
        words.labelled(ctx, "home_answer", objective.answer),
        b.para(ctx.labels.home_themes, words.codes(ctx, objective.codes)),
    }
end

local function section(ctx)
    local blocks = {ctx.model.general or false}
    for _, objective in ipairs(ctx.model.objectives) do
        blocks[#blocks + 1] = summary(ctx, objective)
    end
    return blocks
end

return {api = 1, section = section}
