-- code: script-syntax
-- says: "line": 3
return {api = = 1}
