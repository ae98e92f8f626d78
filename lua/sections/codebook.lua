-- The codes: what each means, when it is used, and how often it was.
local counts = require("counts")
local tables = require("tables")
local words = require("words")

-- "12 kutipan; 5 dari 11 informan"
local function frequency(ctx, code)
    local found = code.triangulation
    local people = found.members > 0 and "; " .. ctx.labels("count_informants", found.informants, found.members)
    return counts.excerpts(ctx, found) .. (people or "")
end

local function use(ctx, code)
    return {
        words.labelled(ctx, "claim_judged", code.claim),
        words.labelled(ctx, "codebook_when_to_use", code.when_to_use),
        words.labelled(ctx, "codebook_when_not_to_use", code.when_not_to_use),
        words.labelled(ctx, "codebook_example", code.anchor_example),
    }
end

-- A variable heads the codes below it.
local function variable_row(ctx, code, columns)
    local b = ctx.b
    return tables.group_row(columns, {b.para(b.strong(code.label)), code.definition, use(ctx, code)}, code.id, code)
end

local function code_row(ctx, code)
    local b = ctx.b
    local label = b.para(code.level == "subtheme" and "– ", b.object(code))
    return {{label, code.id}, code.definition or false, use(ctx, code), frequency(ctx, code), id = code.id, of = code,
        illustrative = code.triangulation.illustrative > 0}
end

local function section(ctx)
    local b, rows = ctx.b, {}
    local columns = tables.columns(ctx, {
        {"table_code", 0.18}, {"table_definition", 0.27}, {"table_use", 0.40}, {"table_frequency", 0.15},
    })
    for i, code in ipairs(ctx.model.codes) do
        rows[i] = code.level == "variable" and variable_row(ctx, code, columns) or code_row(ctx, code)
    end
    return b.table {
        columns = columns,
        rows = rows,
        caption = b.label("section_codebook"),
        label = tables.label(ctx, "codebook"),
        orientation = "landscape",
        drop_empty = true,
        illustrative = ctx.trail.illustrative > 0,
        of = ctx.model.codebook,
    }
end

return {api = 1, section = section}
