-- expect: script-error
error(setmetatable({}, {__tostring = function() return "from an object" end}))
