-- code: script-error
-- says: informant has no key 'consnt'
return {api = 1, lint = function(model)
    model.place(model.informants[1], "consnt")
end}
