-- expect: script-instructions|script-time
return ("a"):rep(5000):match((".-"):rep(12) .. "b")
