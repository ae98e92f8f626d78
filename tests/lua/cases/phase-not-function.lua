-- code: hook-field
return {api = 1, assemble = {}}
