-- Joint display: all rows of joint.yaml.
local joint = require("joint")
local tables = require("tables")

local function section(ctx)
    local file = ctx.model.joint
    local display = joint(ctx, file.rows, ctx.labels.section_joint, tables.label(ctx, "joint"), {})
    return display and {file.introduction, display} or nil
end

return {api = 1, section = section}
