-- expect: none
local t = {}
for i = 1, 1000 do t[i] = i end
table.sort(t, function() return true end)
table.sort(t, function() return false end)
local n = 0
table.sort(t, function(a, b) n = n + 1 return n % 3 == 0 end)
