-- expect: script-error
return require("../../etc/passwd")
