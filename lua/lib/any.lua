-- Whether an item of a list is as is_meant says.
return function(list, is_meant)
    for _, item in ipairs(list) do
        if is_meant(item) then
            return true
        end
    end
    return false
end
