#!/usr/bin/env python3
"""A Word document comes back with comments and tracked changes: each is told at its place in the study, and a change is
made one by one, never in what an informant said.

    review.py PROGRAM
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

program = str(pathlib.Path(sys.argv[1]).resolve())
root = pathlib.Path(__file__).resolve().parents[2]
work = pathlib.Path(tempfile.mkdtemp())
study = work / "study"
problems = []
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

FINDING = """---
id: dana-iuran
objective: b
theme: dana
title: Dana berasal dari iuran
---
Dana berasal dari iuran warga dan *dana desa* yang dikumpulkan kader setiap bulan, lalu
dicatat oleh bendahara posyandu.

Kader menyebut iuran itu [sukarela](page:tentang) dan "tanpa paksaan".
"""


def run(*arguments):
    done = subprocess.run([program, "review", *map(str, arguments)], capture_output=True, text=True, cwd=work, timeout=60)
    return done.returncode, done.stdout, done.stderr


def expect(what, holds, said=""):
    if not holds:
        problems.append(f"{what}\n{said}")


def words(text, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def put_in(text, author="Dr. A"):
    return f'<w:ins w:id="9" w:author="{author}">{words(text)}</w:ins>'


def taken_out(text, author="Dr. A"):
    return f'<w:del w:id="9" w:author="{author}">{words(text, "delText")}</w:del>'


def paragraph(*parts):
    return "<w:p><w:pPr><w:rPr><w:ins w:id='1' w:author='X'/></w:rPr></w:pPr>" + "".join(parts) + "</w:p>"


def document(name, *paragraphs, comments="", **others):
    with zipfile.ZipFile(work / name, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{"".join(paragraphs)}</w:body></w:document>')
        archive.writestr("word/comments.xml", f'<w:comments xmlns:w="{W}">{comments}</w:comments>')
        for part, text in others.items():
            archive.writestr(f"word/{part}.xml", text)


def comment(number, text, author="Dr. A"):
    return f'<w:comment w:id="{number}" w:author="{author}"><w:p>{words(text)}</w:p></w:comment>'


def place(message):
    return [item for item in listed if message in item["message"]]


shutil.copytree(root / "tests/study/base", study)
finding = study / "content/findings/dana.md"
finding.write_text(FINDING, encoding="utf-8")
excerpts = sorted((study / "content/excerpts").glob("*.yaml"))
said = next(line.split("text:", 1)[1].strip(' "\'') for path in excerpts for line in path.read_text(encoding="utf-8").splitlines()
            if "text:" in line and len(line) > 60).rstrip("}\"'")
start, _, last = said.rpartition(" ")

document(
    "ulasan.docx",
    paragraph('<w:commentRangeStart w:id="0"/>', words("Dana berasal"), '<w:commentRangeEnd w:id="0"/>',
              words(" dari iuran warga dan "), words("dana desa"), words(" yang "),
              taken_out("dikumpulkan"), put_in("dihimpun"), words(" kader setiap bulan, lalu dicatat oleh bendahara "),
              put_in("setiap "), words("posyandu.")),
    paragraph(words("Kader menyebut iuran itu sukarela dan "), taken_out("“tanpa paksaan”"), words(".")),
    paragraph(words("Dana berasal dari iuran warga dan "), taken_out("dana desa", "Dr. B"), put_in("dana dusun", "Dr. B"),
              words(" yang dikumpulkan kader setiap bulan")),
    paragraph(words(start + " "), taken_out(last), put_in("berbeda")),
    paragraph(words("Kalimat yang tidak ada di mana pun dalam penelitian"), '<w:commentReference w:id="1"/>'),
    paragraph(words("yang dikumpulkan kader "), put_in("*"), words("setiap bulan, lalu dicatat oleh")),
    paragraph(words("kader setiap bulan, lalu dicatat oleh bendahara"), taken_out(" posyandu")),
    comments=comment(0, "Sumbernya?") + comment(1, "Dari mana ini?", "Dr. B") + comment(7, "tidak dipakai"))
status, out, error = run("ulasan.docx", "study", "--format", "json")
listed = json.loads(out or error)
expect("a review is listed", status == 0 and len(listed) == 9, error)
expect("all are notes", all(item["severity"] == "note" and item["code"] in ("change", "comment", "look-at") for item in listed), error)
for message, line, column in (("Dr. A on 'Dana berasal': Sumbernya?", 7, 1),
                              ("change 1, of Dr. A: 'dikumpulkan' becomes 'dihimpun'", 7, 52),
                              ("change 2, of Dr. A: put in 'setiap'", 8, 14),
                              ("change 3, of Dr. A: take out '“tanpa paksaan”'", 10, 58),
                              ("change 4, of Dr. B: 'dana desa' becomes 'dana dusun'", 7, 36)):
    found = place(message)
    expect(message, len(found) == 1 and (found[0]["file"], found[0]["line"]) == ("content/findings/dana.md", line), error)
    expect(f"{message}: column {column}", found and abs(found[0]["column"] - column) < 12, error)
expect("what an informant said is found in its excerpt", "content/excerpts/" in str(place("becomes 'berbeda'")), error)
expect("words of nowhere are told with their paragraph",
       place("Dr. B: Dari mana ini?") and "Kalimat yang tidak ada" in str(place("Dari mana ini?")[0]["hints"]), error)

before = finding.read_bytes()
status, out, error = run("ulasan.docx", "study", "--apply", "1", "--dry-run")
expect("a dry run shows and writes nothing", status == 0 and "+Dana berasal dari iuran warga dan *dana desa* yang dihimpun kader" in out
       and finding.read_bytes() == before, out + error)
for number, hint in ((4, "Markdown between"), (5, "is not edited"), (6, "signs that mean something"), (99, "lists them")):
    status, out, error = run("ulasan.docx", "study", "--apply", number)
    expect(f"change {number} is refused", status == 1 and hint in error and finding.read_bytes() == before, out + error)
# What a command that was killed once left there.
left = study / "content/findings/dana.md.lampiran"
left.write_text("setengah")
status, out, error = run("ulasan.docx", "study", "--apply", "1")
left.unlink()
expect("a change is made", status == 0 and finding.read_bytes() == before.replace(b"dikumpulkan", b"dihimpun"), out + error)
expect("lines before and after are shown", out.startswith("--- content/findings/dana.md\n") and "\n-Dana" in out and "\n+Dana" in out, out)
status, out, error = run("ulasan.docx", "study", "--apply", "2")
expect("words are put in", status == 0 and "bendahara setiap posyandu." in finding.read_text(encoding="utf-8"), out + error)
before = finding.read_bytes()
status, out, error = run("ulasan.docx", "study", "--apply", "1")
expect("a change is not made twice", status == 1 and finding.read_bytes() == before, out + error)
expect("nothing is left beside", not list(study.rglob("*.lampiran")) and not list(study.glob(".*")), str(list(study.iterdir())))

# What a reader adds as a paragraph, or as a row, stands behind what is before; captions are found without their number; and
# what a researcher notes between records is no text of a document.
bibliography = study / "content/references.bib"
bibliography.write_text("% Judul yang hanya dicatat (Tabel 9)\n" + bibliography.read_text(encoding="utf-8"), encoding="utf-8")
synthesis = study / "content/synthesis.yaml"
synthesis.write_text("caption: Penelitian sebelumnya\n# Judul yang hanya dicatat\n"
                     + re.sub(r"^caption:.*\n", "", synthesis.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
document("baru.docx", paragraph(words("Dana berasal dari iuran warga dan dana desa yang")), paragraph(put_in("Paragraf baru.")),
         paragraph(put_in("Baris"), ), paragraph(words("Tabel 1. Penelitian sebelumnya"), '<w:commentReference w:id="0"/>'),
         paragraph(words("Judul yang hanya dicatat"), '<w:commentReference w:id="1"/>'),
         paragraph(words("oleh bendahara posyandu"), '<w:commentReference w:id="2"/>'),
         comments=comment(0, "Ganti judul.") + comment(1, "Hapus.") + comment(2, "Judul ini?"))
status, out, error = run("baru.docx", "study", "--format", "json")
listed = json.loads(out or error)
for message, file, line in (("put in 'Paragraf baru.'", "findings/dana.md", 7), ("put in 'Baris'", "findings/dana.md", 7),
                            ("Ganti judul.", "synthesis.yaml", 1)):
    found = place(message)
    expect(message, found and (found[0]["file"], found[0]["line"]) == (f"content/{file}", line), error)
expect("a short heading is not found within a sentence", place("Judul ini?") and not place("Judul ini?")[0].get("file"), error)
expect("a note beside the records is no place", place("Hapus.") and not place("Hapus.")[0].get("file"), error)

# A sentence of the program with a few words of a text in it is of no text; one of a text is found though it has changed; a
# year behind its first word is no number of a caption; a value of its own is meant rather than a part of a sentence; and what one reader put in and another took out again never was.
finding.write_text(FINDING + "\nPada 2024 warga membayar iuran pertama, karena kini iuran dibayar setiap bulan oleh warga.\n\n- iuran dibayar setiap bulan\n", encoding="utf-8")
document("lagi.docx",
         paragraph(words("Bagian ini mencatat tiga kutipan tentang iuran warga dan dana desa dari dua belas informan penelitian"),
                   '<w:commentReference w:id="0"/>'),
         paragraph(words("Dana berasal dari iuran murid dan dana desa yang dikumpulkan guru setiap bulan, lalu dicatat sekolah"),
                   '<w:commentReference w:id="1"/>'),
         paragraph('<w:commentRangeStart w:id="2"/>', words("Pada 2024"), '<w:commentRangeEnd w:id="2"/>',
                   words(" warga membayar iuran pertama.")),
         paragraph(words("Kader menyebut iuran itu sukarela dan "), f'<w:ins w:author="Dr. A">{taken_out("tidak ", "Dr. B")}</w:ins>',
                   put_in("tetap "), words("“tanpa paksaan”.")),
         paragraph(words("Sari di Desa Contoh, yang menemukan bahwa di sana iuran dibayar setiap bulan"), '<w:commentReference w:id="3"/>'),
         comments=comment(3, "Nilai.") + comment(0, "Dari program.") + comment(1, "Dari naskah.") + comment(2, "Tahun ini?"))
status, out, error = run("lagi.docx", "study", "--format", "json")
listed = json.loads(out or error)
expect("each remark once", len(listed) == 5, error)
for message, line in (("Dari naskah.", 8), ("on 'Pada 2024': Tahun ini?", 12), ("put in 'tetap'", 10), ("Nilai.", 14)):
    found = place(message)
    expect(message, len(found) == 1 and (found[0].get("file"), found[0].get("line")) == ("content/findings/dana.md", line), error)
expect("words met by chance are no place", place("Dari program.") and not place("Dari program.")[0].get("file"), error)

document("bersih.docx", paragraph(words("Dana berasal")))
status, out, error = run("bersih.docx", "study")
expect("no remarks are said", status == 0 and "neither comments nor tracked changes" in error, error)
(work / "rusak.docx").write_text("bukan")
document("bom.docx", **{"comments": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'})
document("dalam.docx", "<w:p>" * 300 + "</w:p>" * 300)
for name in ("rusak.docx", "bom.docx", "dalam.docx", "tidak-ada.docx"):
    status, out, error = run(name, "study")
    expect(f"{name} is one error", status == 1 and error.count("error: ") == 1 and f"'{name}': " in error, error)
for arguments in ((), ("a.docx", "study", "lagi"), ("a.docx", "--apply", "0")):
    status, out, error = run(*arguments)
    expect(f"{arguments} is refused", status == 2, error)

if "--keep" not in sys.argv:
    shutil.rmtree(work)
else:
    print(work)
for problem in problems:
    print(f"review: {problem}", file=sys.stderr)
print("review: 51 statements of a document that came back")
sys.exit(bool(problems))
