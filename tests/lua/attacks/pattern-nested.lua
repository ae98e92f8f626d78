-- expect: script-instructions|script-time
return ("a"):rep(30000):find(("a*"):rep(20) .. "b")
