"""Sheets and Word documents as people and tools make them: with titles, joined cells, two lines of heads, names of persons, any encoding; and
what is to be read of each. write(folder) gives (name, what the public files hold, what only private ones may)."""
import csv
import io
import zipfile

import projects

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


# Names of columns as they may be written, and what each is: S source, C code, T words, P and B persons (B the coder), W place, M memo,
# N note, I number, X and G anything else.
#
# The first line of MAXQDA, that of ATLAS.ti with "Density" and those of Dedoose are as real exports have them, by scripts that read such files in
# public repositories; Taguette's and QualCoder's are in their sources. The others are as they may be.
HEADS = """XMGSCWWXTPXXX = Color | Comment | Document group | Document name | Code | Beginning | End | Weight score | Segment | Modified by | Modified | Area | Coverage %
GSCWWXTBXPXXXM = Document group | Document name | Code | Beginning | End | Weight score | Segment | Author | Creation date | Modified by | Modified on | Area | Coverage % | Comment
GSCCWWTBXX = Document group | Document name | Code | Subcode | Beginning | End | Coded segment | Created by | Created | Origin
XMGSCWWXTPXXX = Farbe | Kommentar | Dokumentgruppe | Dokumentname | Code | Anfang | Ende | Gewicht | Segment | Bearbeitet von | Bearbeitet am | Fläche | Abdeckungsgrad %
GSCWWXTBXP = Dokumentgruppe | Dokumentname | Code | Anfang | Ende | Gewicht | Segment | Autor | Erstellt am | Autor (geändert)
GSCWWTB = Grupo de documentos | Nombre del documento | Código | Inicio | Fin | Segmento | Autor
GSCWWTB = Groupe de documents | Nom du document | Code | Début | Fin | Segment | Auteur
IXTMCWSXBPXX = ID | Quotation Name | Quotation Content | Comment | Codes | Reference | Document | Density | Created by | Modified by | Created | Modified
ISGTCXMWBXPXX = ID | Document | Document Groups | Quotation Content | Codes | Code Groups | Comment | Reference | Created by | Created | Modified by | Modified | Number of Codes
IXTSCMWWBX = ID | Name | Text Content | Document | Codes | Comment | Start | End | Creator | Creation Date
STCMBX = Document | Quotation | Codes | Comments | Creator | Created At
IXTSCMWBP = ID | Nama Kutipan | Isi Kutipan | Dokumen | Kode | Komentar | Referensi | Dibuat oleh | Diubah oleh
XSCWTXB = Name | File | Code | Reference | Text | Coverage | Coder
SXXXCTB = File Name | In Folder | References | Coverage | Code Name | Coded Text | Coded By
CSTXB = Node | Source | Reference Text | Coverage | Initials
CSTX = Nodes | Sources | Coded Content | Memo Link
SCTXB = Nama Berkas | Nama Kode | Teks Referensi | Cakupan | Inisial Pengode
ISWBXTXCX = Excerpt Id | Media Title | Excerpt Range | Excerpt Creator | Excerpt Date | Excerpt | # Tags Applied | Codes Applied Combined | Descriptor: Gender
TCSX = Snippet | Code | Transcript | Description
XSCXTBN = Project | Transcript Name | Code | Code Group | Snippet | Coder | Note
STCX = Transcript | Snippet Text | Codes | Participant Demographics
CSTBX = Quirk | Source | Quote | Author | Date
CSTBXM = Theme | Source name | Highlighted text | Coded by | Coded on | Memo
CCSTX = Quirk name | Parent quirk | Source title | Text | Source properties
SBTICMCC = File | Coder | Coded | Id | Codename | Coded_Memo | Category | Category
STCBX = Note title | Highlight | Tags | Created by | Created at
XTCS = Session | Highlight text | Tag | Participant
SCXXTW = Case | Code Name | Source Material | Frequency | Excerpt Text | Reference
SCTM = Document | Code | Quotation | Memo
ISTCCC = No | Informan | Hasil Wawancara | Koding | Kategori | Tema
ISTCCC = Nomor | Kode Informan | Transkrip Wawancara | Open Coding | Axial Coding | Selective Coding
ISTXNC = No. | Subjek | Verbatim | Pemadatan Fakta | Interpretasi | Tema
SXTCCC = Informan | Pertanyaan | Jawaban | Kata Kunci | Kategori | Tema
STNCC = Partisipan | Pernyataan Signifikan | Makna Terformulasi | Kluster Tema | Tema Utama
STCCC = Inisial | Kutipan | Kode Awal | Sub Tema | Tema
STCNW = Sumber Data | Petikan | Label Kode | Catatan Peneliti | Halaman
SXXTCC = Nama Informan | Jenis Kelamin | Usia | Kutipan Langsung | Kode | Sub-Kode
SWTCCCC = ID Partisipan | Baris | Unit Makna | Kode | Sub Kategori | Kategori | Tema
STCM = Narasumber | Cuplikan Wawancara | Kode | Keterangan
STCN = Kode Dokumen | Isi Dokumen | Kode | Analisis
STXCN = Informan | Data | Reduksi Data | Kode | Kesimpulan
XSTC = Tanggal Wawancara | Informan | Teks Wawancara | Kode
STCCC = Informan Kunci | Kutipan Transkrip | Koding Terbuka | Koding Aksial | Koding Selektif
STCC = INFORMAN | KUTIPAN | KODE | TEMA
STCC = Kode_Informan | Kutipan_Wawancara | Kode_Awal | Kategori
STC = Informan/Partisipan | Kutipan/Verbatim | Kode/Koding
SWTCCCC = Participant ID | Line Number | Raw Data | Initial Code | Focused Code | Category | Theme
STCCC = Interviewee | Verbatim quote | First-order concept | Second-order theme | Aggregate dimension
STXCCCC = Participant | Meaning unit | Condensed meaning unit | Code | Subcategory | Category | Theme
STCCC = Speaker | Quote | Code | Sub-theme | Theme
STCC = Interview # | Excerpt | Open code | Axial code
STCCC = Respondent No. | Response | Code 1 | Code 2 | Code 3
STC = Participant | Data extract | Coded for
STCC = Pseudonym | Illustrative quote | Descriptive code | Pattern code
STCB = Source File | Text Segment | Label | Annotator"""


def headed():
    """For each line of HEADS its cells, what the excerpts hold, what the codebook holds."""
    for line in HEADS.splitlines():
        kinds, heads = line.split(" = ")
        rows = []
        for row in "ab":
            cells = {"I": f"{row}:1", "S": "P01" if row == "a" else "P02", "T": f"Kalimat {row} yang dikatakan.", "P": "Orangluar Satu", "B": f"Pengode {row}", "W": f"7{row}",
                     "M": f"Memo {row}.", "N": f"Tafsir {row}.", "G": "Kota"}
            rows.append([f"kode{i}{row}" if kind == "C" else cells.get(kind, f"lain{i}") for i, kind in enumerate(kinds)])
        wanted = {"T": 'text: "Kalimat b yang', "S": "source: P02\n", "B": "coder: ", "M": 'memo: "Memo b', "N": 'note: "Tafsir b', "W": "where: "}
        yield (line, [heads.split(" | ")] + rows, [words for kind, words in wanted.items() if kind in kinds],
               [f'label: "kode{i}b"' for i, kind in enumerate(kinds) if kind == "C"])


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


def word(path, body, comments=(), answers=()):
    """answers: pairs of comments, the second of which answers the first."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/comments.xml", f'<w:comments {W}>' + "".join(
            f'<w:comment w:id="{i}" w:author="{author}"><w:p w:paraId="{i}A">{run(text)}</w:p></w:comment>' for i, (author, text) in enumerate(comments)) + "</w:comments>")
        if answers:
            archive.writestr("word/commentsExtended.xml", f'<w:commentsEx {W}>' + "".join(
                f'<w:commentEx w:paraId="{answer}A" w:paraIdParent="{asked}A"/>' for asked, answer in answers) + "</w:commentsEx>")


def habits(folder):
    """What Word writes of a text besides its words: answers to comments, moved words, text boxes, hyphens, tables of who says what."""
    box = paragraph(run("Dalam kotak."))
    word(folder / "IK-21.docx", paragraph(run("P: Siapa?")) + paragraph(about(0, about(1, run("IK-21: Ibu") + "<w:r><w:noBreakHyphen/></w:r>" + run("ibu itu."))))
         + f'<w:p><w:moveFrom w:id="7">{run("Pindah.")}</w:moveFrom></w:p><w:p><w:moveTo w:id="7">{run("Pindah.")}</w:moveTo></w:p>'
         + f'<w:p><w:r><w:AlternateContent><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent></w:r></w:p>'
         + "<w:tbl>" + cells(("", run("P")), ("", run("Siapa yang antar?"))) + cells(("", run("IK-21")), (paragraph(about(2, run("Suami saya."))), run("Setiap pagi."))) + "</w:tbl>"
         + paragraph(about(3, run("Itu saja."))),
         [("Budi Santoso", "rasa"), ("Ani Rahma", "betul, setuju"), ("Budi Santoso", "suami"), ("Ani Rahma", "suami")], [(0, 1)])


def write(folder):
    table(folder / "dedoose.csv", [
        ["Media Title", "Excerpt Range", "Excerpt Creator", "Excerpt Copy", "# Codes Applied", "Codes Applied Combined", "Code: Barriers Applied",
         "Code: Barriers Weight", "Code: Barriers\\Cost Applied", "Code: Barriers\\Cost Weight", "Resource Creator"],
        ["P1.docx", "120-240", "rosa", "It costs too much.", "2", "Barriers, Cost", "True", "", "True", "5", "rosa"],
        ["P2.docx", "1-40", "ben", "We manage.", "0", "", "False", "", "False", "", "rosa"]])
    table(folder / "dedoose-whole.csv", [
        ["Media Title", "Excerpt Range", "Excerpt Creator", "Excerpt Date", "Excerpt Copy", "Resource Creator", "Resource Date", "Codes Applied Combined",
         "Code: Motor Skills Applied", "Code: Motor Skills Range", "Code: Motor Skills Weight", "Code: Focus Applied", "Code: Focus Range", "Code: Focus Weight"],
        ["P1.docx", "12-56", "rosa", "2023-06-10", "It costs too much.", "rosa", "2023-06-01", "Motor Skills; Focus", "True", "12-56", "3", "True", "12-56", ""],
        ["P2.docx", "4-38", "ben", "2023-07-18", "We manage.", "rosa", "2023-06-01", "Focus", "False", "", "", "True", "4-38", ""]])
    table(folder / "maxqda-whole.csv", [
        ["Color", "Comment", "Document group", "Document name", "Code", "Beginning", "End", "Weight score", "Segment", "Modified by", "Modified", "Created by", "Created",
         "Area", "Coverage %", "Other codes assigned to segment", "Age", "Code: Akses", "Code: Akses > Biaya"],
        ["\u25cf", "", "Kota", "P01", "Akses > Biaya", "3", "3", "0", "Mahal sekali.", "rosa", "1/2/2024 10:00", "rosa", "1/2/2024 10:00", "13", "0,5", "Akses", "34", "0", "1"],
        ["\u25cf", "", "Desa", "P02", "Akses", "7", "8", "0", "Jauh sekali.", "ben", "1/2/2024 10:00", "ben", "1/2/2024 10:00", "12", "0,4", "", "40", "1", "0"]])
    table(folder / "atlas-whole.csv", [
        ["ID", "Quotation Name", "Document", "Document Groups", "Quotation Content", "Comment", "Codes", "Reference", "Density", "Created by", "Modified by", "Created", "Modified",
         "Biaya", "Jarak"],
        ["1:1", "Mahal", "P01", "Kota", "Mahal sekali.", "Memo.", "Biaya\nJarak", "3", "2", "rosa", "rosa", "1/2/2024", "1/2/2024", "1", "1"],
        ["2:1", "Jauh", "P02", "Desa", "Jauh sekali.", "", "Jarak", "7 - 8", "1", "ben", "ben", "1/2/2024", "1/2/2024", "0", "1"]])
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
    table(folder / "uncoded.csv", [["No", "Nama", "Jawaban 1", "Jawaban 2"], ["1", "Siti", "Saya takut.", "Jauh."], ["2", "Nurhayati", "Biasa.", ""]])
    projects.xlsx(folder / "merged.xlsx", [("Kode", "Informan", "Kutipan"), ("takut", "IU-01", "Saya takut."), ("", "IU-01", "Takut sekali."),
                                           ("jarak", "IU-01", "Jauh sekali."), ("", "IU-01", "Belum.")], merged=["A2:A3"])
    table(folder / "parted.csv", [
        ["Informan", "Kutipan", "Kode"], ["IU-01", "Satu.", "takut / jarak"], ["IU-01", "Dua.", "Takut dan  biaya"], ["IU-01", "Tiga.", "jarak & biaya"], ["IU-02", "Empat.", "takut"],
        ["IU-02", "Lima.", "biaya"], ["IU-02", "Enam.", "TAKUT, jarak, dan biaya"], ["IU-02", "Tujuh.", "jarak"], ["IU-02", "Delapan.", "suami/istri"],
        ["IU-02", "Sembilan.", "takut (jarum, ruang), biaya"], ["IU-02", "Sepuluh.", "- takut\n- jarak"], ["IU-02", "Sebelas.", "1. biaya\n2. jarak"],
        ["IU-02", "Dua belas.", "\u2022 jarak \u2022 takut"], ["IU-02", "Tiga belas.", "-"], ["Jumlah", "13", ""], ["IU-02", "Empat belas.", "takut\tbiaya", "cek lagi"], ["", "Lima belas.", "jarak"]])
    table(folder / "behind.csv", [["Koding", "Kutipan"], ["takut", '"Saya takut." (IU-01, 12 Mei 2025)'], ["jarak", "\u201cJauh (sekali).\u201d (Informan 2)."]])
    table(folder / "coded-form.csv", [["Stempel Waktu", "Nama", "Apa yang membuat Ibu tidak datang?", "Kode"], ["1", "Siti Rahmawati", "Jauh sekali.", "jarak"],
                                      ["2", "Daeng Nurhayati", "Takut jarum.", "takut"]])
    table(folder / "book.csv", [["No", "Kode", "Nama Kode", "Definisi", "Kriteria Inklusi", "Contoh"], ["1", "K1", "Takut, malu", "Takut ditimbang.", "Bila takut.", "Saya takut."]])
    (folder / "mac.csv").write_bytes(b"Daftar koding\rInforman|Kutipan|Kode\rIU-01|Saya takut.|takut\rIU-02|Jauh.|jarak\r")
    table(folder / "IU-09.csv", [["Kutipan", "Kode"], ["Saya takut.", "takut"]])
    projects.tabs(folder / "tabs.xlsx", ("IU-01", [("Kutipan", "Kode"), ("Saya takut.", "takut; K2")]), ("Ibu Siti", [("Kutipan", "Kode", "Usia"), ("Jauh.", "k2, 3", "34")]),
                  ("Daftar Kode", [("Daftar",), ("No", "Kode", "Nama Kode", "Tema"), ("1", "K1", "Takut", "Hambatan"), ("2", "K2", "Jarak", "Hambatan"), ("3", "K3", "Biaya, ongkos", "Hambatan")]),
                  ("Pedoman", [("No", "Pertanyaan"), ("1", "Apa?")]))
    table(folder / "twice.csv", [["Informan", "", "Hasil Wawancara", "Analisis", ""], ["Kode", "Jabatan", "Kutipan", "Kode", "Tema"], ["IU-01", "Kader", "Saya takut.", "takut", "hambatan"], ["IU-02", "Bidan", "Jauh.", "jarak", "hambatan"]])
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
    habits(folder)
    return [
        ("dedoose.csv", ['codes: [barriers, cost]\n    text: "It costs', 'id: P2.1\n    text: "We manage', 'where: "120-240"', "      - id: cost"], ["rosa", "ben"]),
        ("dedoose-whole.csv", ['codes: [motor-skills, focus]\n    text: "It costs', 'codes: [focus]\n    text: "We manage', 'where: "12-56"', "mark of a code | 4 |"], ["rosa", "ben"]),
        ("maxqda-whole.csv", ['codes: [biaya]\n    text: "Mahal', 'codes: [akses]\n    text: "Jauh', 'age: "34"', 'document-group: "Kota"', "mark of a code | 4 |"], ["rosa", "ben"]),
        ("atlas-whole.csv", ['codes: [biaya, jarak]\n    text: "Mahal', 'memo: "Memo."', 'where: "7 - 8"', "column of a code | 2 |", 'document-groups: "Desa"'], ["rosa", "ben"]),
        ("heads.csv", ["codes: [takut]", "codes: [jarak, biaya]", "      - id: akses", "          - id: jarak", "      - id: uang", "          - id: biaya",
                       "          - id: bantuan"], ["Ani", "Sari", "Budi"]),
        ("joined.csv", ["codes: [takut]\n    text: \"Saya", "codes: [takut]\n    text: \"Takut", "codes: [jarak]", "      - id: jarak", "cell below a filled one | 3"], []),
        ("lines.csv", ["codes: [takut]", "Saya takut \U0001f600.", "      - id: jarak", 'jabatan: "Kader"', "the names of columns | 2"], []),
        ("names.csv", ["codes: [takut, jarak]", "codes: [jarak, biaya]", "codes: [biaya, waktu-dan-tenaga]", 'umur: "40"', "row without text | 1 | changed"],
         ["Siti", "Nurhayati"]),
        ("parted.csv", ['codes: [takut, jarak]\n    text: "Satu', 'codes: [takut, biaya]\n    text: "Dua', 'codes: [jarak, biaya]\n    text: "Tiga', 'codes: [takut, jarak, biaya]\n    text: "Enam',
                        'codes: [suami-istri]', 'codes: [takut-jarum-ruang, biaya]', 'codes: [takut, jarak]\n    text: "Sepuluh', 'codes: [biaya, jarak]\n    text: "Sebelas',
                        'codes: [jarak, takut]', 'id: IU-02.10\n    text: "Tiga belas', 'codes: [takut, biaya]\n    text: "Empat belas', "row of totals | 1 | left", "in it | 3 | changed",
                        "in it | 1 | kept", "no name of a column | 1 | left", "row without a source | 1 | changed", "other capitals or blanks | 2 | changed"], ["cek lagi"]),
        ("behind.csv", ['source: IU-01\n', 'text: "Saya takut."', 'where: "12 Mei 2025"', 'text: "Jauh (sekali)."', "whose they are | 1 | changed"], ['Informan 2']),
        ("coded-form.csv", ['codes: [jarak]\n    text: "Jauh sekali.', 'codes: [takut]\n    text: "Takut jarum.'], ["Siti", "Nurhayati"]),
        ("book.csv", ['label: "Takut, malu"', 'when_to_use: "Bila takut."', 'anchor_example: "Saya takut."'], ["K1"]),
        ("mac.csv", ['codes: [takut]\n    text: "Saya takut.', 'codes: [jarak]\n    text: "Jauh.'], []),
        ("IU-09.csv", ["source: IU-09\n"], []),
        ("tabs.xlsx", ['source: IU-01\n', 'codes: [takut, jarak]\n    text: "Saya takut.', 'codes: [jarak, biaya-ongkos]\n    text: "Jauh.', 'usia: "34"', "sheet of the file | 3 | kept",
                       "sheet of the file | 1 | left out", "      - id: jarak"], ["Siti", "K2"]),
        ("twice.csv", ['codes: [takut]\n    text: "Saya takut."', 'jabatan: "Kader"', "      - id: takut"], []),
        ("uncoded.csv", ['text: "Biasa."', "further column of words | 1 |"], ["Siti", "Nurhayati"]),
        ("merged.xlsx", ['codes: [takut]\n    text: "Takut sekali.', 'codes: [jarak]\n    text: "Jauh', 'id: IU-01.4\n    text: "Belum.'], []),
        ("IK-20.docx", ['id: IK-20.1\n    codes: [alat]', 'codes: [rasa, iya]\n    text: "Iya."', 'codes: [lama, waktu]\n    text: "waktu itu sangat lama sekali"',
                        "codes: [biaya]", "codes: [dua, satu]", f'text: "Panjang."\n    coder: "A"\n    memo: "{long}"', "codes: [lain, red]", 'color: "#ffe599"'],
         ["Budi", "Warna"]),
        ("IK-21.docx", ['codes: [rasa]\n    text: "Ibu-ibu itu."\n    coder: "A"\n    memo: "betul, setuju"', 'codes: [suami]\n    text: "Suami saya."\n    coder: "A"',
                        'codes: [suami]\n    text: "Itu saja."\n    coder: "B"', "it answers another comment"], ["Budi", "betul-setuju"])]
