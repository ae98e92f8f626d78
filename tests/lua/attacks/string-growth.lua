-- expect: script-memory|script-time
local s = "x"
while true do s = s .. s end
