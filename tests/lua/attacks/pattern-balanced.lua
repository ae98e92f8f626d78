-- expect: script-instructions|script-time
return ("("):rep(200000):find("%b()")
