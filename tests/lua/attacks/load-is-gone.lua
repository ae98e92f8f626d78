-- expect: script-error
return load("return 1")
