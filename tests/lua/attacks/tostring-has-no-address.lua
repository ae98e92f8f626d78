-- expect: none
assert(tostring({}) == "table" and tostring(print) == "function")
