-- expect: script-memory|script-instructions
return ("a"):rep(1 << 40)
