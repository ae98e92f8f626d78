-- expect: script-instructions|script-time
local t = {}
for i = 1, 3000 do t["k" .. i] = i end
local k
repeat k = next(t, k) until k == nil
while true do next(t) end
