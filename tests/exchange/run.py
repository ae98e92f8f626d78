#!/usr/bin/env python3
"""Projects of other tools become studies that check and build at once, a newer export extends them and changes nothing
that a hand wrote, and hostile files write nothing.

    run.py PROGRAM
"""
import csv
import os
import pathlib
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
import xml.etree.ElementTree
import zipfile

import concepts
import peers
import projects
import sheets

program = str(pathlib.Path(sys.argv[1]).resolve())
work = pathlib.Path(tempfile.mkdtemp())
problems = []


def run(*arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, cwd=work, timeout=60)
    return done.returncode, done.stdout + done.stderr


def expect(what, holds, said=""):
    if not holds:
        problems.append(f"{what}\n{said[-1500:]}")


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def texts(study):
    return "".join(p.read_text() for p in sorted((work / study / "content/excerpts").glob("*.yaml")))


# Each format: import, check, build, import again, and nothing is different.
def rows_of_maxqda():
    projects.xlsx(work / "segments.xlsx", [("Document name", "Code", "Segment"), ("P01", "Dukungan &gt; Alat", "Timbangan baru"),
                                           ("P02", "Rasa", "*Senang* sekali")])


projects.qdpx(work / "nvivo.qdpx", unit="utf16", crlf=True)
projects.qdpx(work / "stored.qdpx", stored=True, folder="Sources", scheme="", name="Project.QDE")
projects.qdpx(work / "draft.qdpx", space="urn:QDA-XML:project:0:10")
projects.odd(work / "odd.qdpx")
projects.taguette(work / "taguette.sqlite3")
projects.qualcoder(work / "qualcoder.qda")
projects.rqda(work / "rqda.rqda")
projects.sheet(work / "comma.csv")
projects.sheet(work / "windows.csv", delimiter=";", encoding="cp1252")
projects.sheet(work / "wide.csv", encoding="utf-16", heads=("Dokumen", "Code 1", "Code 2", "Kutipan", "Wilayah"),
               rows=[("P01", "a", "b", "Satu kalimat.", "kota"), ("P02", "b", "", "Dua kalimat.", "desa")])
rows_of_maxqda()
projects.docx(work / "IK-07.docx")
(work / "IU-03.txt").write_bytes("Caf\u00e9 itu ramai.\r\nKami duduk lama.\r\n".encode("cp1252"))
(work / "unpacked").mkdir()
with zipfile.ZipFile(work / "stored.qdpx") as archive:
    archive.extractall(work / "unpacked")
projects.maxqda(work / "maxqda.mex")
projects.maxqda(work / "cut.mex", with_texts=False)
projects.taguette_codebook(work / "codebook.html")
projects.taguette_highlights(work / "highlights.html")
(work / "IK-08.rtf").write_text("{\\rtf1\\ansi P: Apa kabar?\\par IK-08: Kami {\\b senang} caf\\u233?.\\par}")
subprocess.run(["pandoc", "-f", "markdown", "-o", work / "IK-09.odt"],
               input=b"P: Apa kabar?\n\nIK-09: Kami *senang*.\n\n| P | Lagi? |\n|---|---|\n| IK-09 | Ya. |\n", check=True)
# An unpacked project whose texts are not in it: what the tool wrote as names is words only where it is all of them.
(work / "bare").mkdir()
(work / "bare/project.qde").write_text(projects.qde().replace(
    'name="" startPosition="35" endPosition="%d"' % (35 + len(projects.QUOTES[0])), f'name="{projects.QUOTES[0]}" startPosition="35" endPosition="{35 + len(projects.QUOTES[0])}"', 1)
    .replace('name="" startPosition', 'name="cut off ..." startPosition'))
projects.sheet(work / "scripts.csv", rows=[("1", "P01", "Поддержка", "Satu."), ("2", "P01", "支持", "Dua."),
                                           ("3", "P01", "ᨔᨗᨄᨘ", "Tiga."), ("4", "P01", "نور; 한글", "Empat.")])
projects.sheet(work / "segments.csv", delimiter=";", heads=("Color", "Document group", "Document name", "Code", "Beginning", "End", "Weight score",
                                                          "Segment", "Created by", "Created", "Coverage %"),
               rows=[("●", "Kota", "P01", "Dukungan > Alat", "3", "5", "0", "Timbangan baru", "budi", "1/2/2024", "0,12"),
                     ("●", "Desa", "P02", "Rasa", "7", "7", "0", "Senang sekali", "budi", "1/2/2024", "0,34")])
WANTED = {"odd.qdpx": ["Karena anak saya", "anak saya dan suami.", "نعم بالتأكيد 👩‍👧", "Satu dua.", "kode-null", "[1-5, ", "Sekali"],
          "maxqda.mex": projects.QUOTES[1:] + ["Timbangan diganti tahun lalu"], "cut.mex": projects.QUOTES[1:], "codebook.html": [],
          "highlights.html": ["Saya & ibu-ibu senang.", "codes: [rasa, dukungan-alat]", "Alat baru datang."], "IK-08.rtf": [], "IK-09.odt": [],
          "bare": [projects.QUOTES[0]], "segments.csv": ["Timbangan baru", "¶ 3–5", "¶ 7"],
          "scripts.csv": ["codes: [podderzhka]", "codes: [kode-", "codes: [sipu]", "codes: [nwr, hangeul]"], "nvivo.qdpx": projects.QUOTES, "stored.qdpx": projects.QUOTES, "draft.qdpx": projects.QUOTES,
          "unpacked": projects.QUOTES, "taguette.sqlite3": ["Saya & ibu-ibu senang.", "Alat baru datang."],
          "qualcoder.qda": projects.QUOTES[:2] + ["puskesmas mengirim alat"], "rqda.rqda": projects.QUOTES,
          "comma.csv": ['Kami \\"senang\\", sekali.', "baris dua"], "windows.csv": ["Café tua di pojok"],
          "wide.csv": ["Satu kalimat.", "codes: [a, b]"], "IK-07.docx": ["jarang rapat", "codes: [rapat, waktu]", "codes: [yellow]"], "IU-03.txt": [],
          "segments.xlsx": ["*Senang* sekali", "codes: [alat]"]}
for name, wanted in WANTED.items():
    study = "study-" + name
    status, said = run("import", name, study)
    expect(f"import of {name}", status == 0, said)
    for words in wanted:
        expect(f"{name}: '{words}' is not in the study", status == 0 and words in texts(study), said)
    for command in ("check", "build"):
        status, said = run(command, study)
        expect(f"{command} of {name}", status == 0, said)
    before = tree(work / study / "content")
    status, said = run("import", name, study)
    expect(f"second import of {name}", status == 0 and before == tree(work / study / "content"), said)
    public = "".join(p.read_text(errors="replace") for p in (work / study / "content").rglob("*")
                     if p.is_file() and "private" not in p.parts)
    expect(f"{name}: a name is in a public file", not any(n in public for n in ("Budi", "Siti", "Nurhayati", "budi", "ani\n")))
    expect(f"{name}: a stance or public consent was decided", "stance" not in texts(study) and "public" not in texts(study))

expect("what is cut off is no excerpt", "cut off" not in texts("study-bare") and "Saya bertahan" not in texts("study-cut.mex"))
codebook = (work / "study-codebook.html/content/codebook.yaml").read_text()
expect("a codebook in HTML has its definitions alone", "Segala alat." in codebook and "sorotan" not in codebook, codebook)
codebook = (work / "study-maxqda.mex/content/codebook.yaml").read_text()
expect("codes of MAXQDA are a tree", "codes:\n      - id: alat" in codebook and "Segala alat" in codebook, codebook)
for name, words in (("IK-08.rtf", "IK-08: Kami senang café."), ("IK-09.odt", "IK-09: Kami senang."), ("IK-09.odt", "| P     | Lagi? |"),
                    ("IK-09.odt", "| IK-09 | Ya.   |")):
    texts_there = "".join(p.read_text() for p in (work / f"study-{name}/content/private").rglob("*.txt"))
    expect(f"{name} is a transcript", words in texts_there, texts_there)

# Sheets and documents as people make them: what is in each is found, and no name of a person is in a public file.
for name, wanted, private in sheets.write(work):
    status, said = run("import", name, "made-" + name)
    public = "".join(p.read_text() for p in sorted((work / ("made-" + name) / "content").rglob("*")) if p.is_file() and "private" not in p.parts)
    for words in wanted:
        expect(f"{name}: '{words}' is not in the study", status == 0 and words in public, said + public)
    for words in private:
        expect(f"{name}: '{words}' is in a public file", words not in public, public)
transcript = next((work / "made-IK-21.docx/content/private").rglob("IK-21.txt")).read_text()
expect("what Word has twice is there once, and rows of tables say who speaks",
       transcript == "P: Siapa?\nIK-21: Ibu-ibu itu.\n\nPindah.\nDalam kotak.\n\n| P | Siapa yang antar? |\n| IK-21 | Suami saya. Setiap pagi. |\nItu saja.\n", transcript)
identities = (work / "made-names.csv/content/private/identities.yaml").read_text()
expect("a name in a sheet is an entry", '\nIU-02: ["Daeng Nurhayati"]' in identities, identities)
for number, (line, rows, excerpts, labels) in enumerate(sheets.headed()):
    sheets.table(work / f"headed{number}.csv", rows)
    status, said = run("import", f"headed{number}.csv", f"headed{number}")
    found, book = (texts(f"headed{number}"), (work / f"headed{number}/content/codebook.yaml").read_text()) if status == 0 else ("", "")
    public = "".join(p.read_text() for p in (work / f"headed{number}/content").rglob("*") if p.is_file() and "private" not in p.parts)
    expect(f"columns are known: {line}", status == 0 and all(words in found for words in excerpts) and all(label in book for label in labels), said + found + book)
    expect(f"no person is in a public file: {line}", "Orangluar" not in public and "Pengode" not in public, public)
(work / "IK-24.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:04.000\n<v P>Apa?\n\n00:05.000 --> 00:09.000\n<v IK-24>Baik sekali.\n")
status, said = run("import", "IK-24.vtt", "subtitles")
expect("subtitles are transcripts", status == 0 and (work / "subtitles/content/private/transcripts/IK-24.txt").exists(), said)
(work / "subtitles/content/excerpts").mkdir(exist_ok=True)
for lines, whose in (("6-7", True), ("3-4", False)):
    (work / "subtitles/content/excerpts/IK-24.yaml").write_text(f"source: IK-24\nexcerpts:\n  - {{id: IK-24.1, lines: {lines}}}\n")
    status, said = run("export", "--csv", "subtitles.csv", "--audience", "researcher", "subtitles")
    found = (work / "subtitles.csv").read_text() if status == 0 else said
    expect("an excerpt of subtitles holds what its source says, without times", ("Baik sekali." in found and "00:0" not in found and "<v" not in found) if whose else (status == 1 and "other-speaker" in said), said + found)
status, said = run("import", "unknown.ods", "made-of-ods") if (work / "unknown.ods").write_text("x") else (0, "")
expect("what other files are good for is told", status == 1 and "save it as .xlsx" in said, said)

# 753 codings as RQDA has them, and in the tables of an older version: all words that were not deleted are found, once more as well.
for name in ("many", "old"):
    base, wanted = projects.many_codings(work / f"{name}.rqda")
    if name == "old":
        projects.rqda_before(base)
    base.commit()
    status, said = run("import", f"{name}.rqda", f"rqda-{name}")
    found = texts(f"rqda-{name}")
    quoted = {words.replace("\\", "\\\\").replace('"', '\\"') for words in set().union(*wanted.values())}
    expect(f"{name}: each coding is an excerpt", status == 0 and "730 new excerpts" in said and all(f'text: "{words}"' in found for words in quoted), said)
    expect(f"{name}: what is not read is told", all(f"{lost} |" in said for lost in (
        "deleted coding | 15", "coding | 8", "category of a code | 1", "date of a coding | 738")), said)
    if name == "many":
        expect("colours by their names are colours", '"#ff0000"' in (work / "rqda-many/content/codebook.yaml").read_text() and "color of a code | 1 |" in said, said)
        for command in ("check", "build"):
            status, said = run(command, "rqda-many")
            expect(f"753 codings {command}", status == 0, said)
    # A newer export: one coding deleted, one made, one text grown at its end.
    before = tree(work / f"rqda-{name}/content/excerpts")
    base.execute("UPDATE coding SET status = 0 WHERE rowid = 2")
    base.execute("UPDATE source SET file = file || char(10) || 'Kalimat baru.' WHERE id = 5")
    base.execute("INSERT INTO coding SELECT 1, 5, 'Kalimat baru.', length(file) - 13, length(file), 1, 'ani', NULL, NULL FROM source WHERE id = 5")
    base.commit()
    base.close()
    status, said = run("import", f"{name}.rqda", f"rqda-{name}")
    now = tree(work / f"rqda-{name}/content/excerpts")
    expect(f"{name}: a newer export brings the new coding alone", status == 0 and "1 new excerpt;" in said and "is no longer in the project" in said and
           all(now[file].startswith(before[file]) for file in before), said)

# One of each thing that a tool keeps: all that a person wrote is in the study, or the table of losses says what it was.
for name, found in concepts.write(work):
    status, said = run("import", name, "study-" + name)
    expect(f"{name} is imported", status == 0, said)
    everything = "".join(p.read_text() for p in sorted((work / f"study-{name}/content").rglob("*")) if p.is_file()) if status == 0 else ""
    for words, lost in found:
        expect(f"{name}: {words} is kept or told, of {lost}", words in everything or any(what is None or f"| {what} " in said for what in lost), said)
    status, said = run("check", "study-" + name)
    expect(f"the study of {name} checks", status == 0, said)

# A form: a transcript for each row, what is short is an attribute, what says who it is stays private.
sheets.table(work / "form.csv", [
    ["Cap waktu", "Alamat email", "Nama lengkap", "Usia", "Apa yang membuat Ibu bertahan?", "Ceritakan dukungan dari keluarga Ibu", "Apakah dilatih? Jelaskan.",
     "Apa kendalanya?/Biaya"],
    ["2025/01/02 10.00", "siti@contoh.id", "Siti Rahmawati", "34", "Saya senang, sungguh.", "Suami antar.", "Ya: dua kali.", "1"],
    ["2025/01/03 11.00", "nur@contoh.id", "Nurhayati", "40", "Karena dipanggil.", "", "Tidak.", "0"]])
status, said = run("import", "form.csv", "form")
public = "".join(p.read_text() for p in (work / "form/content").rglob("*") if p.is_file() and "private" not in p.parts) if status == 0 else ""
answers = "".join(p.read_text() for p in sorted((work / "form/content/private/transcripts").iterdir())) if status == 0 else ""
expect("answers to a form are transcripts", status == 0 and "P: Apa yang membuat Ibu bertahan?\n\nR: Saya senang, sungguh.\n\nP: Ceritakan" in answers and
       "R: Ya: dua kali." in answers and 'usia: "34"' in public and "column 'Apa kendalanya?/Biaya' | 1 | left out" in said, said + answers + public)
expect("and who answered is private", not any(name in public for name in ("Siti", "siti@", "Nurhayati", "2025/01")), public)
(work / "form/content/codebook.yaml").write_text("codes:\n  - id: rasa\n    label: Rasa\n")
(work / "form/content/excerpts").mkdir(exist_ok=True)
(work / "form/content/excerpts/R01.yaml").write_text("source: R01\nexcerpts:\n  - {id: R01.1, codes: [rasa], text: 'Saya senang, sungguh.'}\n")
status, said = run("check", "form")
expect("an excerpt is found in them", status == 0, said)
before = tree(work / "form/content")
status, said = run("import", "form.csv", "form")
expect("a form once more changes nothing", status == 0 and before == tree(work / "form/content"), said)



# Of many answers of one respondent each costs the same: 16 times as many would take 256 times as long if not.
def seconds_of_answers(rows):
    sheets.table(work / "kabar.csv", [["Kode informan", "Apa kabar?"]] + [["R1", f"Baik, ke-{i}."] for i in range(rows)])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    status, said = run("import", "--dry-run", "kabar.csv", f"many-{rows}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    expect(f"{rows} answers of one respondent are one transcript", status == 0 and "1 new informant or" in said, said)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


few, many = seconds_of_answers(1000), seconds_of_answers(16000)
expect("answers of one respondent cost no more the more there are", many < 64 * max(few, 0.01), f"{few} {many}")

# What is said of files, their groups and what is linked has a place in a study.
people = (work / "study-rqda.rqda/content/informants.yaml").read_text()
memos = (work / "study-rqda.rqda/content/private/memos.md").read_text()
expect("RQDA: what is said of cases and files are attributes", all(v in people for v in ('umur: "34"', 'tempat: "rumah"', ': "Desa"')) and "hapus" not in people.lower(), people)
losses = (work / "study-rqda.rqda/content/IMPORT.md").read_text()
expect("RQDA: the journal, annotations and the memo of the project are kept", all(words in memos for words in (
    "Mulai mengode.", "note annotation (P-01)\n\nx", "Memo proyek.")) and "place of an annotation | 1 |" in losses, memos)
expect("RQDA: what has no value is none, and what is not read is counted", "kerja" not in people and all(f"{lost} | 1 |" in losses for lost in (
    "image coding", "coding to compare", "deleted code", "deleted source")), losses)
for name in ("maxqda.mex", "nvivo.qdpx"):
    people = (work / f"study-{name}/content/informants.yaml").read_text()
    expect(f"{name}: a group of documents is an attribute", ': "Kota"' in people, people)
memos = (work / "study-nvivo.qdpx/content/private/memos.md").read_text()
expect("links of codes and of excerpts are notes", "## link menyebabkan\n\nalat -> pengakuan" in memos and "P-01.1 -> " in memos, memos)

# Where blanks part no words, places are told by what nobody can select: half a character, or from one line into the next.
for script, words in (("thai", "ผม ไม่ ได้ ไป โรงพยาบาล เพราะ ไกล ลูก ป่วย หมอ น้ำหนัก"), ("chinese", "我 不知道 为什么 孩子 生病 医院 太远 医生 每天 吃药 没有")):
    for unit, line_end in (("utf16", 2), ("utf16", 1), ("cp", 2), ("cp", 1)):
        name = f"{script}-{unit}-{line_end}"
        said_there = projects.unspaced(work / f"{name}.qdpx", words.split(), unit, line_end)
        status, said = run("import", f"{name}.qdpx", name)
        found = texts(name)
        expect(f"words are found in a script without blanks: {name}", status == 0 and all(words in found for words in said_there), said)

# A legend says what colours are, in one line or a line each; codes of several documents are the same ones.
projects.docx(work / "IK-10.docx", projects.colors([("Legenda: ", ""), ("Bidan", "yellow"), (", ", ""), ("lain", "red")]))
projects.docx(work / "IK-11.docx", projects.colors([("Keterangan warna", "")], [("Kuning", "yellow"), (" = dukungan -&gt; Bidan", "")], [("lain", "red")]))
status, said = run("import", "IK-10.docx", "IK-11.docx", "IK-07.docx", "study-legend")
found = texts("study-legend")
expect("a legend names the codes of colours", status == 0 and found.count("codes: [bidan]") == 1 and found.count("codes: [dukungan-bidan]") == 1 and
       found.count("codes: [yellow]") == 1 and "Legenda" not in found and "| 2 |" in said, said + found)
expect("and is in no transcript", not any("egenda" in p.read_text() or "Kuning" in p.read_text()
                                          for p in (work / "study-legend/content/private/transcripts").iterdir()))
expect("documents share their codes", found.count("codes: [rapat, waktu]") == 3, found)
(work / "IU-03.csv").write_text("sumber,kode,kutipan\nIU-03,ramai,Kami duduk lama.\n")
status, said = run("import", "IU-03.txt", "IU-03.csv", "study-both")
expect("a sheet and a transcript of one name are one source", status == 0 and "1 new informant or" in said and "source: IU-03" in texts("study-both"), said)

# Two projects of one tool give their objects the same numbers: each keeps its own.
projects.qualcoder(work / "first.qda")
projects.qualcoder(work / "second.qda")
for name, day in (("first", "2024-01-01 10:00:00"), ("second", "2024-02-02 11:00:00")):
    base = sqlite3.connect(work / f"{name}.qda/data.qda")
    base.executescript(f"CREATE TABLE project(databaseversion TEXT, date TEXT); INSERT INTO project VALUES ('v8', '{day}');")
    if name == "second":
        base.executescript("UPDATE code_name SET name = 'Lain' WHERE cid = 2; UPDATE source SET name = 'wawancara dua'; UPDATE cases SET name = 'P77';")
    base.commit()
    base.close()
status, said = run("import", "first.qda", "second.qda", "apart-at-once")
expect("at once as well", status == 0 and "8 new excerpts" in said, said)
status, said = run("import", "first.qda", "apart")
status, said = run("import", "second.qda", "apart")
found, book = texts("apart"), (work / "apart/content/codebook.yaml").read_text()
expect("another project of the tool is another one", status == 0 and "1 new code, 1 new informant or" in said and "2 new excerpts" not in said and
       found.count("codes: [lain]") == 2 and found.count("codes: [diakui]") == 2, said + found)
status, said = run("check", "apart")
expect("and the study of both checks", status == 0, said)

# A newer export: what is new comes, what a hand wrote stays, what vanished is listed.
study = work / "study-nvivo.qdpx/content"
excerpts = study / "excerpts/P-01.yaml"
excerpts.write_text(excerpts.read_text().replace("codes: [keluarga]", "codes: [keluarga]\n    # judged by hand\n    stance: contrast"))
projects.qdpx(work / "nvivo.qdpx", unit="utf16", crlf=True, extra_quote=True)
before = tree(study)
status, said = run("import", "--dry-run", "nvivo.qdpx", "study-nvivo.qdpx")
expect("a dry run tells and writes nothing", status == 0 and "1 new excerpt; 1 excerpt got codes" in said and before == tree(study), said)
status, said = run("import", "nvivo.qdpx", "study-nvivo.qdpx")
now = excerpts.read_text()
expect("a newer export extends", status == 0 and "Timbangan diganti tahun lalu" in now and "[pengakuan, keluarga]" in now, said + now)
expect("what was typed by hand stays", "# judged by hand\n    stance: contrast" in now, now)
status, said = run("check", "study-nvivo.qdpx")
expect("the extended study checks", status == 0, said)
projects.qdpx(work / "nvivo.qdpx", unit="utf16", crlf=True)
status, said = run("import", "nvivo.qdpx", "study-nvivo.qdpx")
expect("what vanished is listed and kept", "excerpt 'P-01.4' is no longer in the project" in said and now == excerpts.read_text(), said)

# Codes that went elsewhere, or away, in the other tool: the study keeps them where they are, and says so.
moved = f'<Code guid="{projects.guid("keluarga")}" name="Keluarga" isCodable="true"/>'
tree_now = (f'<Code guid="{projects.guid("lain")}" name="Lain" isCodable="false">{moved}<Code guid="{projects.guid("alat")}" name="Alat" isCodable="true"/></Code>'
            f'<Code guid="{projects.guid("pengakuan")}" name="Diakui" isCodable="true"/>')
projects.qdpx(work / "tree.qdpx")
status, said = run("import", "tree.qdpx", "study-tree")
book = (work / "study-tree/content/codebook.yaml").read_text()
projects.qdpx(work / "tree.qdpx", tree=tree_now)
status, dry = run("import", "--dry-run", "tree.qdpx", "study-tree")
status, said = run("import", "tree.qdpx", "study-tree")
expect("what a dry run tells is done", dry == said, dry + said)
expect("a code that moved is told", status == 0 and "'keluarga' is below 'lain' in the project: the study keeps it below '3-dukungan-kuat'" in said and
       "lampiran move keluarga --under lain" in said and "'pengakuan' is called 'Diakui'" in said, said)
expect("a code that vanished is told", "code 'puskesmas' is no longer in the project" in said, said)
now = (work / "study-tree/content/codebook.yaml").read_text()
expect("and the study keeps its tree, with what is new behind it", set(book.splitlines()) <= set(now.splitlines()) and now.count("- id:") == book.count("- id:") + 1, now)
status, said = run("move", "keluarga", "--under", "lain", "study-tree")
expect("a person moves it", status == 0, said)
status, said = run("import", "tree.qdpx", "study-tree")
expect("and is told no more", status == 0 and "'keluarga' is below" not in said, said)

# Codes that a tool calls otherwise now, and whose numbers it does not keep: the same excerpts say that they are the same.
table_of = lambda parent, first, second, more=(): [("1", "P01", f"{parent} -> {first}", "Kata satu."), ("2", "P01", f"{parent} -> {first}; {parent} -> {second}", "Kata dua."),
                                                   ("3", "P02", "tetap", "Kata tiga."), *more]
projects.sheet(work / "called.csv", rows=table_of("Induk", "Lama", "Lain"))
status, said = run("import", "called.csv", "called")
before = tree(work / "called/content/excerpts")
projects.sheet(work / "called.csv", rows=table_of("Atasan", "Baru", "Lain", [("4", "P02", "Atasan -> Baru", "Kata empat.")]))
status, said = run("import", "called.csv", "called")
now = tree(work / "called/content/excerpts")
expect("a code with another name is told, with the command", status == 0 and "0 new codes" in said and "'lama' is called 'Baru' in the project now" in said and
       "lampiran rename lama baru" in said and "lampiran rename induk atasan" in said, said)
expect("and is no second one", now["P01.yaml"] == before["P01.yaml"] and b"codes: [lama]\n    text: \"Kata empat." in now["P02.yaml"], said + str(now))
status, again = run("import", "called.csv", "called")
expect("nor later on", status == 0 and "0 new codes" in again and ", 0 new excerpts; 0 excerpts got codes" in again, again)
for old, new in (("lama", "baru"), ("induk", "atasan")):
    status, said = run("rename", old, new, "called")
    expect("the command works", status == 0, said)
status, said = run("import", "called.csv", "called")
expect("and it is known by its new name", status == 0 and "0 new codes" in said and "lampiran rename" not in said, said)
projects.sheet(work / "called.csv", rows=[("1", "P01", "satu", "Kata satu."), ("2", "P01", "dua; Atasan -> Lain", "Kata dua."), ("3", "P02", "tetap", "Kata tiga.")])
status, said = run("import", "called.csv", "called")
expect("what was coded anew is no new name", status == 0 and "2 new codes" in said, said)
projects.taguette(work / "named.sqlite3")
status, said = run("import", "named.sqlite3", "named")
with sqlite3.connect(work / "named.sqlite3") as base:
    base.execute("UPDATE tags SET path = 'perasaan' WHERE path = 'rasa'")
status, said = run("import", "named.sqlite3", "named")
expect("a tag of Taguette as well", status == 0 and "0 new codes" in said and "lampiran rename rasa perasaan" in said, said)

# Newer versions of Taguette say which tag another is below.
projects.taguette(work / "levels.sqlite3")
with sqlite3.connect(work / "levels.sqlite3") as base:
    base.executescript("ALTER TABLE tags ADD COLUMN parent_id INTEGER; UPDATE tags SET parent_id = 1 WHERE id = 2; INSERT INTO tags VALUES (3, 1, 'bangga', '', 2)")
status, said = run("import", "levels.sqlite3", "levels", "--separator", ": ")
book = (work / "levels/content/codebook.yaml").read_text() if status == 0 else ""
expect("tags are below their parents", [line.strip() for line in book.splitlines() if "- id:" in line] == ["- id: dukungan", "- id: alat", "- id: rasa", "- id: bangga"] and
       book.count("codes:") == 4, said + book)

# New codes find their place in a codebook that is there.
projects.sheet(work / "more.csv", rows=[("7", "P01", "rasa -> bangga; baru", "Kata yang lain.")])
status, said = run("import", "more.csv", "study-comma.csv")
expect("new codes come", status == 0, said)
status, said = run("check", "study-comma.csv")
expect("and the codebook checks", status == 0, said + (work / "study-comma.csv/content/codebook.yaml").read_text())

# Taguette has a row for each tag: no sign in it parts two.
(work / "tags.csv").write_text("id,document,tag,content\r\n1,P01,ragu; malu,Kata satu.\r\n1,P01,a/b,Kata satu.\r\n2,P01,ragu,Kata dua.\r\n3,P01,b,Kata tiga.\r\n4,P01,a,Kata empat.\r\n", newline="")
status, said = run("import", "tags.csv", "tags")
expect("a tag is one code", status == 0 and "5 new codes" in said and "codes: [ragu-malu, a-b]" in texts("tags"), said + texts("tags"))

# The template is read when it is filled in, and no file is overwritten.
for name in ("template.csv", "template.xlsx"):
    status, said = run("import", "--template", name)
    expect(f"{name} is written", status == 0 and (work / name).stat().st_size > 50, said)
    status, said = run("import", "--template", name)
    expect(f"{name} is not overwritten", status == 1 and "already exists: it is not overwritten [exists]" in said, said)

# What is exported comes back as the same study; no format is overwritten, and nobody gets more than they may see.
def project_of(path):
    with zipfile.ZipFile(path) as archive:
        texts = {n: archive.read(n).decode() for n in archive.namelist()}
    return xml.etree.ElementTree.fromstring(texts["project.qde"]), texts


NAMES = {"q": "{urn:QDA-XML:project:1.0}"}
for source in ("odd.qdpx", "stored.qdpx", "qualcoder.qda", "taguette.sqlite3", "comma.csv"):
    study = "study-" + source
    for ending in ("qdpx", "csv", "xlsx"):
        out = f"{source}-out.{ending}"
        status, said = run("export", f"--{ending}", out, "--audience", "researcher", study)
        expect(f"{ending} of {source}", status == 0, said)
        before = tree(work / study / "content")
        status, said = run("import", out, study)
        expect(f"{ending} of {source} comes back as it went", status == 0 and before == tree(work / study / "content"), said)
    root, inside = project_of(work / f"{source}-out.qdpx")
    for text in root.iter(NAMES["q"] + "TextSource"):
        held = inside["sources/" + text.get("plainTextPath").removeprefix("internal://")]
        for part in text.iter(NAMES["q"] + "PlainTextSelection"):
            words = held[int(part.get("startPosition")):int(part.get("endPosition"))]
            expect(f"{source}: a selection is exact: {words}", words.split()[0] in texts(study) and words == words.strip())
    guids = [e.get("guid") for e in root.iter() if e.get("guid")]
    expect(f"{source}: guids are unique and well formed", len(guids) == len(set(guids)) and all(uuid.UUID(g) for g in guids))
    status, said = run("export", "--qdpx", f"{source}-fresh.qdpx", "--audience", "examiner", study)
    status, said = run("import", f"{source}-fresh.qdpx", "fresh-" + source)
    status, said = run("check", "fresh-" + source)
    expect(f"{source}: the export makes a study of its own", status == 0, said)
status, said = run("export", "--csv", "public.csv", "study-stored.qdpx")
expect("nothing is public that nobody said so of", status == 0 and len((work / "public.csv").read_text().splitlines()) == 1, said)
status, said = run("export", "--csv", "public.csv", "study-stored.qdpx")
expect("no file is overwritten", status == 1 and "not overwritten" in said, said)
status, said = run("export", "--qdc", "codes.qdc", "study-stored.qdpx")
status, said = run("import", "codes.qdc", "study-of-codes")
expect("a codebook alone is a study", status == 0 and "Antar jemput" in (work / "study-of-codes/content/codebook.yaml").read_text(), said)
status, said = run("check", "study-of-codes")
expect("which checks", status == 0, said)
kept = (work / "study-stored.qdpx/content/private/identities.yaml")
kept.write_text(kept.read_text() + 'IK-02: ["datang kembali"]\n')
status, said = run("export", "--csv", "leak.csv", "--audience", "examiner", "study-stored.qdpx")
expect("the gate looks through an export", status == 1 and not (work / "leak.csv").exists(), said)


# What is joined or has no place in a study is counted.
losses = (work / "study-nvivo.qdpx/content/IMPORT.md").read_text().split("# Import")[1]
expect("selections that are joined are counted", "| selection | 1 | changed | joined with another one of the same words |" in losses, losses)
projects.qualcoder(work / "dated.qda")
with sqlite3.connect(work / "dated.qda/data.qda") as base:
    base.execute("UPDATE code_text SET date = '2024-01-01 10:00:00' WHERE ctid < 3")
    base.executescript("CREATE TABLE graph(grid INTEGER); INSERT INTO graph VALUES (1); CREATE TABLE ris(risid INTEGER); INSERT INTO ris VALUES (1), (1);")
status, said = run("import", "dated.qda", "dated")
expect("pictures of networks and references, too", "| graph | 1 | left out |" in said and "| line of a reference | 2 | left out |" in said, said)
expect("dates of codings as well", status == 0 and "| date of a coding | 2 | left out |" in said, said)

projects.taguette(work / "orphans.sqlite3")
with sqlite3.connect(work / "orphans.sqlite3") as base:
    base.executescript("INSERT INTO highlights VALUES (7, 99, 0, 4, 'Saya'); INSERT INTO highlight_tags VALUES (7, 1), (1, 99);")
status, said = run("import", "orphans.sqlite3", "orphans")
expect("and what hangs on nothing", status == 0 and "| highlight | 1 | left out |" in said and "| coding | 2 | left out |" in said, said)

# Highlights where the tool has them, in all scripts: also those whose words are said often, and one more of these.
documents = projects.many_highlights(work / "many.sqlite3")
status, said = run("import", "many.sqlite3", "many")
expect("1,794 highlights are imported", status == 0 and "60 new codes, 12 new informants" in said and "1794 new excerpts" in said, said)
status, said = run("check", "many")
expect("and found in their transcripts", status == 0 and len(list((work / "many/content/private/transcripts").iterdir())) == 12, said)
status, said = run("export", "--qdpx", "many.qdpx", "--audience", "researcher", "many")
root, inside = project_of(work / "many.qdpx")
for text in root.iter(NAMES["q"] + "TextSource"):
    nodes, marked = documents[int(text.get("name")[1:]) - 1]
    places = sorted((int(part.get("startPosition")), int(part.get("endPosition"))) for part in text.iter(NAMES["q"] + "PlainTextSelection"))
    wanted = sorted((start, start + len(nodes[start:end].rstrip())) for start, end in marked)
    expect(f"{text.get('name')}: each highlight is where it was", places == wanted, str([p for p in zip(places, wanted) if p[0] != p[1]]))
with sqlite3.connect(work / "many.sqlite3") as base:
    at = documents[0][0].rindex("\nYa.")
    start = len(documents[0][0][:at + 1].encode())
    expect("words that are said often are there", base.execute("SELECT count(*) FROM highlights WHERE snippet = '<p>Ya.</p>'").fetchone()[0] > 100)
    base.execute("INSERT INTO highlights VALUES (9001, 1, ?, ?, '<p>Ya.</p>')", (start, start + 3))
    base.execute("INSERT INTO highlight_tags VALUES (9001, 5)")
for ending in ("csv", "xlsx"):
    before = tree(work / "many/content")
    status, said = run("export", f"--{ending}", f"many.{ending}", "--audience", "researcher", "many")
    status, said = run("import", f"many.{ending}", "many")
    expect(f"words that are said often come back as they went: {ending}", status == 0 and before == tree(work / "many/content"), said)
before = texts("many")
status, said = run("import", "many.sqlite3", "many")
line = documents[0][0][:at + 1].count("\n") + 1
expect("the same words once more are another excerpt", status == 0 and ", 1 new excerpt;" in said and
       f'    codes: [open-tag-4]\n    text: "Ya."\n    lines: {line}\n' in texts("many"), said)
(work / "many.txt").write_text("Ya.\nSaya datang.\nYa.\n")
projects.sheet(work / "often.csv", rows=[("1", "many", "setuju", "Ya."), ("2", "many", "datang", "Saya datang.")])
status, said = run("import", "many.txt", "often.csv", "often")
expect("where they are is asked where nothing says it", status == 0 and said.count("write the 'lines' of another") == 1 and "lines:" not in texts("often"), said)


projects.qdpx(work / "twice.qdpx")
with zipfile.ZipFile(work / "twice.qdpx", "w") as archive:
    archive.writestr("project.qde", projects.qde(more="").replace('startPosition="35"', 'startPosition="85"').replace(f'endPosition="{35 + len(projects.QUOTES[0])}"', 'endPosition="87"'))
    archive.writestr("sources/d1.txt", projects.TEXT[:80] + " ya, ya lalu" + projects.TEXT[92:])
    archive.writestr("sources/d2.txt", projects.SECOND)
status, said = run("import", "twice.qdpx", "twice")
expect("words that a line has twice are told", status == 0 and "more than once: the first place there is taken" in said, said + texts("twice"))

# Texts in any encoding: what is not known is asked for, and no letter is guessed that may be wrong.
for number, (text, encoding) in enumerate((("我的丈夫送我去。", "gbk"), ("夫が送ってくれました。", "shift_jis"), ("남편이 데려다 주었어요.", "euc-kr"), ("Муж отвёз меня.", "koi8-r"),
                                           ("Муж отвёз меня.", "windows-1251"), ("زوجي أوصلني إلى هناك.", "windows-1256"), ("Café “tua” di pojok.", "macintosh"))):
    (work / f"P0{number}.txt").write_bytes(text.encode("mac_roman" if encoding == "macintosh" else encoding))
    status, said = run("import", f"P0{number}.txt", "letters")
    expect(f"{encoding} is asked for", status == 1 and said.count("error: ") == 1 and "--encoding" in said and not (work / "letters").exists(), said)
    status, said = run("import", "--encoding", encoding, f"P0{number}.txt", "letters")
    there = "".join(p.read_text() for p in (work / "letters/content/private").rglob("P0*.txt")) if status == 0 else ""
    expect(f"{encoding} is read", status == 0 and text in there, said + there)
    shutil.rmtree(work / "letters", ignore_errors=True)
for text, told in (("Café “tua” di pojok – ramai.", True), ("Größe und Übergröße.", True), ("Kami duduk lama.", False)):
    (work / "P10.txt").write_bytes(text.encode("cp1252"))
    status, said = run("import", "P10.txt", "letters")
    there = "".join(p.read_text() for p in (work / "letters/content/private").rglob("P10.txt")) if status == 0 else ""
    expect(f"what is likely is read, and told: {text}", status == 0 and text in there and ("text that is not UTF-8" in said) == told, said + there)
    shutil.rmtree(work / "letters", ignore_errors=True)
(work / "P11.csv").write_bytes("source,code,text\nP01,支持,他们都来了\n".encode("gb18030"))
status, said = run("import", "P11.csv", "letters")
expect("a sheet as well", status == 1 and "--encoding" in said, said)
status, said = run("import", "P11.csv", "--encoding", "GB18030", "letters")
expect("of whatever encoding", status == 0 and "他们都来了" in texts("letters"), said)
status, said = run("import", "P11.csv", "--encoding", "no-such", "letters-not")
expect("an encoding that there is not", status == 1 and "the encoding 'no-such' is not known" in said, said)

# Matrices have no excerpts: what to export instead is told.
for name, rows, words in (("nvivo", ",A : Ani,B : Budi\n1 : Dukungan,3,0\n", "counts how often"), ("maxqda", "Code System,P01,P02,SUM\nDukungan > Alat,,2,2\n", "counts how often"),
                          ("framework", ",Dukungan,Alat\nP01,Suami antar. Ibu bantu.,Timbangan.\n", "matrix of sources by codes")):
    (work / f"matrix-{name}.csv").write_text(rows)
    status, said = run("import", f"matrix-{name}.csv", "matrix")
    expect(f"a matrix of {name}", status == 1 and words in said and not (work / "matrix").exists(), said)

# How words were collected goes out and comes back, in projects as in sheets: focus groups, observations, the study's own techniques.
for source, there in (("good-techniques", {"technique: \"harian\"": 4, "technique: \"foto\"": 2, "technique: \"observation\"": 1}),
                      ("good-focus-groups", {"technique: \"focus-group\"": 4})):
    shutil.copytree(pathlib.Path("tests/study", source), work / source)
    for name in ("collected.qdpx", "collected.csv"):
        (work / name).unlink(missing_ok=True)
        run("export", f"--{name.split('.')[1]}", name, "--audience", "researcher", source)
        status, said = run("import", name, f"{source}-{name}")
        for words, count in there.items():
            expect(f"{name} of {source} says {words}", texts(f"{source}-{name}").count(words) == count, said + texts(f"{source}-{name}"))
    info = (work / f"{source}-collected.qdpx/content/study.yaml").read_text()
    expect("a technique of the study's own is declared", ("  - id: harian" in info) == (source == "good-techniques"), info)
    expect("it is no attribute", "technique" not in (work / f"{source}-collected.qdpx/content/informants.yaml").read_text())
projects.sheet(work / "talks.csv", heads=("Informan", "Kode", "Kutipan", "Teknik"),
               rows=[("P01", "rasa", "Kata satu.", "Wawancara mendalam"), ("P01", "rasa", "Kata dua.", "FGD"), ("P01", "rasa", "Kata tiga.", "Buku harian")])
status, said = run("import", "talks.csv", "talks")
expect("people's words for techniques are known", texts("talks").count("technique") == 2 and 'technique: "focus-group"' in texts("talks") and 'technique: "buku-harian"' in texts("talks"), said + texts("talks"))
projects.sheet(work / "talks.csv", heads=("Informan", "Kode", "Kutipan", "Teknik"), rows=[("P01", "rasa", "Kata empat.", "Foto")])
status, said = run("import", "talks.csv", "talks")
expect("a technique that the study has not is told", "collected by 'Foto'" in said and "foto" not in texts("talks"), said + texts("talks"))

# The sheet for another coder comes back as that coder's own segments, beside those of the first.
study = work / "study-comma.csv"
status, said = run("export", "--coding-sheet", "coding.csv", "--audience", "researcher", "study-comma.csv")
with open(work / "coding.csv", encoding="utf-8-sig", newline="") as lines:
    rows = list(csv.reader(lines))
expect("a coding sheet has a column for each code", "rasa -> bangga" in rows[0] and all(not "".join(row[4:]) for row in rows[1:]), str(rows))
marked = rows[0].index("rasa")
for row, mark in zip(rows[1:], ("x", "0", "")):
    row[marked] = mark
with open(work / "coding.csv", "w", encoding="utf-8-sig", newline="") as lines:
    csv.writer(lines, delimiter=";").writerows(rows)
before = tree(study / "content")
status, said = run("import", "coding.csv", "study-comma.csv")
expect("whose sheet it is must be said", status == 1 and "--coder B" in said and before == tree(study / "content"), said)
for name in ("../B", "B: x", "B" * 81):
    status, said = run("import", "coding.csv", "study-comma.csv", "--coder", name)
    expect("a coder has a name that can be an id", status == 2 and "--coder cannot be" in said and before == tree(study / "content"), said)
status, said = run("import", "coding.csv", "study-comma.csv", "--coder", "B")
now = tree(study / "content")
changed = {name for name in now if now[name] != before.get(name)} - {"IMPORT.md", "private/import.txt"}
first, second = (f"excerpts/{row[1]}-B.yaml" for row in rows[1:3])
expect("the second coder gets files of their own", status == 0 and changed == {"coders.yaml", first, second}, f"{changed} {said}")
expect("with what was marked, and what was found to fit no code", b"coder: B\n" in now[first] and b"codes: [rasa]" in now[first] and
       sum(now[n].count(b"- id:") for n in {first, second}) == 2, now[first].decode() + now[second].decode())
expect("what nobody coded yet is told", "row without a mark | 2 |" in said, said)
rows[3][marked] = "ya"
with open(work / "coding.csv", "w", encoding="utf-8-sig", newline="") as lines:
    csv.writer(lines).writerows(rows)
status, said = run("import", "coding.csv", "study-comma.csv", "--coder", "B")
expect("the rest comes later", status == 0 and "1 new excerpt; 0 excerpts got codes, 2 are" in said, said)
status, said = run("check", "study-comma.csv")
expect("and the study checks", status == 0 and "coders-differ" in said, said)
for out in ("coders.csv", "coders.xlsx"):
    status, said = run("export", f"--{out[7:]}", out, "--audience", "researcher", "study-comma.csv")
    before = tree(study / "content")
    status, said = run("import", out, "study-comma.csv")
    expect(f"{out}: what each coder coded comes back as it went", status == 0 and before == tree(study / "content"), said)
    status, said = run("import", out, "again-" + out)
    found = texts("again-" + out)
    expect(f"{out}: and is apart in a study of its own", status == 0 and found.count('coder: "B"') == 3 and found.count('coder: "A"') == 4, said + found)
    status, said = run("check", "again-" + out)
    expect(f"{out}: which checks", status == 0 and "coders-differ" in said, said)


# Codes that are called the same, or as if they were two, come back as what they were, here and in a study of their own.
(work / "same/content/excerpts").mkdir(parents=True)
(work / "same/content/study.yaml").write_text("title: Sama\ninstitution: U\nplace: Palopo\nyear: 2026\nlanguage: id\n")
(work / "same/content/informants.yaml").write_text("informants:\n  - {code: P01, consent: public}\n")
(work / "same/content/codebook.yaml").write_text("""codes:
  - id: ibu
    label: Ibu
    codes: [{id: waktu-ibu, label: Waktu}, {id: waktu-pagi, label: Waktu}, {id: dua, label: Pagi; sore | malam}]
  - id: kader
    label: Kader -> lama
    codes: [{id: waktu-kader, label: Waktu}]
  - {id: lama, label: "Umur > 60"}
""")
lists = [["waktu-ibu"], ["waktu-pagi"], ["waktu-pagi", "waktu-ibu", "dua"], ["dua"], ["lama", "waktu-ibu"], ["waktu-kader"]]
(work / "same/content/excerpts/P01.yaml").write_text("source: P01\nexcerpts:\n" + "".join(
    f"  - {{id: P01.{i + 1}, codes: [{', '.join(codes)}], text: Kalimat ke-{i + 1}.}}\n" for i, codes in enumerate(lists)))
for out in ("same.csv", "same.xlsx"):
    status, said = run("export", f"--{out[5:]}", out, "same")
    before = tree(work / "same/content")
    status, said = run("import", out, "same")
    expect(f"{out}: the study has all of it", status == 0 and before == tree(work / "same/content"), said)
    status, said = run("import", out, "again-" + out)
    expect(f"{out}: a new study has the codes apart, under their ids", status == 0 and all(
        f"codes: [{', '.join(codes)}]" in texts("again-" + out) for codes in lists), said + texts("again-" + out))
    book = (work / f"again-{out}/content/codebook.yaml").read_text()
    expect(f"{out}: and their names are whole", "Pagi; sore" in book and "60" in book and book.count('label: "Waktu"') == 3, book)
status, said = run("export", "--coding-sheet", "same-coding.csv", "same")
with open(work / "same-coding.csv", encoding="utf-8-sig", newline="") as lines:
    rows = list(csv.reader(lines))
expect("a sheet for coders names each code once", len(set(rows[0])) == len(rows[0]), str(rows[0]))
for row, column in zip(rows[1:], (5, 6, 7)):
    row[column] = "x"
with open(work / "same-coding.csv", "w", encoding="utf-8-sig", newline="") as lines:
    csv.writer(lines).writerows(rows)
status, said = run("import", "same-coding.csv", "same", "--coder", "B")
found = (work / "same/content/excerpts/P01-B.yaml").read_text() if status == 0 else ""
expect("and each mark is of the code of its column", [line.strip() for line in found.splitlines() if "codes:" in line] ==
       ["codes: [waktu-ibu]", "codes: [waktu-pagi]", "codes: [dua]"] and "0 new codes" in said, said + found)


# A study of our own, out and in again as another one: all that a project can hold is there, in the order of the schema.
def local(element):
    return element.tag.split("}")[1]


def misplaced(path):
    """What a project or codebook has that the standard does not allow, and what it refers to that is not there."""
    text = path.read_bytes() if path.suffix == ".qdc" else zipfile.ZipFile(path).read("project.qde")
    schema = pathlib.Path(__file__).with_name("refi.rng")
    done = subprocess.run(["xmllint", "--noout", "--relaxng", schema, "-"], input=text, capture_output=True)
    root = xml.etree.ElementTree.fromstring(text)
    there = {element.get("guid") for element in root.iter()}
    lost = [element.tag for element in root.iter() if element.get("targetGUID", None) not in there | {None}]
    return done.stderr.decode() * (done.returncode != 0) + "".join(f"{tag} refers to nothing\n" for tag in lost)


def shape(root):
    names = {e.get("guid"): f"{local(e)} {e.get('name', '')}" for e in root.iter() if e.get("guid")}
    return sorted(f"{local(e)} {sorted((k, names.get(v, v)) for k, v in e.attrib.items() if k != 'plainTextPath' and local(e) != 'Note')} "
                  f"{(e.text or '').strip()}" for e in root.iter())


repository = pathlib.Path(__file__).resolve().parents[1]
shutil.copytree(repository / "study/base/content", work / "own/content")
book = work / "own/content/codebook.yaml"
book.write_text(book.read_text().replace("    label: Peran\n", "    label: Peran\n    memo: Memo kode.\n    anchor_example: Begini.\n    expectation: Peran berbeda-beda.\n    outcome: in-part\n    claim: Mereka berperan.\n") + "sets:\n  - id: inti\n    label: Inti\n    definition: Yang dibahas.\n    codes: [dana]\n")
people = work / "own/content/informants.yaml"
people.write_text("groups:\n  - {id: warga-biasa, label: Warga biasa, definition: Bukan pejabat.}\nattributes:\n  - {id: usia, label: Usia, type: number, audience: examiner}\n" +
                  people.read_text().replace("group: main", "group: warga-biasa\n    attributes: {usia: 34}", 1))
spoken = work / "own/content/excerpts/IK-01.yaml"
spoken.write_text(spoken.read_text().replace("- id: IK-01.2", "- id: IK-01.2\n    speaker: IU-01", 1))
(work / "own/content/coders.yaml").write_text("coders: [{id: A, label: Satu}, {id: B, label: Dua}]\n")
(work / "own/content/private").mkdir(exist_ok=True)
(work / "own/content/private/memos.md").write_text("# Memos\n\n## note Jurnal (IK-01)\n\nIsi.\n\nDua.\n\n## link sebab\n\ndana -> IK-01.1\n\n## source IK-01\n\nBerkas.\n\n")
(work / "own/content/memos.yaml").write_text("memos:\n  - {id: m1, about: study, date: 2025-02-03, author: B, text: Semua.}\n  - {about: dana, text: Tentang dana.}\n  - {about: dana, text: Lagi tentang dana.}\n"
                                             "  - {about: IK-01, text: Tentang informan.}\n  - {about: IK-01.1, text: Tentang kutipan.}\n")
status, said = run("export", "--qdpx", "own.qdpx", "--audience", "researcher", "own")
expect("a study of our own is exported", status == 0, said)
there, _ = project_of(work / "own.qdpx")
# The example study goes out, too; texts that nobody coded yet are in a project, which has no codebook where there is no code.
shutil.copytree(repository.parent / "content", work / "example/content")
for name, study in (("example", "example"), ("uncoded", "study-IU-03.txt")):
    status, said = run("export", "--qdpx", f"{name}-fresh.qdpx", "--audience", "researcher", study)
    expect(f"{name} is exported", status == 0, said)
root, inside = project_of(work / "uncoded-fresh.qdpx")
expect("what nobody coded yet is there to be coded", any("Kami duduk lama." in text for name, text in inside.items() if name != "project.qde") and
       root.find("q:CodeBook", NAMES) is None, str(inside))
status, said = run("import", "uncoded-fresh.qdpx", "uncoded-again")
expect("and comes back", status == 0 and "1 new informant or" in said, said)
for path in sorted(work.glob("*.qdpx")) + [work / "codes.qdc"]:
    if "-out" in path.name or "-fresh" in path.name or path.name in ("own.qdpx", "codes.qdc"):
        expect(f"{path.name} is as the standard wants it", not misplaced(path), misplaced(path))
    if path.suffix == ".qdpx" and ("-out" in path.name or "-fresh" in path.name or path.name == "own.qdpx"):
        expect(f"{path.name} has what others look for", not peers.missed(path), peers.missed(path))
for name, study in (("own", "own"), ("example-fresh", "example")):
    status, said = run("export", "--csv", f"{name}-words.csv", "--audience", "researcher", study)
    with open(work / f"{name}-words.csv", encoding="utf-8-sig") as rows:
        words = {row["id"]: row["text"] for row in csv.DictReader(rows)}
    found = peers.missed(work / f"{name}.qdpx", words)
    expect(f"{name}: each selection has the words of its excerpt", len(words) > 2 and not found, found)
status, said = run("import", "own.qdpx", "own-again")
expect("and imported", status == 0, said)
status, said = run("check", "own-again")
expect("what came back checks", status == 0, said)
status, said = run("export", "--qdpx", "own-again.qdpx", "--audience", "researcher", "own-again")
again, _ = project_of(work / "own-again.qdpx")
lost, new = ([line for line in shape(a) if line not in shape(b)] for a, b in ((there, again), (again, there)))
memos = (work / "own/content/private/memos.md").read_text()
expect("the researcher's own notes, too", sorted((work / "own-again/content/private/memos.md").read_text().split("## ")[1:]) ==
       sorted(memos.split("## ")[1:]) and "id: m1" in (work / "own-again/content/memos.yaml").read_text())
book = (work / "own-again/content/codebook.yaml").read_text()
expect("and what a codebook says of a code", all(words in book for words in ('claim: "Mereka berperan."', 'anchor_example: "Begini."', 'expectation: "Peran berbeda-beda."', 'outcome: "in-part"', 'when_to_use: "Informan')), book)
before = tree(work / "own/content")
for out in ("own.qdpx", "own.csv"):
    status, said = run("export", "--csv", "own.csv", "--audience", "researcher", "own") if out == "own.csv" else (0, "")
    status, said = run("import", out, "own")
    expect(f"{out}: the study itself has all of it", status == 0 and before == tree(work / "own/content"), said)
expect("all that a project holds came back", not lost and not new, "lost:\n" + "\n".join(lost) + "\nnew:\n" + "\n".join(new) + said)


# Killed at any moment, an import leaves the study as it was or as it is to be, and nothing beside it for long.
def killed(after):
    child = subprocess.Popen([program, "import", "more.qdpx", "torn"], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    child.kill()
    child.wait()


def inside(files):
    return {name.removeprefix("content/"): text for name, text in files.items() if name.startswith("content/")}


projects.qdpx(work / "less.qdpx")
projects.qdpx(work / "more.qdpx", extra_quote=True)
status, said = run("import", "less.qdpx", "more.qdpx", "torn")
expect("two exports of one project are imported one after the other", status == 1 and "as another of these files" in said and not (work / "torn").exists(), said)
status, said = run("import", "less.qdpx", "torn")
before = tree(work / "torn")
shutil.copytree(work / "torn", work / "whole")
shutil.copytree(work / "torn", work / "fresh-torn")
begun = time.monotonic()
status, said = run("import", "more.qdpx", "whole")
takes, wanted = time.monotonic() - begun, tree(work / "whole")
random.seed(1)
for number in range(int(os.environ.get("KILLS", 20))):
    killed(random.uniform(0, takes * 1.2))
    now = tree(work / "torn/content")
    expect("a killed import leaves the old or the new study whole", now in (inside(before), inside(wanted)))
    if now != inside(before):
        shutil.rmtree(work / "torn/content")
        shutil.copytree(work / "fresh-torn/content", work / "torn/content")
status, said = run("import", "more.qdpx", "torn")
beside = [p.name for p in (work / "torn").iterdir() if p.name not in ("content", ".gitignore")]
expect("and the next one finds nothing in its way", status == 0 and tree(work / "torn") == wanted and not beside, f"{beside} {said}")

# Words that were selected with labels and over turns: nobody says a label, and each turn says who speaks.
TALK = ("P: Siapa yang datang?\nIK-01: Saya, dan <b>kader</b> lain.\nP: Kapan?\nIK-01: Setiap pagi. Kami\ndatang ber-\nsama.\n\n(00:01:02) P: Ada lagi?\n"
        "IK-01: Tidak ada #00:01:09-1#. Sudah cukup.\nP: Kapan?\nIK-01: Setiap pagi. Ya.\n")
SELECTED = ["Siapa yang datang?", "IK-01: Saya, dan <b>kader</b> lain.", "P: Kapan?\nIK-01: Setiap pagi.", "Kami\ndatang ber-\nsama.",
            "datang ber-\nsama.\n\n(00:01:02) P: Ada lagi?\nIK-01: Tidak ada #00:01:09-1#."]


def talk(path, text=TALK, selected=SELECTED):
    code = f'<Code guid="{projects.guid("talk")}" name="Kode" isCodable="true"/>'
    body = "".join(projects.selection(text, words, "cp", f"talk{i}", ["talk"], "u1") for i, words in enumerate(selected))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", f'<Project xmlns="urn:QDA-XML:project:1.0" name="T" origin="X"><CodeBook><Codes>{code}</Codes></CodeBook><Sources><PDFSource '
                         f'guid="{projects.guid("pdf")}" name="IK-01"><Representation guid="{projects.guid("text")}" plainTextPath="internal://wawancara%20%5B1%5D.txt"/>'
                         f'{body}</PDFSource></Sources></Project>')
        archive.writestr("sources/Wawancara [1].txt", text)


talk(work / "talk.qdpx")
status, said = run("import", "talk.qdpx", "talk")
found = texts("talk")
expect("turns say who speaks", status == 0 and 'turns:\n      - text: "Siapa yang datang?"\n' in found and '    text: "Saya, dan <b>kader</b> lain."\n' in found and
       '- text: "Kapan?"\n      - speaker: "IK-01"\n        text: "Setiap pagi."\n' in found and "| excerpt over turns | 3 | changed |" in said and
       "| label or time in an excerpt | 1 | changed |" in said, said + found)
status, said = run("check", "talk")
expect("and are in the transcript", status == 0 and (work / "talk/content/private/transcripts/IK-01.txt").read_text() == TALK, said)
before = tree(work / "talk/content")
status, said = run("import", "talk.qdpx", "talk")
expect("once", status == 0 and before == tree(work / "talk/content"), said)
status, said = run("export", "--qdpx", "talk-out.qdpx", "--audience", "researcher", "talk")
expect("turns are placed in the transcript", status == 0 and "- 5 excerpts are placed" in said and "turns of" not in said, said)
status, said = run("import", "talk-out.qdpx", "talk-again")
again = (work / "talk-again/content/excerpts/IK-01.yaml").read_text()
expect("and come back", status == 0 and again == found, said + again)

# Selections as a mouse makes them: they end at a sign within a word, at an emoji, in the label of the next turn, or hold signs alone.
SAID = "Ibu dan/atau suami datang (tertawa) pagi-pagi 😀😀. Biaya Rp50.000,00 hilang... jó😊 我去。他们来了。 e-KTP-nya 3<4 kali."
CUT = ["dan", "atau suami", "tertawa", "pagi", "pagi 😀", "😀. Biaya", "50.000", "000,00 hilang..", "jó", "😊", "我去", "他们来了", "KTP", "3", "4 kali"]
for name, text, selected, lost in (("plain", SAID + "\n", CUT + [". ", "(", "..."], 3),
                                   ("labelled", f"P: Siapa? \nIK-01: {SAID}\nP: Lalu?\nIK-01: Ya.\n", CUT + ["kali.\nP", "kali.\nP:", "IK-0", "?", "? \nIK-01: Ibu dan"], 2)):
    for how in ("keep", "widen"):
        talk(work / "cut.qdpx", text, selected)
        status, said = run("import", "--words", how, "cut.qdpx", f"cut-{name}-{how}")
        expect(f"what holds no words is left out: {name}", status == 0 and f"| selection | {lost} | left out | it holds no words |" in said, said)
        status, checked = run("check", f"cut-{name}-{how}")
        found = texts(f"cut-{name}-{how}")
        expect(f"wherever a selection ends, its words are found: {name} {how}", status == 0 and (work / f"cut-{name}-{how}/content/private/transcripts/IK-01.txt").exists() and
               not re.search(r"(?m)IK-0\D|\bP:|\bP\W?$", found), said + checked + found)
        expect(f"and widened to whole words: {name}", ('"e-KTP-nya"' in found) == (how == "widen") and ('"dan/atau suami"' in found) == (how == "widen"), found)

# Of a group whose members are no informants nobody can tell whose words are whose: they stay as they were selected.
GROUP = "Moderator: Siapa datang?\nAni: Saya datang.\nBudi: Saya tidak.\nModerator: Kapan?\nAni: Pagi.\nBudi: Sore.\n"
code = f'<Code guid="{projects.guid("talk")}" name="Kode" isCodable="true"/>'
several = projects.selection(GROUP, "Ani: Saya datang.\nBudi: Saya tidak.", "cp", "g1", ["talk"], "u1")
(work / "group.qde").write_text(f'<Project xmlns="urn:QDA-XML:project:1.0" name="G" origin="X"><CodeBook><Codes>{code}</Codes></CodeBook><Sources><TextSource guid="{projects.guid("g")}" '
                                f'name="Fokus"><PlainTextContent>{GROUP}</PlainTextContent>{several}'
                                '</TextSource></Sources></Project>')
status, said = run("import", "group.qde", "group")
expect("words of a group are left as they were selected", status == 0 and "Ani: Saya datang.\n      Budi: Saya tidak." in texts("group") and "label or time" not in said and
       (work / "group/content/private/originals/P-01.txt").exists(), said + texts("group"))

# Words that are said again are told apart by their lines, also where a label was selected with them, or a part of a word.
AGAIN = "P: Apa?\nI: Saya datang pagi.\nP: Lalu?\nI: Saya datang pagi. Penggunaannya.\nP: Ya.\nI: Kegunaan.\n"
picked = projects.selection(AGAIN, "Saya datang pagi.\nP:", "cp", "a1", ["talk"], "u1") + projects.selection(AGAIN, "gunaan", "cp", "a2", ["talk"], "u1")
(work / "again.qde").write_text(f'<Project xmlns="urn:QDA-XML:project:1.0" name="G" origin="X"><CodeBook><Codes>{code}</Codes></CodeBook><Sources><TextSource guid="{projects.guid("ga")}" '
                                f'name="IK-01"><PlainTextContent>{AGAIN}</PlainTextContent>{picked}</TextSource></Sources></Project>')
status, said = run("import", "again.qde", "again")
found = texts("again")
expect("and their lines say which they are", status == 0 and re.search(r'text: "Saya datang pagi."\n    lines: 2\n', found) and re.search(r'text: "gunaan"\n    lines: 4\n', found), said + found)
status, said = run("check", "again")
expect("where a check finds them", status == 0, said)

# Two codes of one guid are one, as codings name the guid alone; a sheet without a row says what leaves a study so.
projects.qdpx(work / "twins.qdpx", tree=f'<Code guid="{projects.guid("pengakuan")}" name="Pengakuan"><Code guid="{projects.guid("pengakuan")}" name="Pengakuan"/></Code>'
              f'<Code guid="{projects.guid("alat")}" name="Alat"/>')
status, said = run("import", "twins.qdpx", "twins")
expect("codes of one guid are one", status == 0 and "| code | 1 | changed | another code has its guid: the two are one |" in said, said)
(work / "heads.csv").write_text("source,codes,text\n")
status, said = run("import", "heads.csv", "heads")
expect("a sheet without a row is told", status == 1 and "a study without any leaves as .qdpx" in said and not (work / "heads").exists(), said)


# A workbook as a person sees it: the tabs that are shown, days as days, no word where a formula failed.
projects.workbook(work / "workbook.xlsx")
status, said = run("import", "workbook.xlsx", "workbook")
people = (work / "workbook/content/informants.yaml").read_text()
expect("the tabs that are shown are read", status == 0 and 'text: "Timbangan baru datang."' in texts("workbook") and "Tab kedua" in texts("workbook") and "Tab tersembunyi" not in texts("workbook") and
       "#DIV" not in texts("workbook") and "| hidden sheet of the file | 1 | left out |" in said, said + texts("workbook"))
expect("days are days", all(line in people for line in ('tanggal: "2024-05-01"', 'waktu: "2024-05-01 10:30"', 'waktu: "2024-05-02"', 'usia: "41.5"')), people)

# Excel writes some characters by their numbers, and keeps 32,767 letters of a cell.
BY_NUMBER = "Kata _x0041_ dan _x005F_ dan _xyz_."
for name, words in (("numbered", BY_NUMBER), ("longest", "kata " * 6553), ("too-long", "kata " * 6554)):
    projects.sheet(work / f"{name}.csv", rows=[("1", "P01", "rasa", words)])
    status, said = run("import", f"{name}.csv", name)
    status, said = run("export", "--xlsx", f"{name}-out.xlsx", "--audience", "researcher", name)
    expect(f"what a cell can hold is exported: {name}", (status == 0) == (name != "too-long") == (work / f"{name}-out.xlsx").exists(), said)
expect("and what it cannot hold is told", "has more letters in a cell" in said, said)
with zipfile.ZipFile(work / "numbered-out.xlsx") as archive:
    expect("what looks like such a number is written so that Excel shows it", "Kata _x005F_x0041_ dan _x005F_x005F_ dan _xyz_." in archive.read("xl/worksheets/sheet1.xml").decode())
status, said = run("import", "numbered-out.xlsx", "numbered-again")
expect("and read as it was typed", status == 0 and BY_NUMBER in texts("numbered-again"), said)
projects.xlsx(work / "lines.xlsx", [("source", "code", "text"), ("P01", "rasa", "Satu._x000D_\nDua._x0007_ Tiga._xD83D_")])
status, said = run("import", "lines.xlsx", "lines")
expect("half of a line end, and what no text holds, is left out", status == 0 and "Satu.\n" in texts("lines") and "Dua. Tiga." in texts("lines") and "_x" not in texts("lines"), said + texts("lines"))

projects.xlsx(work / "full.xlsx", [("source", "code", "text"), ("P01", "rasa", "kata " * 6553 + "ka"), ("P02", "rasa", "kata")])
status, said = run("import", "full.xlsx", "full")
expect("a cell that Excel may have cut is told", status == 0 and "| cell as long as Excel keeps one | 1 | changed |" in said, said)

# A transcript that comes later is taken, unless it is another one: then what the study has stays sound.
(work / "later.csv").write_text("source,code,text\nIK-21,rasa,Saya datang pagi.\nIK-22,rasa,Suami mengantar.\n")
for name in ("IK-21", "IK-22"):
    (work / f"{name}.txt").write_text("P: Lalu?\nI: Saya datang pagi.\n")
status, said = run("import", "later.csv", "later")
status, said = run("import", "IK-21.txt", "IK-22.txt", "later")
folder = work / "later/content/private"
expect("a transcript of an informant whom the study has is taken", status == 0 and (folder / "transcripts/IK-21.txt").exists() and "no longer in the project" not in said, said)
expect("one that has not the words of that informant is put aside, and told", (folder / "originals/IK-22.txt").exists() and not (folder / "transcripts/IK-22.txt").exists() and
       "1 excerpt that the study has is not in it" in said, said)
status, said = run("check", "later")
expect("and the study checks", status == 0, said)

# Sheets that call a source as its file is called mean that file, whichever is read first.
(work / "IK-35.txt").write_text("P: Lalu?\nI: Saya datang pagi.\n")
(work / "media.csv").write_text("Media Title,Excerpt Copy,Codes Applied Combined\nIK-35.docx,Saya datang pagi.,waktu\n")
for files in (("IK-35.txt", "media.csv"), ("media.csv", "IK-35.txt")):
    study = f"media-{files[0]}"
    status, said = run("import", *files, study)
    expect("a source with the ending of its file is that source", status == 0 and "1 new informant" in said and (work / study / "content/private/transcripts/IK-35.txt").exists() and
           "source: IK-35\n" in texts(study), said)

# What grew in the other tool: a longer text, a second coder, somebody new with the attributes that the others have, a code that nobody used.
def interview(answers, comments):
    sheets.word(work / "IK-31.docx", sheets.paragraph(sheets.run("P: Lalu?")) + "".join(
        sheets.paragraph(sheets.run("IK-31: "), sheets.about(i, sheets.run(answer))) for i, answer in enumerate(answers)), comments)


interview(["Saya datang pagi."], [("Budi Santoso", "waktu")])
status, said = run("import", "IK-31.docx", "grown")
shutil.copytree(work / "grown", work / "grown-typed")
with open(work / "grown-typed/content/private/transcripts/IK-31.txt", "a") as file:
    file.write("P: Terima kasih.\n")
interview(["Saya datang pagi.", "Pulang sore.", "Itu berat."], [("Budi Santoso", "waktu"), ("Ani Rahma", "waktu"), ("Dewi Lestari", "rasa")])
status, said = run("import", "IK-31.docx", "grown")
transcript = (work / "grown/content/private/transcripts/IK-31.txt").read_text()
expect("a newer text takes the place of one that nobody changed", status == 0 and "Pulang sore." in transcript and "as nobody had changed it" in said, said)
found, coders = texts("grown"), (work / "grown/content/coders.yaml").read_text()
expect("who coded alone is the first of several", 'text: "Saya datang pagi."\n    guid' in found and 'text: "Pulang sore."\n    coder: "B"' in found and 'coder: "C"' in found and
       re.findall("id: (.*)", coders) == ["A", "B", "C"], found + coders)
status, said = run("check", "grown")
expect("and the study checks", status == 0, said)
status, said = run("import", "IK-31.docx", "grown")
expect("once more it is as it was", status == 0 and "0 new excerpts; 0 excerpts got codes, 3 are as they were" in said and "differs" not in said, said)
status, said = run("import", "IK-31.docx", "grown-typed")
expect("a text that somebody changed stays", status == 0 and "Terima kasih" in (work / "grown-typed/content/private/transcripts/IK-31.txt").read_text() and "keeps its own" in said, said)
(work / "IK-32.txt").write_text("P: Lalu?\nI: Saya datang pagi.\n")
(work / "lined").mkdir()
run("import", "IK-32.txt", "lined")
(work / "lined/content/excerpts").mkdir()
(work / "lined/content/excerpts/IK-32.yaml").write_text("source: IK-32\nexcerpts:\n  - {id: IK-32.1, lines: 2}\n")
(work / "IK-32.txt").write_text("Wawancara\nP: Lalu?\nI: Saya datang pagi.\n")
status, said = run("import", "IK-32.txt", "lined")
expect("lines that would hold other words keep their text", status == 0 and "keeps its own" in said, said)

# A text of the same name that did not grow out of the first one is another interview: what the study has is not lost for it.
for folder, lines in (("first", ["Saya datang pagi."]), ("second", ["Suami mengantar."]), ("both", ["Saya datang pagi.", "Suami mengantar."])):
    (work / folder).mkdir()
    (work / folder / "IK-05.txt").write_text("".join(f"P: Lalu?\nIK-05: {line}\n" for line in lines))
run("import", "first/IK-05.txt", "interviews")
kept = work / "interviews/content/private/transcripts/IK-05.txt"
first = kept.read_text()
status, said = run("import", "second/IK-05.txt", "interviews")
expect("another interview does not take the place of the first", status == 0 and kept.read_text() == first and "keeps its own" in said, said)
status, said = run("import", "both/IK-05.txt", "interviews")
expect("the two in one do", status == 0 and kept.read_text() == (work / "both/IK-05.txt").read_text() and "as nobody had changed it" in said, said)
status, said = run("import", "second/IK-05.txt", "interviews")
expect("and one of the two alone does not", status == 0 and kept.read_text() == (work / "both/IK-05.txt").read_text() and "keeps its own" in said, said)

# A text that has all lines of the older one, yet not the words that a document, several speakers or another speaker are quoted with, or not there.
(work / "hosted").mkdir()
(work / "hosted/IK-06.txt").write_text("P: Lalu?\nIK-06: Saya datang pagi.\nIK-07: Saya antar.\n")
(work / "hosted/D-06.txt").write_text("Surat tugas.\nKami hadir.\n")
run("import", "hosted/IK-06.txt", "hosted-study")
run("import", "--documents", "hosted/D-06.txt", "hosted-study")
people, document = work / "hosted-study/content/informants.yaml", next((work / "hosted-study/content/private/transcripts").glob("D*.txt"))
people.write_text(people.read_text() + "  - code: IK-07\n    consent: examiner\n")
(work / "hosted-study/content/excerpts").mkdir()
excerpts = work / "hosted-study/content/excerpts/IK-06.yaml"
fresh = tree(work / "hosted-study")
for what, excerpt in (("of turns", "turns: [{text: 'Lalu?'}, {speaker: IK-06, text: 'Saya pulang sore.'}]"), ("of another speaker", "speaker: IK-07, text: 'Saya pulang sore.'"),
                      ("in lines of another speaker", "speaker: IK-07, text: 'Saya antar.', lines: 3"), ("of turns that are there", "turns: [{text: 'Lalu?'}, {speaker: IK-06, text: 'Saya datang pagi.'}]")):
    excerpts.write_text(f"source: IK-06\nexcerpts:\n  - {{id: IK-06.1, {excerpt}}}\n")
    text = work / "hosted-study/content/private/transcripts/IK-06.txt"
    text.write_bytes(fresh["content/private/transcripts/IK-06.txt"])
    (work / "IK-06.txt").write_text("Wawancara\n" + text.read_text())
    status, said = run("import", "IK-06.txt", "hosted-study")
    expect(f"a text without the words {what} takes no place", status == 0 and text.read_text().startswith("Wawancara") == what.endswith("there"), said)
(excerpts.parent / "document.yaml").write_text(f"source: {document.stem}\nexcerpts:\n  - {{id: {document.stem}.1, text: 'Kami pergi.'}}\n")
(work / "hosted/D-06.txt").write_text("Surat tugas.\nKami hadir.\nSelesai.\n")
status, said = run("import", "--documents", "hosted/D-06.txt", "hosted-study")
expect("nor one without the words of a document", status == 0 and "Selesai" not in document.read_text(), said)
(excerpts.parent / "document.yaml").write_text(f"source: {document.stem}\nexcerpts:\n  - {{id: {document.stem}.1, text: 'Kami hadir.'}}\n")
status, said = run("import", "--documents", "hosted/D-06.txt", "hosted-study")
expect("one with them does", status == 0 and "Selesai" in document.read_text(), said)

# Who coded a file alone is known from earlier ones, or new beside those who are.
def coded(name, *authors):
    sheets.word(work / name, sheets.paragraph(sheets.run("P: Lalu?")) + "".join(
        sheets.paragraph(sheets.run(f"{name[:5]}: "), sheets.about(i, sheets.run(f"Kata {name[:5]} yang ke-{i}."))) for i in range(len(authors))), [(author, "waktu") for author in authors])


for number, (files, wanted, ids) in enumerate([([("IK-43.docx", "Budi", "Ani"), ("IK-44.docx", "Ani")], "B", ["A", "B"]), ([("IK-45.docx", "Budi"), ("IK-46.docx", "Ani")], "B", ["A", "B"]),
                                               ([("IK-47.docx", "Budi", "Ani"), ("IK-48.docx", "Dewi")], "C", ["A", "B", "C"]), ([("IK-41.docx", "Budi"), ("IK-42.docx", "Budi")], None, [])]):
    study = f"alone-{number}"
    for file in files:
        coded(*file)
        status, said = run("import", file[0], study)
    found, coders = (work / study / f"content/excerpts/{files[1][0][:5]}.yaml").read_text(), work / study / "content/coders.yaml"
    expect(f"{files[1][1]} alone behind {files[0][1:]} is coder {wanted}", status == 0 and re.findall('coder: "(.*)"', found) == ([wanted] if wanted else []) and
           (re.findall("id: (.*)", coders.read_text()) if coders.exists() else []) == ids and "first coder's" not in said and ("who 'B' is" in said or number != 1), said + found)
    before = tree(work / study / "content")
    status, said = run("import", files[1][0], study)
    expect(f"and once more {number}", status == 0 and before == tree(work / study / "content"), said)
    status, said = run("check", study)
    expect(f"in a study that checks {number}", status == 0, said)
shutil.copytree(work / "alone-3", work / "nobody-known")
known = work / "nobody-known/content/private/import.txt"
known.write_text("".join(line for line in known.read_text().splitlines(True) if not line.startswith("coder ")))
coded("IK-49.docx", "Ani")
status, said = run("import", "IK-49.docx", "nobody-known")
expect("of one coder beside nobody whom the study knows nothing is told", status == 0 and "coder" not in said and "coder" not in texts("nobody-known"), said)

(work / "towns.csv").write_text("source,code,text,wilayah,usia\nIK-33,rasa,Saya datang pagi.,kota,34\nIK-33,rasa,Saya senang.,kota,34\n")
status, said = run("import", "towns.csv", "towns")
informants = work / "towns/content/informants.yaml"
informants.write_text(informants.read_text().replace('"usia"\n    type: text', '"usia"\n    type: number').replace('"34"', "34"))
(work / "towns.csv").write_text("source,code,text,wilayah,usia\nIK-34,rasa,Suami antar.,desa,muda\nIK-34,rasa,Jauh sekali.,desa,muda\n")
status, said = run("import", "towns.csv", "towns")
memos = (work / "towns/content/private/memos.md").read_text() if status == 0 else ""
expect("who is new gets the attributes that the study has, where they can be", 'wilayah: "desa"' in informants.read_text() and "muda" not in informants.read_text() and "- usia: muda" in memos, said)
informants.write_text(informants.read_text().replace('label: "wilayah"\n    type: text\n    audience: examiner', 'label: "wilayah"\n    type: text\n    audience: public'))
(work / "towns.csv").write_text("source,code,text,wilayah,usia\nIK-38,rasa,Saya pulang.,pesisir,50\nIK-38,rasa,Sudah sore.,pesisir,50\n")
status, said = run("import", "towns.csv", "towns")
expect("nobody's value goes to an attribute that the public sees", status == 0 and "audience: public" in informants.read_text() and "pesisir" not in informants.read_text() and 'usia: "50"' in informants.read_text() and
       "- wilayah: pesisir" in (work / "towns/content/private/memos.md").read_text(), said + informants.read_text())

# Endings of all texts that are read are no part of a name; two files of one name are two sources.
for ending, text in ((".vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\n<v IK-36>Saya datang pagi.\n"), (".srt", "1\n00:00:01,000 --> 00:00:04,000\nIK-36: Saya datang pagi.\n")):
    (work / f"IK-36{ending}").write_text(text)
    (work / "titles.csv").write_text(f"source,codes,text,nama\nIK-36{ending},waktu,Saya datang pagi.,Siti Aminah\n")
    status, said = run("import", f"IK-36{ending}", "titles.csv", f"titled{ending}")
    expect(f"a sheet means the file that ends with {ending}, and says who that is", status == 0 and "1 new informant" in said and "source: IK-36\n" in texts(f"titled{ending}") and
           "Siti Aminah" in (work / f"titled{ending}/content/private/identities.yaml").read_text(), said)
for name, answer in (("IK-37.docx", "Saya datang pagi."), ("IK-37.txt.docx", "Suami mengantar.")):
    sheets.word(work / name, sheets.paragraph(sheets.run("P: Lalu?")) + sheets.paragraph(sheets.run(f"IK-37: {answer}")))
status, said = run("import", "IK-37.docx", "IK-37.txt.docx", "alike")
both = "".join(p.read_text() for p in (work / "alike/content/private").rglob("*.txt"))
expect("of two files of nearly one name neither loses its text", status == 0 and "Saya datang pagi." in both and "Suami mengantar." in both, said + both)

# A comment may begin and end between the cells of a row.
row = sheets.cells(("", sheets.run("P")), ("", sheets.run("Lalu?"))) + sheets.cells(("", sheets.run("IK-39")), ("", sheets.run("Saya datang pagi.")))
row = row.replace("<w:tc>" + sheets.paragraph(sheets.run("Saya datang pagi.")), '<w:commentRangeStart w:id="0"/><w:tc>' + sheets.paragraph(sheets.run("Saya datang pagi."))).removesuffix("</w:tr>") + '<w:commentRangeEnd w:id="0"/></w:tr>'
sheets.word(work / "IK-39.docx", f"<w:tbl>{row}</w:tbl>", [("Budi", "waktu")])
status, said = run("import", "IK-39.docx", "between")
expect("its words are those of the cells", status == 0 and 'text: "Saya datang pagi."' in texts("between") and "marks no words" not in said, said + texts("between"))
status, said = run("check", "between")
expect("which the transcript has", status == 0 and "| IK-39 | Saya datang pagi. |\n" in (work / "between/content/private/transcripts/IK-39.txt").read_text(), said)

# An attribute counts once, however it is typed; none hides behind a quotation mark within a value.
spaced = " ".join(f"a{i} = ''" for i in range(600))
projects.qdpx(work / "spaced.qdpx")
with zipfile.ZipFile(work / "spaced.qdpx") as archive:
    (work / "spaced.qde").write_text(next(archive.read(name).decode() for name in archive.namelist() if name.endswith("qde")).replace("<Project ", f"<Project {spaced} ", 1))
status, said = run("import", "spaced.qde", "spaced")
expect("six hundred attributes with blanks are not a thousand", "1,000" not in said, said)
for number, crowd in enumerate(['<b x=a" ', "<b y!='x", '<b z="z"', "<b "]):
    (work / "crowded.sqlite3").unlink(missing_ok=True)
    projects.taguette(work / "crowded.sqlite3")
    base = sqlite3.connect(work / "crowded.sqlite3")
    base.execute("UPDATE documents SET contents = ?", (f"<p>{crowd} {' '.join(f'a{i}' for i in range(20000))}>kata</b></p>",))
    base.commit()
    base.close()
    status, said = run("import", "crowded.sqlite3", f"crowded-{number}")
    expect(f"twenty thousand are refused: {crowd}", status == 1 and "more than 1,000 attributes" in said, said)

projects.maxqda(work / "unused.mex")
base = sqlite3.connect(work / "unused.mex")
base.execute("INSERT INTO Codewords VALUES (9, 0, 'Kosong', '')")
base.commit()
run("import", "unused.mex", "unused")
base.execute("DELETE FROM Codewords WHERE ID = 9")
base.commit()
base.close()
status, said = run("import", "unused.mex", "unused")
expect("a code without excerpts that went away is told", status == 0 and "code 'kosong' is no longer in the project" in said, said)
(work / "judged.csv").write_text("source,code,text,note\nP01,rasa,Saya senang.,Ia tersenyum.\n")
status, said = run("import", "judged.csv", "judged")
expect("what a sheet says of an excerpt is said to be set", status == 0 and "what the project says is set" in said and "none is set" not in said, said)

# Of four coders one table tells how each two agree; of three each two have one.
ANSWERS = ["Saya datang pagi.", "Timbangan baru datang.", "Suami mengantar saya.", "Kami jarang rapat."]
(work / "P01.txt").write_text("".join(f"P: Lalu?\nI: {answer}\n" for answer in ANSWERS))
for count in (3, 4):
    projects.sheet(work / f"coders-{count}.csv", heads=("source", "code", "text", "coder"), rows=[("P01", "rasa" if (i + j) % 3 else "waktu", answer, "abcd"[j])
                                                                                                 for i, answer in enumerate(ANSWERS) for j in range(count)])
    status, said = run("import", "P01.txt", f"coders-{count}.csv", f"coders-{count}")
    status, said = run("build", "--latex", f"coders-{count}")
    numbers = (work / f"coders-{count}/appendices/lampiran-hitungan.tex").read_text() if status == 0 else ""
    expect(f"{count} coders agree in tables that can be read", (numbers.count("Kesepakatan setiap dua pengode"), numbers.count("Kesepakatan C dan D") + numbers.count("Kesepakatan A dan B")) ==
           ((0, 1) if count == 3 else (1, 0)), said + numbers[-1500:])

# Kappa stands above the diagonal also where the second coder has no text in common with the first.
(work / "P02.txt").write_text("".join(f"P: Lalu?\nI: {answer}\n" for answer in ANSWERS))
CODED = {("P01", "a"): "1112", ("P01", "c"): "1112", ("P01", "d"): "2221", ("P02", "b"): "1112", ("P02", "c"): "1121", ("P02", "d"): "2212"}
projects.sheet(work / "paired.csv", heads=("source", "code", "text", "coder"), rows=[(source, f"kode {code}", answer, coder) for (source, coder), codes in sorted(CODED.items(), key=lambda of: of[0][1])
                                                                                     for answer, code in zip(ANSWERS, codes)])
status, said = run("import", "P01.txt", "P02.txt", "paired.csv", "paired")
status, said = run("build", "--latex", "paired")
numbers = (work / "paired/appendices/lampiran-hitungan.tex").read_text() if status == 0 else ""
cells = [re.findall(r"lampirankanan ([^ }]*)", row) for row in re.findall(r"lampiranisi\{\d\. [A-D]\}(.*?)lampiranakhir", numbers, re.S)]
expect("kappa is above the diagonal of the matrix of coders", cells == [["", "1,000", "-1,000", ""], ["1,000", "", "-1,000", "0,000"], ["-0,875", "-0,938", "", "0,000"],
                                                                        ["", "0,062", "0,062", ""]], said + str(cells))

# A second coder of some excerpts stands in a table besides.
(work / "paired/content/second-coding.yaml").write_text("coder: rekan\ncodings:\n  - {excerpt: P01.1, codes: [kode-2]}\n  - {excerpt: P01.2, codes: [kode-1]}\n")
status, said = run("build", "--latex", "paired")
numbers = (work / "paired/appendices/lampiran-hitungan.tex").read_text()
expect("besides the matrix of coders stands a second coder", status == 0 and all(f"label{{lampiran-tab-hitungan-{part}}}" in numbers for part in ("pengode", "kesepakatan")), said)

# The tenth excerpt of one is no row of the codes of others who are withheld.
projects.sheet(work / "ten.csv", rows=[(str(i), "P01", "rasa", f"Kata nomor {i}.") for i in range(1, 12)] + [("12", "P07", "rasa", "Kata lain.")])
status, said = run("import", "ten.csv", "ten")
people = work / "ten/content/informants.yaml"
people.write_text(people.read_text().replace("consent: examiner", "consent: public", 1).replace("P01", "P-01").replace("P07", "P-07"))
for file in (work / "ten/content/excerpts").iterdir():
    file.write_text(file.read_text().replace("P01", "P-01").replace("P07", "P-07"))
status, said = run("export", "--csv", "ten-public.csv", "ten")
expect("ids of excerpts are no codes of the withheld", status == 0 and "[leak]" not in said and "P-01.10" in (work / "ten-public.csv").read_text(), said)

# What a column says of a source is compared over all sheets of a file.
with zipfile.ZipFile(work / "tabs.xlsx", "w") as archive:
    for number, rows in enumerate([[("Informan", "Kode", "Kutipan", "Wilayah", "Usia"), ("P01", "rasa", "Kata satu.", "kota", "34")],
                                   [("Informan", "Kode", "Kutipan", "Wilayah", "Usia"), ("P01", "rasa", "Kata dua.", "desa", "34"), ("P02", "rasa", "Kata tiga.", "desa", "40")]]):
        cells = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>" for row in rows)
        archive.writestr(f"xl/worksheets/sheet{number + 1}.xml", f"<worksheet><sheetData>{cells}</sheetData></worksheet>")
status, said = run("import", "tabs.xlsx", "tabs")
people = (work / "tabs/content/informants.yaml").read_text() if status == 0 else ""
expect("what differs in another sheet is no attribute", people.count('usia: "') == 2 and "wilayah" not in people and "column 'Wilayah' | 1 | left out" in said, said + people)

# A list of codes names no sources: what it says in a column of that name is of no informant. Words of formulas are read as others are.
with zipfile.ZipFile(work / "listed.xlsx", "w") as archive:
    for number, rows in enumerate([[("Informan", "Kode", "Kutipan", "Wilayah"), ("P01", "rasa", "Kata_x0020_satu.", "kota"), ("P02", "rasa", "Kata dua.", "desa")],
                                   [("Kode", "Definisi", "Wilayah"), ("rasa", "Yang dirasa.", "umum")]]):
        cells = "".join("<row>" + "".join(f'<c t="str"><v>{text}</v></c>' for text in row) + "</row>" for row in rows)
        archive.writestr(f"xl/worksheets/sheet{number + 1}.xml", f"<worksheet><sheetData>{cells}</sheetData></worksheet>")
status, said = run("import", "listed.xlsx", "listed")
people = (work / "listed/content/informants.yaml").read_text() if status == 0 else ""
expect("a list of codes takes no attribute away", people.count('wilayah: "') == 2 and "Kata satu." in texts("listed") and "column 'Wilayah' | 1 | left out" in said, said + people)

# What our own sheets say of stance and groups comes back; what another one says of them does not judge anything.
own = work / "full/content"
(own / "excerpts/P02.yaml").write_text((own / "excerpts/P02.yaml").read_text().replace("codes: [rasa]", "codes: [rasa]\n    stance: contrast"))
(own / "informants.yaml").write_text((own / "informants.yaml").read_text().replace("- code: P02", "- code: P02\n    group: key"))
status, said = run("export", "--csv", "full.csv", "--audience", "researcher", "full")
status, said = run("import", "full.csv", "full-again")
people = (work / "full-again/content/informants.yaml").read_text() if status == 0 else ""
expect("a stance and a group come back", status == 0 and texts("full-again").count("stance: contrast") == 1 and people.count("group: ") == 1 and "attributes" not in people, said + people)
status, said = run("import", "full.csv", "full")
expect("and are not told as new where they are", status == 0 and "add it by hand" not in said, said)
(work / "foreign.csv").write_text("source,code,text,stance\nP01,rasa,Kata satu.,contrast\n")
status, said = run("import", "foreign.csv", "foreign")
expect("a stance of another sheet is left out", status == 0 and "stance" not in texts("foreign") and "column 'stance' | 1 | left out" in said, said)

# What a colleague writes of a code that the study has is kept, once.
for name, memo in (("mine", "Kata lama."), ("theirs", "Kata yang lain.\n\n  Dua baris.")):
    shutil.copytree(work / "ten", work / name)
    book = work / name / "content/codebook.yaml"
    book.write_text(re.sub("(  - id: rasa\n)", lambda found: found[1] + "    memo: |\n" + "".join(f"      {line}\n" for line in memo.split("\n")), book.read_text()))
    status, said = run("export", "--qdpx", f"{name}.qdpx", "--audience", "researcher", name)
status, said = run("import", "mine.qdpx", "mine")
expect("a memo that the study has is not told again", status == 0 and not (work / "mine/content/private/memos.md").exists(), said)
status, said = run("import", "theirs.qdpx", "mine")
memos = work / "mine/content/private/memos.md"
expect("another one is kept beside it", status == 0 and memos.exists() and memos.read_text().count("## code rasa\n\nKata yang lain.") == 1 and "| memo | 1 | kept |" in said, said)
before = tree(work / "mine")
status, said = run("import", "theirs.qdpx", "mine")
expect("and not kept twice", status == 0 and tree(work / "mine") == before, said)

# What a file calls an excerpt, a code or a coder may be no id.
(work / "odd-ids.csv").write_text('id,source,codes,code_ids,text,coder\n"P01.1: x",P01,Rasa,"rasa: x",Kata satu.,Budi Santoso\n'
                                  '"P01.2\n    text: lain",P01,Waktu,waktu,Kata dua.,A\nP01.7,P01,Waktu,waktu,Kata tiga.,A\nP01.null,P01,Waktu,null,Kata empat.,null\n')
status, said = run("import", "odd-ids.csv", "odd-ids")
coders = (work / "odd-ids/content/coders.yaml").read_text() if status == 0 else ""
expect("what is no id becomes none", status == 0 and texts("odd-ids").count("lain") == 0 and "id: P01.7\n" in texts("odd-ids") and sorted(re.findall("id: (.*)", coders)) == ["A", "B", "D"], said + texts("odd-ids") + coders)
status, said = run("check", "odd-ids")
expect("and the study checks", status == 0, said)

# Quackdas has the standard's elements in places of its own.
projects.quackdas(work / "quackdas.qdpx")
status, said = run("import", "quackdas.qdpx", "quackdas")
found = texts("quackdas") if status == 0 else ""
expect("selections beside the sources are read", "codes: [takut]\n    text: \"Saya takut \U0001f600 jarum.\"" in found and "codes: [jarak]\n    text: \"Jauh sekali.\"" in found and
       "Memo segmen." in found and 'usia: "34"' in (work / "quackdas/content/informants.yaml").read_text() and "1 new informant or" in said, said + found)
expect("and what is of no source is told", "'Selections' of 'Project' | 1 | left out" in said, said)

# More coders than letters, and a set within a set.
users = "".join(f'<User guid="{projects.guid(f"user{i}")}"/>' for i in range(30))
codings = "".join(f'<Coding guid="{projects.guid(f"by{i}")}" creatingUser="{projects.guid(f"user{i}")}"><CodeRef targetGUID="{projects.guid("alat")}"/></Coding>' for i in range(30))
(work / "crowd.qde").write_text(f'<Project xmlns="urn:QDA-XML:project:1.0" name="C" origin="X"><Users>{users}</Users><CodeBook><Codes><Code guid="{projects.guid("alat")}" name="Alat"/>'
                                f'</Codes></CodeBook><Sources><TextSource guid="{projects.guid("t")}" name="IK-01"><PlainTextContent>Kami datang.</PlainTextContent><PlainTextSelection '
                                f'guid="{projects.guid("p")}" startPosition="0" endPosition="12">{codings}</PlainTextSelection></TextSource></Sources><Sets><Set guid="{projects.guid("outer")}" '
                                f'name="Luar"><Set guid="{projects.guid("inner")}" name="Dalam"><MemberCode targetGUID="{projects.guid("alat")}"/></Set></Set></Sets></Project>')
status, said = run("import", "crowd.qde", "crowd")
book = (work / "crowd/content/codebook.yaml").read_text()
expect("the thirtieth coder has an id", status == 0 and "30 new excerpts" in said and 'coder: "D2"' in texts("crowd") and "- id: D2" in (work / "crowd/content/coders.yaml").read_text(), said)
expect("a set within a set stands beside it", 'label: "Dalam"\n    codes: [alat]' in book and "| set within a set | 1 | changed |" in said and "| set of codes | 1 | left out |" in said, said + book)

# Hostile files: one error, nothing written, soon.
def hostile(name, make, says):
    path = work / name
    make(path)
    status, said = run("import", name, "hostile-study")
    errors = said.count("error: ")
    expect(f"{name} is refused in one error", status == 1 and errors == 1 and says in said, said)
    expect(f"{name} writes nothing", not (work / "hostile-study").exists(), said)
    shutil.rmtree(work / "hostile-study", ignore_errors=True)


def packed(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def claims_much(path):
    packed(path, {"project.qde": "<Project/>"})
    data = path.read_bytes()
    at = data.rindex(b"PK\x01\x02")
    path.write_bytes(data[:at + 24] + b"\xff\xff\xff\x7f" + data[at + 28:])


def cyclic(path):
    projects.qualcoder(path)
    base = sqlite3.connect(path / "data.qda")
    base.execute("UPDATE code_cat SET supercatid = 2 WHERE catid = 1")
    base.commit()


def cyclic_tags(path):
    projects.taguette(path)
    base = sqlite3.connect(path)
    base.executescript("ALTER TABLE tags ADD COLUMN parent_id INTEGER; UPDATE tags SET parent_id = 3 - id;")


def broken_text(path):
    projects.taguette(path)
    base = sqlite3.connect(path)
    base.execute("UPDATE tags SET path = CAST(x'ff41' AS TEXT)")
    base.commit()


def corrupt(path):
    projects.taguette(path)
    data = bytearray(path.read_bytes())
    data[4096:4200] = b"\xff" * 104
    path.write_bytes(data)


def endless(path):
    projects.taguette(path)
    base = sqlite3.connect(path)
    base.executescript("DROP TABLE tags; CREATE VIEW tags AS WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c) "
                       "SELECT id, 'x' AS path, '' AS description FROM c;")


def book(rows):
    """A workbook whose sheet says that it is as large as one can be."""
    names = ' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return {"xl/workbook.xml": f'<workbook{names}><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet{names}><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'}


def cell(at, text):
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def triggered(path):
    projects.taguette(path)
    base = sqlite3.connect(path)
    base.executescript("ALTER TABLE highlights RENAME TO real; CREATE VIEW highlights AS SELECT id, document_id, start_offset, end_offset, "
                       "hex(zeroblob(900000000)) AS snippet FROM real; CREATE TRIGGER t INSTEAD OF INSERT ON highlights BEGIN SELECT 1; END;")


def pages_claimed(path):
    projects.taguette(path)
    data = bytearray(path.read_bytes())
    data[28:32] = b"\x7f\xff\xff\xff"
    data[16:18] = b"\x00\x01"
    path.write_bytes(data)


far = '<row r="1">' + cell("A1", "code") + cell("B1", "text") + "</row>"
hostile("far-cell.xlsx", lambda p: packed(p, book(far + f'<row r="1048576">{cell("XFE1048576", "x")}</row>')), "")
hostile("every-row.xlsx", lambda p: packed(p, book(far + "".join(f'<row r="{i}">{cell(f"XFD{i}", "x")}</row>' for i in range(2, 30000)))), "")
hostile("entities.xlsx", lambda p: packed(p, {**book(far), "xl/sharedStrings.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><sst>&a;</sst>"}), "document type")
hostile("triggered.sqlite3", triggered, "")
hostile("pages.sqlite3", pages_claimed, "")
bomb = '<!DOCTYPE Project [<!ENTITY a "aaaa">' + "".join(f'<!ENTITY a{i} "{"&a%s;" % (i - 1 if i else "") * 10}">' for i in range(9)) + "]>"
nested = "<Code guid='%s' name='x'>"
hostile("entities.qdpx", lambda p: packed(p, {"project.qde": bomb + "<Project>&a8;</Project>"}), "document type")
hostile("outside.qde", lambda p: p.write_text('<!DOCTYPE Project SYSTEM "file:///etc/passwd"><Project/>'), "document type")
hostile("bomb.qdpx", lambda p: packed(p, {"project.qde": b" " * (300 << 20)}), "larger than")
hostile("leaving.qdpx", lambda p: packed(p, {"project.qde": "<Project/>", "../../evil.txt": "x"}), "out of the archive")
hostile("two.qdpx", lambda p: packed(p, {"a.qde": "<Project/>", "b.qde": "<Project/>"}), "two projects")
hostile("claim.qdpx", claims_much, "")
hostile("deep.qde", lambda p: p.write_text("<Project><CodeBook><Codes>" + "".join(nested % projects.guid(str(i)) for i in range(60)) +
                                           "</Code>" * 60 + "</Codes></CodeBook></Project>"), "levels deep")
crowd = " ".join(f"a{i}=''" for i in range(300000))
hostile("crowded.qde", lambda p: p.write_text(f"<Project {crowd}><!-- it's --><CodeBook/></Project>"), "more than 1,000 attributes")
hostile("crowded16.qde", lambda p: p.write_text(f"<?xml version='1.0' encoding='utf-16'?><Project {crowd}/>", encoding="utf-16"), "more than 1,000 attributes")
hostile("crowded.html", lambda p: p.write_text(projects.TAGUETTE + f"<h2><b {crowd}>a</b></h2>"), "more than 1,000 attributes")
hostile("unclosed.qde", lambda p: p.write_text("<Project><CodeBook>"), "well-formed")
hostile("broken.qde", lambda p: p.write_bytes(b'<?xml version="1.0" encoding="utf-8"?><Project name="\xff\xfe"/>'), "well-formed")
hostile("none.sqlite3", lambda p: p.write_text("no database at all, only text" * 100), "database")
hostile("corrupt.sqlite3", corrupt, "damaged")
hostile("endless.sqlite3", endless, "")
hostile("broken-text.sqlite3", broken_text, "UTF-8")
hostile("cyclic.qda", cyclic, "below itself")
hostile("cyclic.sqlite3", cyclic_tags, "below itself")
hostile("no.qdpx", lambda p: p.write_text("PK no archive"), "archive")
hostile("open.csv", lambda p: p.write_text('code,text\na,"never closed\n'), "never closed")
hostile("heads.csv", lambda p: p.write_text("x,y\n1,2\n"), "no column is named")
hostile("empty.csv", lambda p: p.write_text(""), "no rows")
hostile("unknown.bin", lambda p: p.write_text("x"), "does not say what it is")

shutil.rmtree(work)
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(bool(problems))
