-- expect: script-memory|script-time
local s = "a"
while true do s = s:gsub("a", "aaaa") end
