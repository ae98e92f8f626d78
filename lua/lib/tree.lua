-- The tree of codes.
local tree = {}

-- code is above or somewhere below it; no code is within none.
function tree.is_within(code, above)
    while code and code ~= above do
        code = code.parent
    end
    return code ~= nil
end

return tree
