-- code: hook-field
return {api = 1, directives = {peta = 5}}
