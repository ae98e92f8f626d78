-- expect: script-memory|script-time
local keep = {}
pcall(function() while true do keep[#keep + 1] = {#keep} end end)
for i = 1, 100 do keep[#keep] = nil end
while true do local t = {} end
