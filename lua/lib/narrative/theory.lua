-- The components of the theory that a theme comes from, and what each would lead one to expect.
local words = require("words")

-- component -> the framework that it is part of
local function frameworks_of(ctx)
    local framework_of = {}
    local function note(framework, components)
        for _, component in ipairs(components) do
            framework_of[component] = framework
            note(framework, component.parts)
        end
    end
    for _, framework in ipairs(ctx.model.frameworks) do
        note(framework, framework.components)
    end
    return framework_of
end

return function(ctx, theme)
    local b, framework_of, items = ctx.b, frameworks_of(ctx), {}
    for _, component in ipairs(theme.components) do
        local framework = framework_of[component]
        local head = framework and b.label("narrative_component", b.object(component), framework.name)
            or b.object(component)
        items[#items + 1] = component.description and b.run_in(b.spans(head, ":"), component.description) or b.para(head)
    end
    if #items == 0 then
        return nil
    end
    return {b.para(b.label(#items == 1 and "narrative_theory_one" or "narrative_theory")), b.list(items)}
end
