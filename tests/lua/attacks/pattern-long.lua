-- expect: none
local p = ("a?"):rep(20000)
assert(("a"):rep(10):match(p) == ("a"):rep(10))
