-- code: script-error
-- says: while deriving from the model
return {api = 1, derive = function() return 5 end}
