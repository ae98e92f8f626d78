-- The codebook as a tree of links, and what the page of a theme says before its quotes: in a study without objectives its
-- results, as paper has them.
local closing = require("narrative.closing")
local counts = require("counts")
local map = require("map")
local results = require("narrative.themes")
local words = require("words")

local function bullets(ctx, items)
    return #items > 0 and ctx.b.list(items) or nil
end

-- A variable heads its themes; themes on top of the tree stand in one list.
local function section(ctx)
    local b, blocks, top = ctx.b, {}, {}
    for _, root in ipairs(ctx.model.codebook.roots) do
        if root.level == "theme" then
            top[#top + 1] = b.object(root)
        else
            local themes = map(root.children, b.object)
            blocks[#blocks + 1] = {b.heading(2, root.label, {id = root.id}), root.definition, bullets(ctx, themes)}
        end
    end
    table.insert(blocks, 1, bullets(ctx, top) or false)
    blocks[#blocks + 1] = results.alone(ctx) and closing(results.of_study(ctx), 2) or nil
    return blocks
end

-- The findings that are about theme, each with what it says in short.
local function findings(ctx, theme)
    local items = map(theme.findings, function(finding) return {ctx.b.object(finding), finding.summary} end)
    return bullets(ctx, items)
end

-- All codes below, each under a heading of its depth; without a definition, how many quotes it has.
local function below(ctx, code, level, blocks)
    for _, child in ipairs(code.children) do
        blocks[#blocks + 1] = {
            ctx.b.heading(math.min(level, 6), child.label, {id = child.id}),
            child.definition or ctx.b.para(counts.excerpts(ctx, child.triangulation)),
        }
        below(ctx, child, level + 1, blocks)
    end
    return blocks
end

-- "Subtema", or what the study calls the level below the theme.
local function subthemes(ctx, theme)
    local first = theme.children[1]
    return first and {
        ctx.b.heading(2, first.level_name or ctx.b.label("theme_subthemes"), {id = "subthemes"}),
        below(ctx, theme, 3, {}),
    }
end

-- What each component is part of: "Input, Bergen Model of Collaborative Functioning".
local function note_places(places, components, place)
    for _, component in ipairs(components) do
        places[component] = place
        note_places(places, component.parts, component.label .. ", " .. place)
    end
end

-- Where the theme comes from in the theoretical models.
local function components(ctx, theme)
    local b, items, places = ctx.b, {}, {}
    for _, framework in ipairs(ctx.model.frameworks) do
        note_places(places, framework.components, tostring(framework.name))
    end
    for i, component in ipairs(theme.components) do
        local place = places[component]
        items[i] = b.para(b.object(component), place and ": " .. place)
    end
    return bullets(ctx, items)
end

local function embed(ctx, theme)
    if results.alone(ctx) then
        return {results.page(ctx, theme), subthemes(ctx, theme)}
    end
    return {
        theme.definition,
        words.titled(ctx, "theme_findings", "findings", findings(ctx, theme)),
        subthemes(ctx, theme),
        words.titled(ctx, "theme_components", "components", components(ctx, theme)),
    }
end

return {api = 1, section = section, embed = embed}
