-- code: none
return {api = 1, lint = function(model)
    local body = model.findings[1].body
    local outline = model.outline(body, 2)
    assert(#outline == 1 and tostring(outline[1].title) == "Rincian", #outline)
    assert(outline[1].first == nil)
    assert(#model.outline(body, 1) == 0 and #model.outline(nil, 2) == 0)
end}
