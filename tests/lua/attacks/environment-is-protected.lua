-- expect: script-error
setmetatable(_G, nil)
