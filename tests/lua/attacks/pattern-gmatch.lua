-- expect: script-instructions|script-time
for _ in ("a"):rep(30000):gmatch("a*a*a*b") do end
