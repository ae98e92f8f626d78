-- expect: script-instructions|script-time
return (("a"):rep(30000):gsub("a*a*a*b", ""))
