-- expect: script-error
local t = {}
for _ = 1, 10 do t = setmetatable({}, {__index = t}) end
local a, b = {}, {}
setmetatable(a, {__index = b})
setmetatable(b, {__index = a})
return a.x
