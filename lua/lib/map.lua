-- What make says of each item of a list, in the order of the list; nothing of those of which it says nil.
return function(list, make)
    local result = {}
    for _, item in ipairs(list) do
        result[#result + 1] = make(item)
    end
    return result
end
