-- expect: script-memory|script-instructions|script-time
return table.concat(setmetatable({}, {__index = type}), "", 1, 1 << 60)
