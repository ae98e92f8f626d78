-- code: script-error
-- says: a layout cannot take
return {api = 1, page = function(_, ctx) return {x = ctx.model.find("code", "misi")} end}
