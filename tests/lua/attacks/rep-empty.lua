-- expect: none
assert((""):rep(1 << 62) == "")
