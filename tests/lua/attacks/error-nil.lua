-- expect: script-error
error(nil)
