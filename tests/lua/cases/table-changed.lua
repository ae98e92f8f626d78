-- code: none
return {api = 1, table = function(spec, rows, ctx)
    assert(spec.section == "codebook" and spec.label == "tbl:uji" and #spec.columns == 2)
    assert(rows[1].of.type == "theme")
    spec.columns[1].head = "Baru"
    spec.orientation = "landscape"
    table.insert(rows, {"tambah", ctx.b.para("an")})
    table.sort(rows, function(x, y) return tostring(x[1]) > tostring(y[1]) end)
    return spec, rows
end}
