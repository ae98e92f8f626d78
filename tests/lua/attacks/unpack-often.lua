-- expect: script-instructions|script-time
local t = {}
for i = 1, 1e5 do t[i] = i end
while true do select("#", table.unpack(t)) end
