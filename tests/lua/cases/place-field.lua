-- code: script-error
-- says: place has no field 'lines'
-- says: a place has 'file' and 'line'
return {api = 1, lint = function(model)
    return model.place(model.study).lines
end}
