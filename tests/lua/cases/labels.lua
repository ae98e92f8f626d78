-- code: none
-- with: 3 dari 12
-- with: satu dan dua
return {api = 1, assemble = function(ctx)
    local b = ctx.b
    return {b.para(ctx.labels("narrative_of", 3, 12)), b.para(b.label("narrative_pair", "satu", b.strong("dua")))}
end}
