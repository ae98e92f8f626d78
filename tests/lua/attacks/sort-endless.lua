-- expect: script-error
table.sort(setmetatable({}, {__len = function() return 1 << 60 end}))
