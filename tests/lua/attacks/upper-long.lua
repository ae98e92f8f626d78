-- expect: script-instructions|script-time
local s = ("x"):rep(4e6)
while true do s:upper() end
