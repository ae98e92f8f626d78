-- What the variables of the study mean, with their indicators and aspects.
local approaches = require("approaches")
local map = require("map")
local tables = require("tables")

-- "**Misi:** text"
local function defined(ctx, definition)
    return ctx.b.run_in(ctx.b.strong(definition.label, ":"), definition.definition)
end

-- The definition itself, then its indicators, each with its aspects as a list.
local function meaning(ctx, definition)
    local blocks = {definition.definition or false}
    for _, indicator in ipairs(definition.indicators) do
        local aspects = map(indicator.aspects, function(aspect) return defined(ctx, aspect) end)
        blocks[#blocks + 1] = defined(ctx, indicator)
        blocks[#blocks + 1] = #aspects > 0 and ctx.b.list(aspects) or nil
    end
    return blocks
end

local function section(ctx)
    local b, file, rows = ctx.b, ctx.model.definitions, {}
    local head = approaches.defines(ctx.model) and "table_variable" or "table_concept"
    for i, definition in ipairs(file.variables) do
        local code = definition.code
        rows[i] = {
            i, code and b.object(code, definition.label) or definition.label, meaning(ctx, definition), of = definition,
        }
    end
    return #rows > 0 and b.table {
        columns = tables.columns(ctx, {"table_number", head, "table_conceptual_definition"}),
        rows = rows,
        caption = file.caption or b.label("section_definitions"),
        label = tables.label(ctx, "definitions"),
        source = file.source,
        drop_empty = true,
        of = file,
    } or nil
end

return {api = 1, section = section}
