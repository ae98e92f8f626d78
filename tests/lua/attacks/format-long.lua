-- expect: script-memory|script-time|script-instructions|script-time
local s = ("x"):rep(1e6)
local all = {}
while true do all[#all + 1] = string.format("%s%s", s, s) end
