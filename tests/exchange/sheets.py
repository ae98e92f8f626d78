"""Sheets and Word documents as people and tools make them: with titles, joined cells, two lines of heads, names of persons, any encoding; and
what is to be read of each. write(folder) gives (name, what the public files hold, what only private ones may)."""
import csv
import io
import zipfile

import projects

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def table(path, rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def run(words, color=None, fill=None):
    marks = (f'<w:highlight w:val="{color}"/>' if color else "") + (f'<w:shd w:val="clear" w:fill="{fill}"/>' if fill else "")
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def about(number, inner):
    return f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>'


def paragraph(*runs):
    return f'<w:p>{"".join(runs)}</w:p>'


def cells(*inner):
    return f'<w:tr>{"".join(f"<w:tc>{fill}{paragraph(words)}</w:tc>" for fill, words in inner)}</w:tr>'


def word(path, body, comments=()):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/comments.xml", f'<w:comments {W}>' + "".join(
            f'<w:comment w:id="{i}" w:author="{author}">{paragraph(run(text))}</w:comment>' for i, (author, text) in enumerate(comments)) + "</w:comments>")


def write(folder):
    table(folder / "dedoose.csv", [
        ["Media Title", "Excerpt Range", "Excerpt Creator", "Excerpt Copy", "# Codes Applied", "Codes Applied Combined", "Code: Barriers Applied",
         "Code: Barriers Weight", "Code: Barriers\\Cost Applied", "Code: Barriers\\Cost Weight", "Resource Creator"],
        ["P1.docx", "120-240", "rosa", "It costs too much.", "2", "Barriers, Cost", "True", "", "True", "5", "rosa"],
        ["P2.docx", "1-40", "ben", "We manage.", "0", "", "False", "", "False", "", "rosa"]])
    table(folder / "heads.csv", [
        ["No.", "Nama Informan", "Kutipan Wawancara", "Kode (Coding)", "Kategori", "Tema", "Pewawancara"],
        ["1", "Ibu Sari", "Saya takut ditimbang.", "takut", "emosi", "hambatan", "Ani"],
        ["2", "Ibu Sari", "Jauh, mahal.", "jarak; biaya", "akses; uang", "hambatan", "Ani"],
        ["3", "Pak Budi", "Kami bantu.", "bantuan", "dukungan", "pendukung", "Ani"]], ";", "utf-16")
    table(folder / "joined.csv", [
        ["Tema", "Kode", "Informan", "Kutipan"], ["Hambatan", "takut", "IU-01", "Saya takut."], ["", "", "IU-02", "Takut sekali."],
        ["", "jarak", "IU-01", "Jauh sekali."], ["Dukungan", "suami", "IU-01", "Suami antar."]], ";", "cp1252")
    table(folder / "lines.csv", [
        ["Matriks Koding Penelitian", "", "", "", ""], ["", "", "", "", ""], ["Informan", "", "Hasil", "", ""],
        ["Kode", "Jabatan", "Kutipan", "Kode", "Tema"], ["IU-01", "Kader", "Saya takut \U0001f600.", "takut", "hambatan"],
        ["IU-02", "Bidan", "Jauh sekali.", "jarak", "hambatan"]], "\t", "utf-16-le")
    table(folder / "names.csv", [
        ["No", "Nama", "Kode Informan", "Umur", "Kutipan", "Kode"], ["1", "Siti Rahmawati", "IU-01", "34", "Saya takut.", "takut, jarak"],
        ["2", "Daeng Nurhayati", "IU-02", "40", "Jauh sekali.", "jarak"], ["", "", "", "", "", "biaya"],
        ["3", "Daeng Nurhayati", "IU-02", "40", "Biaya, waktu.", "biaya, waktu dan tenaga"]])
    projects.xlsx(folder / "merged.xlsx", [("Kode", "Informan", "Kutipan"), ("takut", "IU-01", "Saya takut."), ("", "IU-01", "Takut sekali."),
                                           ("jarak", "IU-01", "Jauh sekali."), ("", "IU-01", "Belum.")], merged=["A2:A3"])
    no = ""
    legend = "<w:tbl>" + cells((no, run("No")), (no, run("Warna")), (no, run("Arti"))) + "".join(
        cells((no, run(str(number))), (fill, run(color, highlight, shade)), (no, run(meaning))) for number, (fill, color, highlight, shade, meaning) in enumerate([
            (no, "Kuning", "yellow", None, "dukungan -&gt; alat"), ('<w:tcPr><w:shd w:fill="FF00FF"/></w:tcPr>', "", None, None, "rasa"),
            (no, "Hijau", None, None, "Waktu"), (no, " ", None, "ffe599", "Biaya")])) + "</w:tbl>"
    long = "Menurut saya bagian ini penting karena informan menyebut sesuatu yang belum pernah disebut siapa pun sebelumnya."
    word(folder / "IK-20.docx", paragraph(run("Wawancara")) + legend + paragraph(run("Iya. "), run("Kami senang.", "yellow")) +
         paragraph(about(0, run("Iya.", "magenta")), run(" lalu "), about(1, run("waktu itu ") + run("sangat lama", "green") + run(" sekali"))) +
         paragraph(run("Mahal.", None, "FFE599")) + paragraph(about(2, about(3, run("Dua kode.")))) + paragraph(about(4, run("Panjang."))) +
         paragraph(about(5, run("Dua orang.", "red"))),
         [("Budi Santoso", "Kode: rasa; iya"), ("Budi Santoso", "lama"), ("Budi Santoso", "satu"), ("Budi Santoso", "dua"), ("Budi Santoso", long),
          ("Ani Rahma", "lain")])
    return [
        ("dedoose.csv", ['codes: [barriers, cost]\n    text: "It costs', 'id: P2.1\n    text: "We manage', 'where: "120-240"', "      - id: cost"], ["rosa", "ben"]),
        ("heads.csv", ["codes: [takut]", "codes: [jarak, biaya]", "      - id: akses", "          - id: jarak", "      - id: uang", "          - id: biaya",
                       "          - id: bantuan"], ["Ani", "Sari", "Budi"]),
        ("joined.csv", ["codes: [takut]\n    text: \"Saya", "codes: [takut]\n    text: \"Takut", "codes: [jarak]", "      - id: jarak", "cell below a filled one | 3"], []),
        ("lines.csv", ["codes: [takut]", "Saya takut \U0001f600.", "      - id: jarak", 'jabatan: "Kader"', "the names of columns | 2"], []),
        ("names.csv", ["codes: [takut, jarak]", "codes: [jarak, biaya]", "codes: [biaya, waktu-dan-tenaga]", 'umur: "40"', "row without text | 1 | changed"],
         ["Siti", "Nurhayati"]),
        ("merged.xlsx", ['codes: [takut]\n    text: "Takut sekali.', 'codes: [jarak]\n    text: "Jauh', 'id: IU-01.4\n    text: "Belum.'], []),
        ("IK-20.docx", ['id: IK-20.1\n    codes: [alat]', 'codes: [rasa, iya]\n    text: "Iya."', 'codes: [lama, waktu]\n    text: "waktu itu sangat lama sekali"',
                        "codes: [biaya]", "codes: [dua, satu]", f'text: "Panjang."\n    coder: "A"\n    memo: "{long}"', "codes: [lain, red]", 'color: "#ffe599"'],
         ["Budi", "Warna"])]
