"""What a study can ask of Word besides words: word_marks.py LAMPIRAN ROOT FOLDER.

Other languages, lists, numbers by appendix, pictures of many sizes, a DOT file, a broken drawing, a wide table at the end.
"""
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import zlib

from docx import W, Document, expect, finish, text_of

program, root, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x80" * width) * height, 9)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def write(name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


shutil.copytree(root / "tests/study/base", folder)
write("content/figures/kecil.png", png(96, 48))
write("content/figures/foto tinggi é.png", png(400, 4000))
write("content/figures/lebar.png", png(4000, 40))
write("content/figures/gambar rusak.svg", "<svg xmlns='http://www.w3.org/2000/svg'><g>")
write("content/figures/foto.png", png(1600, 1200))
write("content/figures/alur.dot", "digraph { a -> b [label=lalu] }")
write("content/findings/jadwal.md", """---
id: jadwal-tetap
objective: a
theme: jadwal
title: Jadwal tetap
---
Kata :lang[good governance]{en} dan :lang[\u0633\u0644\u0627\u0645]{ar} di sini.

:::lang{en}
A whole *paragraph* in English.
:::

![Kecil](figures/kecil.png) ![Rusak](<figures/gambar rusak.svg>)

![Tinggi](<figures/foto tinggi é.png>)

![Lebar](figures/lebar.png)

![Separuh](figures/kecil.png){width=50%}

| | |
|:-:|:-:|
| ![Foto pertama](figures/foto.png) | ![Foto kedua](figures/foto.png) |

![Alur kerja](figures/alur.dot)

3) tiga
4) empat

   | a |
   |---|
   | b |

Di sini $p < 0,05$, $\\bar{x}$ dan $\\binom{n}{k}$, kata[^1].

$$f(x) = \\begin{cases} 1 & \\text{jika } x > 0 \\\\ 0 & \\text{lainnya} \\end{cases}$$ {#eq:dua}

[^1]: Juga $\\sigma^2$, lihat @eq:dua.
""")
# The last appendix is a wide table and nothing after it.
study = (folder / "content/study.yaml").read_text(encoding="utf-8")
write("content/study.yaml",
      re.sub(r"^appendices: .*$", "appendices: [narrative, definitions, synthesis]", study, flags=re.M)
      + "appendix: {numbering: numbers, number_by_chapter: true, font_size: 9, heading: right,\n"
      "  turned: [tbl:sintesis]}\n")
synthesis = (folder / "content/synthesis.yaml").read_text(encoding="utf-8")
write("content/synthesis.yaml", re.sub(r"^conclusion: .*\n", "", synthesis, flags=re.M))
run = subprocess.run([program, "build", "--latex", "--docx", "--out", str(folder / "out"), str(folder)],
                     capture_output=True, text=True)
if run.returncode != 0:
    sys.exit(f"not built:\n{run.stderr}")
expect("content/figures/gambar rusak.svg: warning: rsvg-convert made no picture of" in run.stderr, "no warning of a broken drawing")
document = Document(folder / "out/appendices/lampiran.docx")

# ---- languages ----

languages = {style.get(W + "styleId"): style.find(f"{W}rPr/{W}lang").get(W + "val")
             for style in document.styles.iter(W + "style") if style.get(W + "styleId").startswith("Language")}
marked = {}
for run in document.body.iter(W + "r"):
    style = run.find(f"{W}rPr/{W}rStyle")
    if style is not None and style.get(W + "val") in languages:
        name = languages[style.get(W + "val")]
        marked[name] = marked.get(name, "") + text_of(run)
        expect((run.find(f"{W}rPr/{W}rtl") is not None) == (name == "ar"), f"the direction of {text_of(run)}")
expect(marked == {"en-US": "good governanceA whole paragraph in English.", "ar": "\u0633\u0644\u0627\u0645"},
       f"languages: {marked}")

# ---- pictures ----

sizes = {picture.alt: (round(picture.width), round(picture.height)) for picture in document.pictures}
expect(sizes.get("Kecil") == (72, 36), f"a small picture is {sizes.get('Kecil')} pt")
expect(sizes.get("Tinggi") == (60, 600), f"a high picture is {sizes.get('Tinggi')} pt")
expect(sizes.get("Lebar") == (396, 4), f"a wide picture is {sizes.get('Lebar')} pt")
expect(sizes.get("Separuh") == (198, 99), f"a picture of half the line is {sizes.get('Separuh')} pt")
expect("Alur kerja" in sizes, "a DOT file is no picture")
expect("[Rusak]" in document.words(), "no words in place of a broken drawing")

# ---- lists ----

numbering = document.part("word/numbering.xml")
third = next(paragraph for paragraph in document.paragraphs if text_of(paragraph) == "tiga")
list_number = third.find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val")
kind = numbering.find(f"{W}num[@{W}numId='{list_number}']")
level = numbering.find(f"{W}abstractNum[@{W}abstractNumId='{kind.find(W + 'abstractNumId').get(W + 'val')}']/{W}lvl")
expect((level.find(W + "lvlText").get(W + "val"), level.find(W + "start").get(W + "val")) == ("%1)", "3"),
       "a list does not begin with 3)")

# ---- mathematics ----

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
equations = list(document.body.iter(M + "oMath")) + list(document.part("word/footnotes.xml").iter(M + "oMath"))
written = ["".join(run.text or "" for run in equation.iter(M + "t")) for equation in equations]
expect(written == ["p<0,05", "x", "nk", "fx=1jika x>00lainnya\u2001\u2001(1.1)", "σ2"], f"equations {written}")
expect(equations[1].find(f"{M}bar") is not None, "no bar above a letter")
expect(equations[2].find(f".//{M}type[@{M}val='noBar']") is not None, "a binomial is a fraction")
expect("\\" not in document.words(), "TeX is printed as typed")

# ---- numbers ----

captions = [text_of(caption).replace("\u00a0", " ").split(". ")[0] for caption in document.with_style("TableCaption")]
# One that was typed, and what closes each of two objectives.
expect(captions == ["Tabel 1.1", "Tabel 1.2", "Tabel 1.3", "Tabel 2.1", "Tabel 3.1"], f"captions {captions}")
expect([text_of(entry).split(".")[0] for entry in document.with_style("TOC1")]
       == ["Lampiran 1", "Lampiran 2", "Lampiran 3"], "appendices with numbers")
titles = next(level for level in numbering.iter(W + "lvl") if level.find(W + "lvlText").get(W + "val") == "Lampiran %1.")
expect(titles.find(W + "numFmt").get(W + "val") == "decimal", "Word numbers the appendices another way")
expect("Jadwal terlihat pada Tabel 1.1" in document.words(), "a reference has another number than its table")

styles = {style.get(W + "styleId"): style for style in document.styles.iter(W + "style")}
expect(styles["Table"].find(f"{W}rPr/{W}sz").get(W + "val") == "18", "letters of tables are not of 9 points")
expect(styles["Heading1"].find(f"{W}pPr/{W}jc").get(W + "val") == "right", "titles are not at the right")

# ---- sections ----

expect(document.sections[-1].turned, "the page of the last, wide table is not turned")

# ---- pictures on small paper, and on its turned pages ----

finding = (folder / "content/findings/jadwal.md").read_text(encoding="utf-8")
write("content/findings/jadwal.md", finding.replace("(figures/foto.png) |\n", "(figures/foto.png) |\n\n: Foto {#tbl:foto}\n"))
study = (folder / "content/study.yaml").read_text(encoding="utf-8")
write("content/study.yaml", study.replace("turned: [tbl:sintesis]", "paper: a5, turned: [tbl:foto]"))
run = subprocess.run([program, "build", "--latex", "--docx", "--out", str(folder / "small"), str(folder)],
                     capture_output=True, text=True)
if run.returncode != 0:
    sys.exit(f"not built on A5:\n{run.stderr}")
document = Document(folder / "small/appendices/lampiran.docx", paper=(420, 595))
pictures = {picture.alt: picture for picture in document.pictures}
wide, beside = pictures["Lebar"], pictures["Foto pertama"]
expect(abs(wide.width - wide.section.room[0]) < 1, f"a wide picture is {wide.width} of {wide.section.room[0]} pt on A5")
expect(beside.section.turned, "a table that is to be turned is not")
expect(abs(beside.width - beside.section.room[0] / 2) < 15, f"one of two pictures is {beside.width} of {beside.section.room[0]} pt")
finish()
