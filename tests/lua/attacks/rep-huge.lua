-- expect: script-memory|script-instructions|script-time
return ("a"):rep(1 << 40)
