-- A list of words as a set, to ask whether a word is in it: set {"a", "b"}["a"].
return function(words)
    local result = {}
    for _, word in ipairs(words) do
        result[word] = true
    end
    return result
end
