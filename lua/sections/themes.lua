-- The codebook as a tree of links, and what the page of a theme says before its quotes.
local words = require("words")

local function bullets(ctx, items)
    return #items > 0 and ctx.b.list(items) or nil
end

local function section(ctx)
    local b, blocks = ctx.b, {}
    for i, variable in ipairs(ctx.model.codebook.variables) do
        local themes = {}
        for j, theme in ipairs(variable.children) do
            themes[j] = b.object(theme)
        end
        blocks[i] = {b.heading(2, variable.label, {id = variable.id}), variable.definition, bullets(ctx, themes)}
    end
    return blocks
end

-- The findings that are about theme, as links, each with what it says in short.
local function findings(ctx, theme)
    local items = {}
    for i, finding in ipairs(theme.findings) do
        items[i] = {ctx.b.object(finding), finding.summary}
    end
    return bullets(ctx, items)
end

local function subthemes(ctx, theme)
    local blocks = {}
    for i, code in ipairs(theme.children) do
        blocks[i] = {ctx.b.heading(3, code.label, {id = code.id}), code.definition}
    end
    return #blocks > 0 and blocks or nil
end

-- Where the theme comes from in the theoretical models.
local function components(ctx, theme)
    local items = {}
    for i, component in ipairs(theme.components) do
        items[i] = ctx.b.object(component)
    end
    return bullets(ctx, items)
end

local function embed(ctx, theme)
    return {
        theme.definition,
        words.titled(ctx, "theme_findings", "findings", findings(ctx, theme)),
        words.titled(ctx, "theme_subthemes", "subthemes", subthemes(ctx, theme)),
        words.titled(ctx, "theme_components", "components", components(ctx, theme)),
    }
end

return {api = 1, section = section, embed = embed}
