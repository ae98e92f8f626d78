-- code: script-error
-- says: takes 1 to 100 words
return {api = 1, lint = function(model)
    model.passages(model.findings[1].body, {})
end}
