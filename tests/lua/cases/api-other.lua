-- code: hook-api
return {api = 2}
