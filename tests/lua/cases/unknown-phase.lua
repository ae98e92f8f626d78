-- code: hook-field
-- says: nearest is 'assemble'
return {api = 1, asemble = function() end}
