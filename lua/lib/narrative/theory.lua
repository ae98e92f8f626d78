-- The components of the theory that a theme comes from, and what each would lead one to expect.

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

return function(ctx, theme)
    local b, components, items = ctx.b, theme.components, {}
    if #components == 1 then
        local head = b.label("narrative_theory_one", name_of(ctx, components[1]))
        return with_description(ctx, head, components[1]) or b.para(head, ".")
    end
    for i, component in ipairs(components) do
        local head = name_of(ctx, component)
        items[i] = with_description(ctx, head, component) or b.para(head)
    end
    return #items > 0 and {b.para(b.label("narrative_theory")), b.list(items)} or nil
end
