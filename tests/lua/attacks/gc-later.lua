-- expect: none
local mt = {}
for _ = 1, 1000 do setmetatable({}, mt) end
mt.__gc = function() while true do end end
local t = {}
for i = 1, 1e5 do t[i % 10] = {} end
