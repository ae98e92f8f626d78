-- expect: script-instructions|script-time
local a, b = ("x"):rep(3e6), ("x"):rep(3e6)
while true do local _ = a == b, a < b end
