-- The joint display of an objective, or of a study without objectives: the rows of joint.yaml about its themes.
local joint = require("joint")
local tables = require("tables")

local function rows_of(ctx)
    local is_ours, rows = {}, {}
    for _, theme in ipairs(ctx.themes) do
        is_ours[theme] = true
    end
    for _, row in ipairs(ctx.model.joint.rows) do
        rows[#rows + 1] = is_ours[row.theme] and row or nil
    end
    return rows
end

-- told: what the themes above have told.
return function(ctx, level, told)
    local labels, objective = ctx.labels, ctx.objective
    local caption = objective and ctx.b.label("narrative_joint_caption", objective.title) or labels.section_joint
    local label = tables.part_label(ctx, "narrative", "joint") .. (objective and "-" .. objective.id or "")
    local display = joint(ctx, rows_of(ctx), caption, label, told.shown)
    return display and {ctx.b.heading(level, labels.narrative_joint), display} or nil
end
