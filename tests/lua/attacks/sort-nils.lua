-- expect: script-error
table.sort(setmetatable({}, {__len = function() return 100000 end}))
