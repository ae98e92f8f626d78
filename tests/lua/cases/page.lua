-- code: none
return {api = 1, page = function(page, ctx)
    return {jumlah = #ctx.model.excerpts, daftar = {1, "dua", true}, peta = {a = ctx.b.para("x")},
            tautan = ctx.b.page("tema/misi.html"), judul = page.title}
end}
