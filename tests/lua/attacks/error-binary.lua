-- expect: script-error
error("\0\27[31m\255\254 \xc3")
