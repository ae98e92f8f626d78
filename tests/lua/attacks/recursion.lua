-- expect: script-error|script-memory|script-time
local function f() return 1 + f() end
f()
