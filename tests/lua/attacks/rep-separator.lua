-- expect: script-memory|script-instructions
return (""):rep(1 << 62, ",")
