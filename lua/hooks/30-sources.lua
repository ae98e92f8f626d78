-- Where the data of a table are from, as theses say below each table: `table_source` of study.yaml. What was made up is
-- nobody's data, and what was not collected (prior studies, definitions) has sources of its own.
local set = require("set")

local collected = set {
    "framework-matrix", "informants", "interview-matrix", "joint", "numbers", "quote-matrix", "triangulation",
}

local function source_line(spec, _, ctx)
    local source = ctx.model.study.table_source
    if not source or not collected[spec.section] or spec.illustrative then
        return nil
    end
    spec.source = spec.source or ctx.b.para(source)
    return spec
end

return {api = 1, table = source_line}
