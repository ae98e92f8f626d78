-- expect: script-instructions|script-time
local function handler()
    while true do end
end
xpcall(function()
    while true do end
end, handler)
