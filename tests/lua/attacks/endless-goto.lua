-- expect: script-instructions
::again:: goto again
