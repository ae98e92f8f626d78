-- Where the data of a table are from, as theses say below each table: `table_source` of study.yaml. What was made up is
-- nobody's data, and what was not collected (prior studies, definitions, the documents) has sources of its own.
local set = require("set")
local tables = require("tables")

local collected = set {
    "framework-matrix", "informants", "interview-matrix", "joint", "narrative", "numbers", "quote-matrix", "triangulation",
}

local function source_line(spec, _, ctx)
    local source = ctx.model.study.table_source
    local is_own = spec.label ~= tables.part_label(ctx, "informants", "documents")
    if not source or not collected[spec.section] or not is_own or spec.illustrative then
        return nil
    end
    -- The word is printed before any source, so one that was typed goes.
    local word = ctx.labels.word_source .. ":"
    local text = source:sub(1, #word):lower() == word:lower() and source:sub(#word + 1):gsub("^%s+", "") or source
    spec.source = spec.source or ctx.b.para(text)
    return spec
end

return {api = 1, table = source_line}
