-- Informants by themes, each cell a summary in the researcher's words: the matrix of the framework method.
local map = require("map")
local tables = require("tables")
local words = require("words")

-- Themes beside the informants: more do not fit a landscape page.
local most_themes = 4

-- What the summaries say: theme -> informant -> list of summaries; and whether one was made up.
local function index(ctx)
    local cells, made_up = {}, false
    for _, summary in ipairs(ctx.model.summaries.summaries) do
        local of_theme = cells[summary.theme] or {}
        cells[summary.theme] = of_theme
        local list = of_theme[summary.informant] or {}
        of_theme[summary.informant] = list
        list[#list + 1] = summary
        made_up = made_up or summary.illustrative
    end
    return cells, made_up
end

-- "(IK-01.1) (IK-01.4)": the quotes that a summary rests on
local function support(ctx, summary)
    local items = words.between(map(summary.excerpts, ctx.b.mention), " ")
    return items and ctx.b.spans(items)
end

-- On paper the quotes, and that it was made up, run into the summary: the columns are narrow.
local function told(ctx, summary)
    local b, head = ctx.b, {}
    local made_up, quotes = summary.illustrative and b.em("(", b.label("illustrative"), ")"), support(ctx, summary)
    if ctx.for_site then
        return {made_up and b.para(made_up), summary.text, quotes and b.para(quotes)}
    end
    head[1] = made_up or nil
    head[#head + 1] = made_up and quotes and " " or nil
    head[#head + 1] = quotes
    return #head > 0 and b.run_in(b.spans(head), summary.text) or summary.text
end

local function cell(ctx, summaries)
    local blocks, made_up = {}, false
    for _, summary in ipairs(summaries or {}) do
        blocks[#blocks + 1] = told(ctx, summary)
        made_up = made_up or summary.illustrative
    end
    return #blocks > 0 and blocks or false, made_up
end

-- Rows are cases; those of whom nothing was summarised are left out.
local function rows_of(ctx, themes, cells)
    local rows = {}
    for _, informant in ipairs(ctx.model.informants) do
        local name = ctx.b.object(informant, informant.code)
        local row = {
            ctx.for_site and {name, informant.sector} or ctx.b.para(name, informant.sector and ", " .. informant.sector),
            of = informant,
        }
        local any = false
        for i, theme in ipairs(themes) do
            local made_up
            row[i + 1], made_up = cell(ctx, cells[theme] and cells[theme][informant])
            row.illustrative = row.illustrative or made_up
            any = any or row[i + 1]
        end
        rows[#rows + 1] = any and row or nil
    end
    return rows
end

-- One table; nil when nothing was summarised.
local function part(ctx, head, themes, number, cells)
    local b = ctx.b
    local columns = tables.columns(ctx, {"table_informant_code"})
    local rows = rows_of(ctx, themes, cells)
    for i, theme in ipairs(themes) do
        columns[i + 1] = {head = b.object(theme)}
    end
    return #rows > 0 and b.table {
        columns = columns,
        rows = rows,
        caption = ctx.labels("matrix_framework_caption", head.label),
        label = tables.label(ctx, "framework-matrix", head.id .. "-" .. number),
        drop_empty = true,
        of = ctx.model.summaries,
    } or nil
end

-- What heads themes, {id, label, children}: the variables, then one for all themes that are on top of the tree.
local function heads(ctx)
    local found, top = {}, {}
    for _, root in ipairs(ctx.model.codebook.roots) do
        local is_theme = root.level == "theme"
        local into = is_theme and top or found
        into[#into + 1] = is_theme and root or {id = root.id, label = root.label, children = root.children}
    end
    found[#found + 1] = #top > 0 and
        {id = ctx.labels.slug_themes, label = ctx.labels.section_themes, children = top} or nil
    return found
end

local function section(ctx)
    local b, parts = ctx.b, {}
    local cells, made_up = index(ctx)
    for _, head in ipairs(heads(ctx)) do
        local children = head.children
        for first = 1, #children, most_themes do
            local themes = {}
            for i = first, math.min(first + most_themes - 1, #children) do
                themes[#themes + 1] = children[i]
            end
            parts[#parts + 1] = part(ctx, head, themes, first // most_themes + 1, cells)
        end
    end
    return #parts > 0 and {
        made_up and (ctx.for_site and b.callout("illustrative", nil, b.label("matrix_illustrative"))
            or b.para(b.label("matrix_illustrative"))),
        ctx.model.summaries.introduction,
        b.para(b.label("matrix_framework_note"), words.cited(ctx, {"Gale", "2013"})),
        parts,
    } or nil
end

return {api = 1, section = section}
