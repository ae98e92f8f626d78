-- code: script-error
-- says: more than
return {api = 1, assemble = function(ctx)
    local columns, row, rows = {}, {}, {}
    for i = 1, 100 do columns[i], row[i] = "k", "" end
    for i = 1, 100000 do rows[i] = row end
    ctx.b.table {columns = columns, rows = rows}
end}
