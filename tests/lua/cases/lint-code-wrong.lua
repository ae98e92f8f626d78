-- code: script-error
-- says: 'Too few' is not the name of a kind of diagnostic
return {api = 1, lint = function(_, report)
    report:warning(nil, "terlalu sedikit", nil, "Too few")
end}
