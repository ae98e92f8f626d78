-- expect: script-instructions|script-time
local closed = setmetatable({}, {__close = function() for i = 1, 1e9 do end end})
local function open(n)
    local a <close>, b, c = closed
    local d <close> = closed
    local e <close> = closed
    if n > 0 then open(n - 1) end
    while true do end
end
pcall(open, 15000)
while true do end
