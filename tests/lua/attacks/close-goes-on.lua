-- expect: script-instructions|script-time
local mt = {}
mt.__close = function()
    while true do end
end
local function open(n)
    local x <close> = setmetatable({}, mt)
    if n > 0 then
        open(n - 1)
    end
    while true do end
end
open(150)
