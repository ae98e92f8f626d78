-- code: none
-- with: Judul satu dua kuat miring kode tautan
-- with: Kepala 1 2 gabung Sumber kita
-- with: butir satu butir dua
-- with: Judul kotak isi kotak
-- with: markah tebal <div>x</div>
local function assemble(ctx)
    local b = ctx.b
    return {
        b.heading(2, "Judul", {id = "judul"}),
        b.para("satu ", {"dua ", b.strong("kuat"), " ", b.em("miring"), " ", b.code("kode")}, " ",
            b.link("https://contoh.id/", "tautan")),
        b.table {caption = "Tabel", columns = {"Kepala", {head = "", align = "right", width = 0.5}},
                 rows = {{"1", "2", id = "r1"}, {{content = "gabung", span = 2, head = true}}}, source = "Sumber kita"},
        b.list {"butir satu", b.para("butir dua"), ordered = true, start = 3},
        b.callout("note", "Judul kotak", "isi kotak"),
        b.md("markah <b>tebal</b>\n\n<div>x</div>\n"),
        b.para(b.cite("bryson2015", {locator = "hlm. 4", prefix = "lihat"}), b.ref("tbl:a"), b.note("catatan"),
            b.mention(ctx.model.find("excerpt", "IK-01.1")), b.object(ctx.themes[1]), b.br()),
        b.chart {kind = "line", columns = {"Kota", "Desa"}, points = {
            {label = "2021", values = {{value = 1.5, low = 1, high = 2, low_text = "1,0"}, false}}}},
        b.chart {kind = "bar", caption = "Grafik", points = {{label = "a", value = 1.5, text = "1,5"}}},
        b.chart {kind = "dot", points = {{label = "a", value = 1.5}}},
        b.chart {kind = "board", columns = {"misi", "aktor"}, points = {{label = "Kesehatan", marks = {
            {mark = "support", text = "mendukung (3)", link = "kutipan.html?theme=misi"}, {text = "diam"}}}}},
        b.chart {kind = "heat", columns = {"kunci", "utama"}, points = {{label = "misi", values = {3, 0}}}},
        b.section("bagian", b.para("dalam"), false, nil, b.rule()),
        b.quote(ctx.model.find("excerpt", "IK-01.1"), {context = "Katanya:"}),
        b.below(3, b.md("# satu\n\n## dua\n")),
    }
end
return {api = 1, assemble = assemble}
