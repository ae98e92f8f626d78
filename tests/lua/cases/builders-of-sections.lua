-- code: none
-- with: Teori jaringan isi isi Sebelum daftar satu sendiri
-- with: tanpa bahasa language Karya (2015)
-- with: Atas bawah semua bagian
-- with: awal tengah akhir
-- without: Kosong
-- without: :lang[
local function assemble(ctx)
    local b = ctx.b
    local theme, para = ctx.themes[1], b.para("isi")
    local left_out
    return {
        b.run_in(b.strong("Teori jaringan"), para), para, b.run_in("Sebelum", b.list {"daftar satu"}), b.run_in("sendiri"),
        b.para(b.lang(nil, "tanpa"), b.lang("id", " bahasa"), b.lang("en", " language")),
        b.para(b.object(ctx.model.works[1], "Karya (2015)"), b.ref("tbl:tidak-ada", {optional = true})),
        b.table {
            columns = {"Atas", "Kosong", {head = "Kosong"}}, drop_empty = true, of = theme,
            rows = {{"bawah", false, false, of = theme}, {{content = "semua", span = 3, head = true}, id = "x"}},
        },
        b.section(theme, "bagian"),
        b.chart {
            points = {{label = "a", value = 1, of = theme}}, of = theme, notes = "catatan", caption = "Grafik",
        },
        b.para(b.label("matrix_framework_note")),
        {"awal", left_out, "tengah", left_out, left_out, "akhir", left_out},
    }
end
return {api = 1, assemble = assemble}
