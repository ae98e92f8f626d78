-- code: script-instructions
return {api = 1, assemble = function(ctx)
    return setmetatable({}, {__len = function() return 1 << 60 end})
end}
