-- expect: script-instructions|script-time
local s = ("x"):rep(3e6)
while true do utf8.len(s) end
