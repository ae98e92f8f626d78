-- expect: script-error
local function f() pcall(f) error("deep") end
f()
