-- expect: script-memory|script-instructions|script-time
local t = setmetatable({}, {__index = function() return ("x"):rep(1000) end})
return table.concat(t, "", 1, 1 << 60)
