-- code: script-error
-- says: put tostring() around
return {api = 1, assemble = function(ctx) return "Tema " .. ctx.themes[1].label end}
