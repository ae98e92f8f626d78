-- code: script-error
-- says: 'Kartu' is not the name of a class
return {api = 1, assemble = function(ctx)
    assert(tostring(ctx.b.group("tile", nil)) == "")
    return ctx.b.group('Kartu', "isi")
end}
