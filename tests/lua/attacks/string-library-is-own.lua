-- expect: none
string.rep = nil
assert(("x"):rep(2) == "xx")
assert(getmetatable("") == false)
assert(not pcall(setmetatable, "", {}))
