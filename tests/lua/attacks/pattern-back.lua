-- expect: script-instructions|script-time
return ("a"):rep(20000):find("(.*)%1b")
