-- expect: script-error
error(("x"):rep(3000000))
