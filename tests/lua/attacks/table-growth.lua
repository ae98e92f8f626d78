-- expect: script-memory|script-time
local t = {}
while true do t[#t + 1] = {} end
