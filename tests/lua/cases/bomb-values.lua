-- code: script-error
-- says: more than 500000 spans
return {api = 1, page = function(_, ctx)
    local list = {}
    for i = 1, 800000 do list[i] = true end
    return {x = list}
end}
