-- expect: script-memory
local s = "a"
while true do s = s:gsub("a", "aaaa") end
