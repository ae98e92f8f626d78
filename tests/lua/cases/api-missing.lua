-- code: hook-api
return {assemble = function() end}
