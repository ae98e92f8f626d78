-- code: hook-field
-- says: hooks have no function 'page' any more
return {api = 1, page = function() return {} end}
