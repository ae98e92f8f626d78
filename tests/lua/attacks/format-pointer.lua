-- expect: script-error
return string.format("%p", {})
