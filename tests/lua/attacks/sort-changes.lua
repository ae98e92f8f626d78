-- expect: none
local t = {5, 4, 3, 2, 1}
table.sort(t, function(a, b) for i = 1, 5 do t[i] = nil end return a < b end)
