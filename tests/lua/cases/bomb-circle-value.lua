-- code: script-error
-- says: nested more than 64 deep
return {api = 1, page = function() local t = {} t.t = t return t end}
