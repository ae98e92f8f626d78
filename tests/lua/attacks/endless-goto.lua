-- expect: script-instructions|script-time
::again:: goto again
