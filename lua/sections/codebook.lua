-- The codes: what each means, when it is used, and how often it was.
local counts = require("counts")
local map = require("map")
local tables = require("tables")
local words = require("words")

-- "12 kutipan; 5 dari 11 informan"
local function frequency(ctx, code)
    local found = code.triangulation
    local people = found.members > 0 and "; " .. ctx.labels("count_informants", found.informants, found.members)
    return ctx.b.spans(counts.excerpts(ctx, found), people)
end

local function use(ctx, code)
    return {
        words.labelled(ctx, "claim_judged", code.claim),
        words.labelled(ctx, "narrative_expected", code.expectation),
        words.labelled(ctx, "codebook_when_to_use", code.when_to_use),
        words.labelled(ctx, "codebook_when_not_to_use", code.when_not_to_use),
        words.labelled(ctx, "codebook_example", code.anchor_example),
    }
end

-- "Dahulu: bantuan (digabung)"
local function formerly(ctx, code)
    local b, names = ctx.b, {}
    for i, former in ipairs(code.formerly) do
        names[2 * i - 1] = i > 1 and ", "
        names[2 * i] = {former.label or former.id, " (", ctx.labels["code_" .. former.how], ")"}
    end
    return #code.formerly > 0 and b.para(b.label("codebook_formerly"), " ", names) or nil
end

-- The names of the levels, as far as the study has its own: "Dimensi, Tema, Kode".
local function levels(ctx)
    local names = ctx.model.codebook.levels
    local items = map(names, function(name) return name end)
    return #items > 0 and ctx.b.para(ctx.b.label("codebook_levels"), " ", table.concat(items, " › ")) or nil
end

-- Codes that belong together across the tree.
local function sets(ctx)
    local b, items = ctx.b, {}
    for i, set in ipairs(ctx.model.codebook.sets) do
        items[i] = {b.para(b.strong(set.label), ": ", words.codes(ctx, set.codes)), set.definition}
    end
    return words.titled(ctx, "codebook_sets", "sets", #items > 0 and b.list(items) or nil)
end

-- A variable heads the codes below it.
local function variable_row(ctx, code, columns)
    local b = ctx.b
    local content = {b.para(b.strong(code.label)), formerly(ctx, code), code.definition, use(ctx, code)}
    return tables.group_row(columns, content, code.id, code)
end

-- On the site, whose tables are data as well, name and code have a column each, also of a variable; paper has no room.
local function code_row(ctx, code)
    local b = ctx.b
    local is_variable = code.level == "variable"
    local label = b.para(counts.dashes(code), is_variable and b.strong(code.label) or b.object(code))
    local row = {
        {label, not ctx.for_site and code.id, formerly(ctx, code)},
        code.definition or false, use(ctx, code), not is_variable and frequency(ctx, code),
        id = code.id, of = code, illustrative = not is_variable and code.triangulation.illustrative > 0,
    }
    if ctx.for_site then
        table.insert(row, 2, code.id)
    end
    return row
end

local function section(ctx)
    local b, rows = ctx.b, {}
    local heads = {"table_code", "table_definition", "table_use", "table_frequency"}
    if ctx.for_site then
        table.insert(heads, 1, "dataset_code_names")
    end
    local columns = tables.columns(ctx, heads)
    for i, code in ipairs(ctx.model.codes) do
        local is_head = code.level == "variable" and not ctx.for_site
        rows[i] = is_head and variable_row(ctx, code, columns) or code_row(ctx, code)
    end
    local codes = b.table {
        columns = columns,
        rows = rows,
        caption = b.label("section_codebook"),
        label = tables.label(ctx, "codebook"),
        drop_empty = true,
        illustrative = ctx.trail.illustrative > 0,
        of = ctx.model.codebook,
    }
    return {levels(ctx), codes, sets(ctx)}
end

return {api = 1, section = section}
