-- Follows everything that the model leads to, and asks for what is withheld by its id: neither finds any of it.
-- That what the hook prints holds none of it either is seen by the file `absent` beside lua/.

local withheld = {
    { "informant", "RHS-77" }, { "source", "RHS-77" }, { "excerpt", "RHS-77.1" }, { "excerpt", "IK-01.2" },
}

local keys = {
    "codebook", "codebook_versions", "codes", "definitions", "documents", "excerpts", "findings", "frameworks", "guide",
    "informants", "objectives", "pages", "reporting", "second_coding", "statistics", "study", "summaries", "synthesis",
}

local function name(value)
    return (tostring(value):gsub("\n", " "))
end

local function follow(value, seen, found)
    if type(value) == "string" or type(value) == "number" then
        found[#found + 1] = tostring(value)
    elseif (type(value) == "userdata" or type(value) == "table") and not seen[value] then
        seen[value] = true
        found[#found + 1] = name(value)
        pcall(function() -- text has no fields
            for _, of in pairs(value) do
                follow(of, seen, found)
            end
        end)
    end
end

local function try(model)
    local found = {}
    for _, object in ipairs(withheld) do
        assert(model.find(object[1], object[2]) == nil, "a hook finds what is withheld")
    end
    local seen = {}
    for _, key in ipairs(keys) do
        follow(model[key], seen, found)
    end
    assert(#found > 50, "a hook cannot follow the model")
    assert(#model.informants == 1 and #model.excerpts == 1 and #model.codes[1].excerpts == 1)
    return table.concat(found, " ")
end

return {
    api = 1,
    derive = function(model)
        return { words = try(model) }
    end,
    assemble = function(ctx)
        local b = ctx.b
        return { b.para(try(ctx.model)), b.para(ctx.derived["50-curious"].words), b.quote(ctx.model.find("excerpt", "IK-01.1")) }
    end,
}
