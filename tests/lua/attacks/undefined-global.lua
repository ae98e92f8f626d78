-- expect: script-error
return tostrng(1)
