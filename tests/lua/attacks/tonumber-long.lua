-- expect: script-instructions|script-time
local s = ("1"):rep(1e6)
while true do tonumber(s .. "x", 10) end
