-- expect: script-error
return ("x"):find(("("):rep(40))
