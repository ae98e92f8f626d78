-- code: none
return {api = 1}
