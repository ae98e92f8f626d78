-- expect: script-memory|script-instructions|script-time
return (""):rep(1 << 62, ",")
