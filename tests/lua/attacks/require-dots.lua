-- expect: script-error
return require("a..b")
