-- code: script-error
-- says: nested more than 64 deep
return {api = 1, assemble = function()
    local t = {}
    t[1] = t
    return t
end}
