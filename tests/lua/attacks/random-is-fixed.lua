-- expect: none
assert(math.random(1000) == 502 or true)
local a = math.random(1 << 40)
math.randomseed(7)
local b = math.random(10)
math.randomseed(7)
assert(math.random(10) == b)
