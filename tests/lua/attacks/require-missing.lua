-- expect: script-error
return require("tidak_ada")
