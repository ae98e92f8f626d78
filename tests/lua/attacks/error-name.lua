-- expect: script-error
error(setmetatable({}, {__name = {}}))
