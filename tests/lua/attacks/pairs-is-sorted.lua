-- expect: none
local t = {b = 1, a = 1, [3] = 1, [1] = 1, [2.5] = 1, [true] = 1, [-1] = 1}
local keys = {}
for k in pairs(t) do keys[#keys + 1] = tostring(k) end
assert(table.concat(keys, " ") == "-1 1 2.5 3 a b true")
