-- expect: script-error
local ok, message = xpcall(error, function() error("again") end)
error("ended: " .. tostring(ok))
