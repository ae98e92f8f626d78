-- code: script-error
-- says: more than 200 problems
return {api = 1, lint = function(_, report)
    for i = 1, 1000 do report:warning(nil, "nomor " .. i) end
end}
