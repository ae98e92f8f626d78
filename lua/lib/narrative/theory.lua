-- The components of the theory that a theme comes from, and what theory or earlier studies led one to expect of it.
local words = require("words")

-- "Misi dalam Bergen Model of Collaborative Functioning"
local function name_of(ctx, component)
    local b, framework = ctx.b, ctx.derived["05-relations"].framework_of[component]
    return framework and b.label("narrative_component", b.object(component), framework.name) or b.object(component)
end

-- head and a colon before what the theory says, or head alone
local function with_description(ctx, head, component)
    local b = ctx.b
    return component.description and b.run_in(b.spans(head, ":"), component.description)
end

local function components_of(ctx, theme, told)
    local b, components, items = ctx.b, theme.components, {}
    if #components == 1 then
        local head = b.label(told.turn("narrative_theory_one", 3), name_of(ctx, components[1]))
        return with_description(ctx, head, components[1]) or b.para(head, ".")
    end
    for i, component in ipairs(components) do
        local head = name_of(ctx, component)
        items[i] = with_description(ctx, head, component) or b.para(head)
    end
    return #items > 0 and {b.para(b.label(told.turn("narrative_theory", 2))), b.list(items)} or nil
end

-- What was expected, and how the findings compare with it, as the researcher judged.
local function expected(ctx, theme)
    local outcome = theme.expectation and theme.outcome ~= "unjudged" and theme.outcome:gsub("-", "_")
    return theme.expectation and {
        words.labelled(ctx, "narrative_expected", theme.expectation),
        outcome and ctx.b.para(ctx.b.label("narrative_expectation_" .. outcome)),
    }
end

return function(ctx, theme, told)
    local origin, expectation = components_of(ctx, theme, told), expected(ctx, theme)
    return (origin or expectation) and {origin, expectation} or nil
end
