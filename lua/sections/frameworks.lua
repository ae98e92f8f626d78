-- The theoretical models of the study, and what became of their components.
local map = require("map")
local tables = require("tables")
local words = require("words")

-- "Input (Misi, Sumber daya mitra), Throughput": components and what is in them
local function names(components)
    local result = {}
    for i, component in ipairs(components) do
        local within = #component.parts > 0 and " (" .. names(component.parts) .. ")" or ""
        result[i] = component.label .. within
    end
    return table.concat(result, ", ")
end

-- "Misi → Proses: memengaruhi"
local function arrow(relation)
    local label = relation.label and ": " .. relation.label or ""
    return relation.from.label .. " → " .. relation.to.label .. label
end

local function arrows(framework)
    return map(framework.relations, arrow)
end

-- The diagram; for those who cannot see it, in words.
local function figure(ctx, framework)
    local relations = arrows(framework)
    local shown = #relations > 0 and " " .. table.concat(relations, "; ") or ""
    return ctx.b.figure {
        framework = framework,
        alt = names(framework.components) .. "." .. shown,
        caption = framework.caption or framework.name,
        label = "fig:" .. framework.id,
    }
end

local function component_list(ctx, components)
    local b, items = ctx.b, {}
    for i, component in ipairs(components) do
        items[i] = b.section(component, b.para(b.strong(component.label)), component.description,
            component_list(ctx, component.parts))
    end
    return #items > 0 and b.list(items) or nil
end

-- ---- on paper: a table, in which parts without a word about them stand behind what they are parts of; the arrows are in
-- ---- the diagram ----

local function has_details(component)
    return component.description or #component.parts > 0
end

local function component_rows(ctx, components, dashes, rows)
    local b = ctx.b
    for _, component in ipairs(components) do
        local named = map(component.parts, function(part) return not has_details(part) and part.label or nil end)
        -- Parts with words of their own have rows: these are not all.
        local parts = #named == #component.parts and "framework_parts" or "framework_parts_besides"
        local label = dashes == "" and b.strong(component.label) or dashes .. component.label
        rows[#rows + 1] = {
            b.para(label),
            {component.description, #named > 0 and b.para(b.em(b.label(parts)), " " .. table.concat(named, "; "))},
            id = component.id, of = component,
        }
        local detailed = map(component.parts, function(part) return has_details(part) and part or nil end)
        component_rows(ctx, detailed, dashes .. "– ", rows)
    end
    return rows
end

local function component_table(ctx, framework)
    local b = ctx.b
    local rows = component_rows(ctx, framework.components, "", {})
    return #rows > 0 and b.table {
        columns = tables.columns(ctx, {"framework_component", "table_item"}),
        rows = rows,
        label = false,
        of = framework,
    } or nil
end

-- ---- on the site: lists within lists ----

local function relation_list(ctx, framework)
    local b, items = ctx.b, arrows(framework)
    return #items > 0 and {b.para(b.strong(b.label("framework_relations"))), b.list(items)} or nil
end

-- Below the diagram, which says the same: folded away.
local function in_words(ctx, framework)
    local b = ctx.b
    return b.group("folded", b.heading(3, b.label("framework_in_words")),
        component_list(ctx, framework.components), relation_list(ctx, framework))
end

local function framework_blocks(ctx, framework)
    local b = ctx.b
    return {
        b.heading(2, {framework.name, b.nocite(table.unpack(framework.works))}, {id = framework.id}),
        framework.description,
        #framework.components > 0 and figure(ctx, framework),
        ctx.for_site and (#framework.components > 0 and in_words(ctx, framework) or false)
            or component_table(ctx, framework),
        framework.note,
    }
end

local function note_framework(of, framework, components)
    for _, component in ipairs(components) do
        of[component] = framework
        note_framework(of, framework, component.parts)
    end
end

-- Which component became which variable or theme of this study.
local function adoption(ctx)
    local b, model, framework_of, rows = ctx.b, ctx.model, {}, {}
    for _, framework in ipairs(model.frameworks) do
        note_framework(framework_of, framework, framework.components)
    end
    for _, code in ipairs(model.codes) do
        for i, component in ipairs(code.components) do
            local framework = framework_of[component]
            rows[#rows + 1] = {i == 1 and b.object(code), component.label, framework and framework.name or false, of = code}
        end
    end
    return #rows > 0 and b.table {
        columns = tables.columns(ctx, {"table_code", "table_component", "table_framework"}),
        rows = rows,
        caption = b.label("frameworks_adoption"),
        label = tables.label(ctx, "frameworks"),
        drop_empty = true,
        of = model.codebook,
    } or nil
end

-- Code, or the one above it, of that level ("variable" or "theme"); nil where there is none.
local function of_level(code, level)
    while code and code.level ~= level do
        code = code.parent
    end
    return code and tostring(code.label) or ""
end

-- The same as a picture: from a component to a variable and its theme. Nil where it would be too long for a page.
local most_paths = 40

local function flow(ctx)
    local b, points, heads = ctx.b, {}, {ctx.labels.frameworks_variable, ctx.labels.table_theme}
    local has_variables = false
    for _, code in ipairs(ctx.model.codes) do
        for _, component in ipairs(code.components) do
            local values = {of_level(code, "variable"), of_level(code, "theme")}
            points[#points + 1] = {label = component.label, values = values, of = code}
            has_variables = has_variables or values[1] ~= ""
        end
    end
    if not has_variables then
        table.remove(heads, 1)
        for _, point in ipairs(points) do
            table.remove(point.values, 1)
        end
    end
    return #points > 1 and #points <= most_paths and b.chart {
        kind = "flow",
        columns = heads,
        points = points,
        caption = b.label("frameworks_flow"),
        label = tables.figure_label(ctx, "frameworks", "flow"),
        notes = ctx.labels.frameworks_flow_note,
        of = ctx.model.codebook,
    } or nil
end

local function adopted(ctx)
    local rows = adoption(ctx)
    return rows and {flow(ctx), rows}
end

local function section(ctx)
    local blocks = map(ctx.model.frameworks, function(framework) return framework_blocks(ctx, framework) end)
    return #blocks > 0 and {blocks, words.titled(ctx, "frameworks_adoption", "adoption", adopted(ctx))} or nil
end

return {api = 1, section = section, embed = figure}
