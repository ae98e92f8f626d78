#!/usr/bin/env python3
"""Renames, merges, moves and splits from the command line, over a study typed in every way that YAML and Markdown allow:
what names an object follows, prose and layout stay, all files or none.

    run.py PROGRAM
"""
import fcntl
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

program = str(pathlib.Path(sys.argv[1]).resolve())
work = pathlib.Path(tempfile.mkdtemp())
study = work / "study"
problems = []
environment = {**os.environ, "SOURCE_DATE_EPOCH": "1717200000"}

FILES = {
    "study.yaml": b"title: Uji\r\ninstitution: X\r\nplace: Y\r\nyear: '2024'\r\nlanguage: id\r\nevidence: collected\r\n",
    "codebook.yaml": b"""\
# Kode.
variables:
  - id: motivasi
    label: Motivasi
    themes:
      # Yang pertama.
      - id: "misi"   # dari teori
        label: Misi, bersama
        definition: >-
          Bukan visi-misi; lihat
          [misi](code:misi) dan `code:misi`.
        subthemes:
          - {id: sub-a, label: Sub A}
      - id: tugas
        label: 'Tugas'
        when_not_to_use: "Pakailah :code{#misi}, bukan misi."
  - id: lain
    label: Lain
    themes:
      - id: sisa
        label: Sisa
""",
    "objectives.yaml": b"""\
general: Tujuan.
objectives:
  - id: a
    title: A
    statement: misi
    variable: motivasi
    themes:
      - misi
      - 'tugas'
""",
    "informants.yaml": b"""\
informants:
  - code: IU-01
    group: main
    sector: kesehatan
    interviews: [{date: 2024-03-01, minutes: 30}]
    consent: public
""",
    "excerpts/IU-01.yaml": b"\xef\xbb\xbfsource: IU-01\r\nexcerpts:\r\n"
                           b"  - {id: IU-01.1, codes: [misi, tugas], text: Kata misi IU-01 satu.}\r\n"
                           b"  - id: IU-01.2\r\n    codes:\r\n      - tugas\r\n      - \"misi\"\r\n    text: |\r\n      Dua: misi.",
    "findings/temuan.md": b"""\
---
id: temuan
objective: a
theme: misi
title: Misi dan @lama2020
---

Misi itu misi [-@lama2020; lihat @lama2020, hlm. 3] dan [tema](code:misi "misi"), [lagi][m].

::excerpt{#IU-01.1}

    @lama2020 code:misi {#IU-01.1}

`@lama2020` \\@lama2020 nama@lama2020.id IU-01.2 :informant{#IU-01}

[m]: code:misi
""",
    "pages/misi.md": b"---\nid: misi\ntitle: Halaman\n---\n\n[tema](tema/misi.html) [temuan](finding:temuan)\n",
    "references.bib": b"@book{lama2020,\n  author = {Lama, A.},\n  title = {lama2020},\n  year = 2020,\n  publisher = {P}\n}\n\n"
                      b"@book{baru2021,\n  author = {Baru, B.},\n  title = {Judul},\n  year = 2021,\n  publisher = {P}\n}\n",
    "private/identities.yaml": b'"IU-01": [Siti Rahma]\n',
    "private/transcripts/IU-01.txt": b"P: Apa?\nIU-01: Kata misi IU-01 satu. Dua: misi.\n",
}


def start():
    shutil.rmtree(study, ignore_errors=True)
    for name, text in FILES.items():
        path = study / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    (study / "content/private/identities.yaml").chmod(0o600)


def run(*arguments, given=b""):
    done = subprocess.run([program, *arguments, str(study)], input=given, capture_output=True, env=environment, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def tree():
    content = study / "content"
    return {str(p.relative_to(content)): p.read_bytes() for p in sorted(content.rglob("*")) if p.is_file()}


def expect(what, holds, said=""):
    if not holds:
        problems.append(f"{what}\n{said[-3000:]}")


def expect_files(what, wanted, said):
    """wanted: the files that differ from FILES, None where one is gone."""
    files = {**FILES, **wanted}
    files = {name: text for name, text in files.items() if text is not None}
    now = tree()
    for name in sorted(files.keys() | now.keys()):
        if files.get(name) != now.get(name):
            problems.append(f"{what}: {name} is\n{now.get(name, b'not there').decode()}\nnot\n"
                            f"{files.get(name, b'not there').decode()}\n{said[-500:]}")


def changed(name, *pairs):
    text = FILES[name]
    for old, new in pairs:
        assert old in text, (name, old)
        text = text.replace(old, new)
    return text


def edit(what, wanted, *arguments, given=b""):
    start()
    before = run("check")
    _, difference, said = run(*arguments, "--dry-run", given=given)
    expect(f"{what}: a dry run changes nothing", tree() == FILES, said)
    expect(f"{what}: what is private is not shown", "Siti" not in difference, difference)
    code, told, said = run(*arguments, given=given)
    expect(f"{what} ends with {code}", code == 0, told + said)
    expect_files(what, wanted, told + said)
    expect(f"{what}: rights are kept", (study / "content/private/identities.yaml").stat().st_mode & 0o777 == 0o600)
    after = run("check")
    expect(f"{what}: the study checks as before", after[0] == before[0], after[2])
    real = tree()
    start()
    patch = work / "patch"
    patch.write_text(difference, newline="")
    done = subprocess.run(["git", "apply", "--whitespace=nowarn", str(patch)], cwd=study, capture_output=True, text=True)
    expect(f"{what}: git applies the difference", done.returncode == 0, done.stderr + difference)
    public = {name: text for name, text in real.items() if not name.startswith("private/")}
    expect(f"{what}: the difference is what is done",
           {name: text for name, text in tree().items() if not name.startswith("private/")} == public, difference)
    return told, said


renamed = b"formerly: [{id: misi, how: renamed, date: 2024-06-01}]"
edit("a code gets another id", {
    "codebook.yaml": changed("codebook.yaml",
                             (b'- id: "misi"   # dari teori\n', b'- id: "inti"   # dari teori\n        ' + renamed + b"\n"),
                             (b"[misi](code:misi)", b"[misi](code:inti)"), (b":code{#misi}", b":code{#inti}")),
    "objectives.yaml": changed("objectives.yaml", (b"- misi", b"- inti")),
    "excerpts/IU-01.yaml": changed("excerpts/IU-01.yaml", (b"[misi, tugas]", b"[inti, tugas]"), (b'"misi"', b'"inti"')),
    "findings/temuan.md": changed("findings/temuan.md", (b"theme: misi", b"theme: inti"), (b"(code:misi ", b"(code:inti "),
                                  (b"[m]: code:misi", b"[m]: code:inti")),
    "pages/misi.md": changed("pages/misi.md", (b"tema/misi.html", b"tema/inti.html")),
}, "rename", "code:misi", "inti")

edit("a page, with its file", {
    "pages/misi.md": None,
    "pages/cita.md": changed("pages/misi.md", (b"id: misi\n", b"id: cita\nformerly: [misi]\n")),
}, "rename", "page:misi", "cita")


def site(*edits):
    """The pages of the site after these edits, and what it said."""
    start()
    text = study / "content/findings/temuan.md"
    text.write_bytes(text.read_bytes().replace(b"nama@lama2020.id", b""))
    for arguments in edits:
        run(*arguments)
    run("build", "--html")
    return {str(p.relative_to(study / "site")): p.read_text() for p in (study / "site").rglob("*.html")}


pages = site(("rename", "code:misi", "inti"), ("rename", "page:misi", "cita"), ("merge", "tugas", "sisa"), ("rename", "objective:a", "z"))
for old, new in (("tema/misi.html", "../tema/inti.html"), ("tema/tugas.html", "../tema/sisa.html"), ("misi.html", "cita.html"),
                 ("tujuan/a.html", "../tujuan/z.html")):
    expect(f"the address {old} leads on", f'content="0; url={new}"' in pages.get(old, "") and f'<a href="{new}">' in pages[old],
           pages.get(old, "it is not there"))
pages = site(("rename", "code:misi", "inti"), ("rename", "code:inti", "misi"))
expect("a page that is there again is not written over", 'http-equiv="refresh"' not in pages["tema/misi.html"])
expect("an address is left behind by each id", 'url=../tema/misi.html"' in pages["tema/inti.html"], str(sorted(pages)))

told, said = edit("an informant, with the excerpts and files that are called so", {
    "informants.yaml": changed("informants.yaml", (b"IU-01", b"IU-07")),
    "excerpts/IU-01.yaml": None,
    "excerpts/IU-07.yaml": changed("excerpts/IU-01.yaml", (b"source: IU-01", b"source: IU-07"), (b"id: IU-01", b"id: IU-07")),
    "findings/temuan.md": changed("findings/temuan.md", (b"::excerpt{#IU-01.1}", b"::excerpt{#IU-07.1}"),
                                  (b":informant{#IU-01}", b":informant{#IU-07}")),
    "private/identities.yaml": b'"IU-07": [Siti Rahma]\n',
    "private/transcripts/IU-01.txt": None,
    "private/transcripts/IU-07.txt": changed("private/transcripts/IU-01.txt", (b"\nIU-01:", b"\nIU-07:")),
}, "rename", "IU-01", "IU-07")
expect("prose that has the old id is pointed at", "look-at" in said and "temuan.md:14" in said, said)

work_key = changed("findings/temuan.md", (b"[-@lama2020; lihat @lama2020,", b"[-@tua; lihat @tua,"), (b"dan @lama2020\n", b"dan @tua\n"))
edit("a work", {"findings/temuan.md": work_key, "references.bib": changed("references.bib", (b"@book{lama2020", b"@book{tua"))},
     "rename", "lama2020", "tua")
edit("a finding, with its file", {
    "findings/temuan.md": None, "findings/hasil.md": changed("findings/temuan.md", (b"id: temuan", b"id: hasil")),
    "pages/misi.md": changed("pages/misi.md", (b"finding:temuan", b"finding:hasil")),
}, "rename", "finding:temuan", "hasil")
edit("works become one", {
    "findings/temuan.md": work_key.replace(b"@tua", b"@baru2021"),
    "references.bib": FILES["references.bib"].partition(b"\n\n")[2].join([b"\n", b""]),
}, "merge", "lama2020", "baru2021")
edit("codes become one", {
    "codebook.yaml": changed("codebook.yaml", (FILES["codebook.yaml"][FILES["codebook.yaml"].index(b"      # Yang"):
                                                                      FILES["codebook.yaml"].index(b"      - id: tugas")], b""),
                             (b"id: tugas\n", b'id: tugas\n        formerly: [{id: misi, label: "Misi, bersama", how: merged, '
                              b"date: 2024-06-01}]\n"),
                             (b":code{#misi}, bukan misi.\"\n", b":code{#tugas}, bukan misi.\"\n        subthemes:\n"
                              b"          - {id: sub-a, label: Sub A}\n")),
    "objectives.yaml": changed("objectives.yaml", (b"      - misi\n", b"")),
    "excerpts/IU-01.yaml": changed("excerpts/IU-01.yaml", (b"[misi, tugas]", b"[tugas]"), (b"      - \"misi\"\r\n", b"")),
    "findings/temuan.md": changed("findings/temuan.md", (b"theme: misi", b"theme: tugas"), (b"(code:misi ", b"(code:tugas "),
                                  (b"[m]: code:misi", b"[m]: code:tugas")),
    "pages/misi.md": changed("pages/misi.md", (b"tema/misi.html", b"tema/tugas.html")),
}, "merge", "code:misi", "tugas")
# What others than codes say is joined, and what only a person can decide is asked in one message.
ALONE = dict(FILES)
FILES.update({
    "informants.yaml": b"""\
informants:
  - {code: IU-01, group: main, sector: kesehatan, interviews: [{date: 2024-03-01, minutes: 30}], consent: public}
  # Yang kedua kali.
  - code: IU-02
    group: main
    role: kader
    note: >-
      Diwawancarai
      dua kali.
    interviews:
      - date: 2024-04-02
        minutes: 20
      - {date: 2024-04-09, minutes: 25}
    consent: public
  - code: IU-03
    interviews:
      - date: 2024-05-02
        minutes: 21
    consent: examiner
""",
    "excerpts/IU-02.yaml": b"source: IU-02\nexcerpts:\n"
                           b"  - id: IU-02.1\n    codes: [misi]\n    note: Tafsir, misi.\n    text: Kami datang.\n"
                           b"  - id: IU-02.2\n    codes: [sisa, tugas]\n    text: Kami datang. Lalu pulang.\n",
    "excerpts/IU-03.yaml": b"source: IU-03\nexcerpts:\n  - {id: IU-03.1, codes: [misi], text: Ya begitulah.}\n",
    "private/transcripts/IU-02.txt": b"P: Apa?\nIU-02: Kami datang. Lalu pulang.\n",
    "private/identities.yaml": b'"IU-01": [Siti Rahma]\nIU-02:\n  - Budi Santoso\nIU-03:\n  - Ani Lestari\n',
    "pages/lain.md": b"---\nid: lain\ntitle: 'Yang lain'\nformerly: [dulu]\ndescription: Kedua.\n---\n\nIsi lain.\n",
    "findings/temuan-2.md": b"---\nid: temuan-2\nobjective: a\ntheme: misi\ntitle: \"Dua: \\\"itu\\\"\"\nsummary: |\n  Ringkas\n  saja.\n---\n"
                            b"\n::excerpt{#IU-02.1}\n\nLihat [temuan](finding:temuan-2).\n",
    "objectives.yaml": FILES["objectives.yaml"] + b"  - {id: b, title: B, statement: misi, answer: 'Ya, B', themes: [sisa]}\n",
})
edit("an excerpt joins one that holds its words", {
    "excerpts/IU-02.yaml": b"source: IU-02\nexcerpts:\n"
                           b"  - id: IU-02.2\n    codes: [sisa, tugas, misi]\n    text: Kami datang. Lalu pulang.\n    note: Tafsir, misi.\n",
    "findings/temuan-2.md": changed("findings/temuan-2.md", (b"{#IU-02.1}", b"{#IU-02.2}")),
}, "merge", "IU-02.1", "IU-02.2")
same = dict(FILES)
FILES["codebook.yaml"] = FILES["codebook.yaml"].replace(b"      - id: sisa\n        label: Sisa\n", b"      - {id: sisa, label: 'Sisa, akhir', memo: \"a {b}, c\"} # braces\n")
edit("a code in braces is opened for what goes below it", {
    "codebook.yaml": FILES["codebook.yaml"].replace(b"        subthemes:\n          - {id: sub-a, label: Sub A}\n", b"").replace(
        b"      - {id: sisa, label: 'Sisa, akhir', memo: \"a {b}, c\"} # braces\n",
        b"      - id: sisa\n        label: 'Sisa, akhir'\n        memo: \"a {b}, c\" # braces\n        subthemes:\n          - {id: sub-a, label: Sub A}\n"),
}, "move", "sub-a", "--under", "sisa")
FILES["codebook.yaml"] = same["codebook.yaml"].replace(b"subthemes:\n          - {id: sub-a, label: Sub A}\n", b"subthemes: [{id: sub-a, label: Sub A}, {id: sub-b, label: Sub B}]\n")
start()
status, told, said = run("move", "sub-a", "--under", "sisa")
expect("a code on one line with others is named", status == 1 and "'sub-a' is on one line with others" in said and "[edit-layout]" in said and tree() == FILES, told + said)
FILES["codebook.yaml"] = same["codebook.yaml"]
FILES["informants.yaml"] = FILES["informants.yaml"].replace(b"consent: examiner", b"role: ketua\n    consent: examiner")
edit("an informant, with what differs left as it is", {
    "informants.yaml": FILES["informants.yaml"][:FILES["informants.yaml"].index(b"  - code: IU-03")].replace(
        b"minutes: 25}\n", b"minutes: 25}\n      - date: 2024-05-02\n        minutes: 21\n"),
    "excerpts/IU-03.yaml": changed("excerpts/IU-03.yaml", (b"source: IU-03", b"source: IU-02")),
    "private/identities.yaml": b'"IU-01": [Siti Rahma]\nIU-02:\n  - Budi Santoso\n  - Ani Lestari\n',
}, "merge", "IU-03", "IU-02", "--keep")
FILES["informants.yaml"] = same["informants.yaml"].replace(b"{code: IU-01, group: main, sector: kesehatan, interviews: [{date: 2024-03-01, minutes: 30}], consent",
                                                           b"{code: IU-01, interviews: [{date: 2024-03-01, minutes: 30}], consent")
FILES["private/identities.yaml"] = FILES["private/identities.yaml"].replace(b"IU-02:\n  - Budi Santoso\n", b"IU-02: [Budi Santoso]\n")
first = FILES["informants.yaml"].index(b"  - {code: IU-01")
edit("an informant on one line joins one on several", {
    "informants.yaml": FILES["informants.yaml"].replace(FILES["informants.yaml"][first:FILES["informants.yaml"].index(b"  # Yang")], b"").replace(
        b"minutes: 25}\n", b"minutes: 25}\n      - {date: 2024-03-01, minutes: 30}\n"),
    "excerpts/IU-01.yaml": changed("excerpts/IU-01.yaml", (b"source: IU-01\r\n", b"source: IU-02\r\ntranscript: IU-01\r\n")),
    "findings/temuan.md": changed("findings/temuan.md", (b":informant{#IU-01}", b":informant{#IU-02}")),
    "private/identities.yaml": b"IU-02: [Budi Santoso, Siti Rahma]\nIU-03:\n  - Ani Lestari\n",
    "private/transcripts/IU-01.txt": changed("private/transcripts/IU-01.txt", (b"\nIU-01:", b"\nIU-02:")),
}, "merge", "IU-01", "IU-02")

# Values of attributes that only the first has go behind those of the second.
plain = dict(FILES)
FILES["informants.yaml"] = (
    FILES["informants.yaml"].replace(b"informants:\n", b"attributes:\n  - {id: usia, label: Usia}\n  - {id: asal, label: Asal}\ninformants:\n", 1)
    .replace(b"{code: IU-01,", b"{code: IU-01, attributes: {asal: Kota, usia: tua},")
    .replace(b"  - code: IU-02\n", b"  - code: IU-02\n    attributes:\n      asal: Kota\n"))
start()
status, told, said = run("merge", "IU-01", "IU-02")
now = tree()["informants.yaml"]
expect("attributes of IU-01 go to IU-02", status == 0 and b"      asal: Kota\n      usia: \"tua\"\n" in now and b"IU-01" not in now, told + said + now.decode())
start()
status, told, said = run("merge", "IU-02", "IU-01")
now = tree()["informants.yaml"].decode()
expect("a record in braces is opened for what is on lines", status == 0 and "  - code: IU-01\n    attributes: {asal: Kota, usia: tua}\n    interviews:\n"
       "      - {date: 2024-03-01, minutes: 30}\n" in now and "{code" not in now and "minutes: 25" in now, told + said + now)
expect("what to look at is told where it stands now", "code: IU-02" not in now and said.count("IU-02' was left") == sum("^" in line and "IU-02" in above for above, line in zip(said.splitlines(), said.splitlines()[1:])), said)
FILES.clear()
FILES.update(plain)
FILES.update({name: same[name] for name in ("informants.yaml", "private/identities.yaml")})
FILES["study.yaml"] += b"translations: [en]\n"
FILES["findings/temuan-2.en.md"] = b"---\ntitle: \"Two, it\"\n---\n\nTwo.\n"
start()
status, told, said = run("merge", "temuan-2", "temuan")
expect("what is translated does not go below what is not", status == 1 and "'temuan' is not" in said and "temuan.en.md" in said and tree() == FILES, said)
FILES["findings/temuan.en.md"] = b"---\ntitle: One\n---\n\nOne.\n"
edit("a finding goes below another, under its title, in each language", {
    "findings/temuan-2.md": None,
    "findings/temuan-2.en.md": None,
    "findings/temuan.en.md": FILES["findings/temuan.en.md"] + b"\n## Two, it\n\nTwo.\n",
    "findings/temuan.md": FILES["findings/temuan.md"].replace(b"@lama2020\n---", b"@lama2020\nsummary: |\n  Ringkas\n  saja.\n---") +
                          b"\n## Dua: \"itu\"\n\n::excerpt{#IU-02.1}\n\nLihat [temuan](finding:temuan).\n",
}, "merge", "temuan-2", "temuan")
for name in ("findings/temuan.en.md", "findings/temuan-2.en.md"):
    del FILES[name]
FILES["study.yaml"] = same["study.yaml"]
edit("a page leaves its addresses", {
    "pages/lain.md": None,
    "pages/misi.md": FILES["pages/misi.md"].replace(b"id: misi\ntitle: Halaman\n", b"id: misi\nformerly: [lain, dulu]\ntitle: Halaman\ndescription: Kedua.\n") +
                     b"\n## Yang lain\n\nIsi lain.\n",
}, "merge", "page:lain", "page:misi")
edit("an objective joins another", {
    "objectives.yaml": FILES["objectives.yaml"][:FILES["objectives.yaml"].index(b"  - {id: b")].replace(b"id: a\n", b"id: a\n    formerly: [b]\n")
                       .replace(b"- 'tugas'\n", b"- 'tugas'\n      - sisa\n    answer: 'Ya, B'\n"),
}, "merge", "objective:b", "objective:a")
edit("an objective gets another id", {
    "objectives.yaml": changed("objectives.yaml", (b"{id: b,", b"{id: c, formerly: [b],")),
}, "rename", "objective:b", "c")
decision = ("IU-03", "IU-02", "say different things in: consent", "lampiran merge IU-03 IU-02 --keep")
start()
status, told, said = run("merge", "IU-03", "IU-02")
expect("what differs is asked once", status == 1 and all(w in said for w in decision) and said.count("error:") == 1 and tree() == FILES, said)
start()
status, told, said = run("merge", "IU-02.2", "IU-02.1")
expect("words are never lost unsaid", status == 1 and "different things in: text" in said and tree() == FILES, said)
status, told, said = run("merge", "IU-03.1", "IU-02.1", "--keep")
expect("sources stay apart", status == 1 and "different sources" in said and tree() == FILES, said)
# What a second coder coded goes with its source, and is decided on, too.
FILES["coders.yaml"] = b"coders: [{id: A, label: Satu}, {id: B, label: Dua}]\n"
FILES["excerpts/IU-03-B.yaml"] = b"source: IU-03\ncoder: B\nexcerpts:\n  - {id: IU-03.2, codes: [misi], text: Ya begitulah.}\n"
start()
status, told, said = run("split", "code:misi", "satu", "dua")
expect("what a second coder coded is listed to be decided on", "IU-03.2: " in told, told + said)
status, told, said = run("add", "excerpt", "source=IU-03", "text=Ya begitulah.", "codes=misi", "--dry-run")
expect("a new excerpt takes no number of theirs", "IU-03.3" in told, told + said)
status, told, said = run("rename", "IU-03", "IU-09")
expect("and is called after the source", status == 0 and b"IU-09.2" in tree()["excerpts/IU-03-B.yaml"] and "look-at" not in said, told + said)
FILES.clear()
FILES.update(ALONE)

block = FILES["codebook.yaml"][FILES["codebook.yaml"].index(b"      # Yang"):FILES["codebook.yaml"].index(b"      - id: tugas")]
deeper = b"".join(b"    " + line for line in block.replace(b"subthemes:", b"codes:").splitlines(keepends=True))
edit("a code goes below another", {
    "codebook.yaml": changed("codebook.yaml", (block, b""),
                             (b"        label: Sisa\n", b"        label: Sisa\n        subthemes:\n" + deeper)),
}, "move", "code:misi", "--under", "sisa")
edit("the last of a list goes with its key", {
    "codebook.yaml": changed("codebook.yaml", (b"    themes:\n      - id: sisa\n        label: Sisa\n", b""),
                             (b"  - id: lain\n", b"      - id: sisa\n        label: Sisa\n  - id: lain\n")),
}, "move", "sisa", "--under", "motivasi")

(study / "content/objectives.yaml").write_bytes(FILES["objectives.yaml"].replace(b"id: a\n", b"id: tugas\n"))
code, told, said = run("rename", "tugas", "tugas-kader")
expect("an id of two objects is asked for", code == 1 and "[ambiguous-id]" in said and
       "write which one: objective:tugas, code:tugas" in said, said)
start()
code, listed, said = run("split", "code:misi", "misi", "cita")
decided = work / "decided"
decided.write_text(listed.replace("IU-01.1: ", "IU-01.1: misi, cita").replace("IU-01.2: ", "IU-01.2: cita"))
edit("one code becomes two", {
    "codebook.yaml": changed("codebook.yaml", (b"      - id: tugas\n", b'      - id: cita\n        label: cita\n        formerly: '
                                               b'[{id: misi, label: "Misi, bersama", how: split, date: 2024-06-01}]\n'
                                               b"      - id: tugas\n")),
    "objectives.yaml": changed("objectives.yaml", (b"      - misi\n", b"      - misi\n      - cita\n")),
    "excerpts/IU-01.yaml": changed("excerpts/IU-01.yaml", (b"[misi, tugas]", b"[misi, cita, tugas]"), (b'"misi"', b'"cita"')),
}, "split", "code:misi", "misi", "cita", "--decided", str(decided))


told, said = edit("an excerpt more", {
    "excerpts/IU-01.yaml": FILES["excerpts/IU-01.yaml"] +
                           b"\r\n  - id: IU-01.3\r\n    codes: [misi, tugas]\r\n    text: \"Kata: misi\"\r\n    exemplar: true\r\n",
}, "add", "excerpt", "source=IU-01", "text=Kata: misi", "codes=misi, tugas", "exemplar=true")
edit("the first informant of a group, with an excerpt in a file of its own", {
    "informants.yaml": FILES["informants.yaml"] + b"  - code: IU-02\n    group: main\n    sector: kesehatan\n    consent: public\n",
}, "add", "informant", "code=IU-02", "consent=public", "group=main", "sector=kesehatan")
edit("a finding, with the objective of its theme", {
    "findings/hasil-akhir.md": b"---\nid: hasil-akhir\nobjective: a\ntheme: tugas\ntitle: \"Hasil: akhir\"\n---\n",
}, "add", "finding", "title=Hasil: akhir", "theme=tugas")
entry = b"@book{cita2022,\n  author = {Cita, C.},\n  title = {Tiga},\n  year = 2022,\n  publisher = {P}\n}\n"
edit("a work from standard input", {"references.bib": FILES["references.bib"] + b"\n" + entry}, "add", "work", given=b"\n" + entry)


def refuse(what, code, words, *arguments, given=b""):
    start()
    status, told, said = run(*arguments, given=given)
    expect(f"{what} is refused", status == code and all(word in said for word in words), f"{status}: {told}{said}")
    expect(f"{what}: nothing changes", tree() == FILES)


# Marks in a transcript are followed; what was said stays.
FILES["private/transcripts/IU-02.md"] = b"P: misi?\nIU-02: [Kata [misi]{.misi #IU-02.2} IU-02.]{.tugas .misi #IU-02.1} Ya.\n"
FILES["informants.yaml"] += b"  - {code: IU-02, group: main, sector: kesehatan, consent: public}\n"
marks = "private/transcripts/IU-02.md"


def follow(what, wanted, *arguments):
    start()
    status, told, said = run(*arguments)
    expect(f"{what} ends with {status}", status == 0, told + said)
    now = tree()
    expect(f"{what} in marks", all(now.get(name) == text for name, text in wanted.items()), str(now) + said)


follow("a new id", {marks: changed(marks, (b".misi", b".inti"))}, "rename", "code:misi", "inti")
follow("a new code of an informant", {
    marks: None, "private/transcripts/IU-09.md": changed(marks, (b"\nIU-02:", b"\nIU-09:"), (b"#IU-02.", b"#IU-09.")),
}, "rename", "IU-02", "IU-09")
follow("one code of two", {marks: changed(marks, (b" .misi", b""), (b"{.misi", b"{.tugas"))}, "merge", "code:misi", "tugas")
decided.write_text("IU-01.1: misi\nIU-01.2: misi\nIU-02.1: misi, cita\nIU-02.2: cita\n")
follow("two codes of one", {marks: changed(marks, (b" .misi", b" .misi .cita"), (b"{.misi", b"{.cita"))},
       "split", "code:misi", "misi", "cita", "--decided", str(decided))
follow("an excerpt more beside marks", {
    marks: FILES[marks],
    "excerpts/IU-02.yaml": b"source: IU-02\nexcerpts:\n  - id: IU-02.3\n    codes: [misi]\n    text: misi\n",
}, "add", "excerpt", "source=IU-02", "text=misi", "codes=misi")
del FILES[marks]

typed = ("add", "work", "author=Sari, D.; {Dinas Kesehatan}", "title=Ibu & anak", "year=2023", "journal=Jurnal Gizi")
edit("a work from what is typed", {"references.bib": FILES["references.bib"] + b"\n@article{sari2023,\n  author = {Sari, D. and {Dinas "
     b"Kesehatan}},\n  title = {Ibu \\& anak},\n  year = {2023},\n  journal = {Jurnal Gizi},\n  doi = {10.1000/x_1},\n}\n"},
     *typed, "doi=https://doi.org/10.1000/x_1")
refuse("a DOI that is none", 1, ["edit-work", "'10/x'"], *typed, "doi=10/x")
refuse("an ISBN with a wrong digit", 1, ["edit-work", "9780306406158"], *typed, "isbn=978-0306406158".replace("-", ""))
FILES["references.bib"] = FILES["references.bib"].replace(b"publisher = {P}\n}\n\n", b"publisher = {P},\n  isbn = {0306406152}\n}\n\n")
refuse("a book that is there under another key", 1, ["duplicate-id", "@lama2020"], *typed[:5], "publisher=Q", "isbn=0-306-40615-2")
refuse("a work of which too little is said", 1, ["edit-least", "'journal'"], *typed[:5])
edit("a work keeps what only the other says of it", {
    "references.bib": b"\n" + FILES["references.bib"].partition(b"\n\n")[2].replace(b"@book{baru2021,\n", b"@book{baru2021,\n  isbn = {0306406152},\n"),
    "findings/temuan.md": work_key.replace(b"@tua", b"@baru2021"),
}, "merge", "lama2020", "baru2021")

refuse("an unknown id", 1, ["'misy'", "nearest is 'misi'"], "rename", "misy", "x")
refuse("an id of two objects", 1, ["code:misi", "page:misi"], "rename", "misi", "x")
refuse("an id that is taken", 1, ["duplicate-id", "lampiran merge"], "rename", "code:misi", "tugas")
refuse("no id", 1, ["bad-id"], "rename", "code:misi", "a b")
refuse("two kinds", 1, ["edit-merge"], "merge", "IU-01", "IU-01.1")
refuse("what is below itself", 1, ["edit-move"], "move", "motivasi", "--under", "code:misi")
decided.write_text("IU-01.1: b\n")
refuse("excerpts that are not decided", 1, ["edit-decided"], "split", "code:misi", "b", "c", "--decided", str(decided))
refuse("what is no code, into two", 1, ["edit-split"], "split", "IU-01", "b", "c", "--decided", str(decided))
refuse("a finding whose file is there", 1, ["edit-taken", "id=NAME"], "add", "finding", "id=temuan", "title=Dua", "theme=tugas")
refuse("an argument too few", 2, ["rename OLD NEW"], "rename")

start()
status, told, said = run("add", "excerpt", "source=IU-01", "codes=misi", "lines=2")
expect("an excerpt may take its words from lines of its transcript", status == 0 and b"    lines: 2" in tree()["excerpts/IU-01.yaml"], told + said)
refuse("an excerpt without words", 1, ["'text'", "lampiran add excerpt text="], "add", "excerpt", "source=IU-01", "codes=misi")
refuse("an excerpt with a code that is none", 1, ["unknown-code", "edit-unsound"], "add", "excerpt", "source=IU-01", "codes=x", "text=y")
status, told, said = run("add", "informant", "code=IU-09", "group=nope", "consent=examiner")
expect("why a record is refused stands alone, what else would be told is counted", "unknown-group" in said and "warning:" not in said and "more warning" in said, said)
refuse("a key that is none", 1, ["edit-key", "nearest is 'sector'"], "add", "informant", "code=A", "sektor=b")
refuse("a kind that is none", 1, ["edit-kind"], "add", "kode")
refuse("a work that is there", 1, ["duplicate-id"], "add", "work", given=FILES["references.bib"])
refuse("what is no entry", 1, ["edit-work"], "add", "work", given=b"lama2020")

# Whoever is killed leaves the old study or the new one.
start()
run("rename", "IU-01", "IU-07")
new = tree()
for delay in (0.001, 0.004, 0.008, 0.012, 0.016, 0.02, 0.03):
    start()
    child = subprocess.Popen([program, "rename", "IU-01", "IU-07", str(study)], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, env=environment)
    time.sleep(delay)
    child.send_signal(signal.SIGKILL)
    child.wait()
    expect(f"killed after {delay} s: half of it is done", tree() in (FILES, new))

# What a code says besides goes with it, and is told.
start()
book = study / "content/codebook.yaml"
(study / "content/frameworks.yaml").write_text("frameworks: [{id: k, name: Kerangka, components: [{id: k1, label: K}]}]\n")
book.write_text("codes:\n  - id: satu\n    label: Satu\n    definition: Arti.\n    components:\n      - k1\n  - {id: dua, label: Dua}\n")
for other in ("findings", "excerpts"):
    shutil.rmtree(study / "content" / other)
for other in ("objectives.yaml", "codebook-versions.yaml"):
    (study / "content" / other).unlink(missing_ok=True)
status, told, said = run("merge", "satu", "dua")
expect("what a code says besides is told when it goes", status == 0 and "the 'definition' of code 'satu'" in said and "the 'components' of code 'satu'" in said, told + said)

# A record in braces that has a name for an alias.
NAMED = 'codes:\n  - &a {id: satu, label: Satu, definition: "Arti; kata"} # satu\n  - id: dua\n    label: Dua\n'
for command, wanted in ((("merge", "satu", "dua"), ('label: "Satu", how: merged',)), (("move", "satu", "--under", "dua"), ("    codes:\n", ' &a {id: satu, label: Satu, definition: "Arti; kata"} # satu\n')),
                        (("rename", "satu", "tiga"), ('- &a {id: tiga, formerly: [{id: satu, how: renamed', 'label: Satu, definition: "Arti; kata"} # satu\n'))):
    book.write_text(NAMED)
    status, told, said = run(*command)
    expect(f"{command[0]} of a named record", status == 0 and all(words in book.read_text() for words in wanted), told + said + book.read_text())

# What it left holds what is private: the next command takes it away, unless somebody is at work in it.
start()
left = study / ".lampiran-content"
(left / "private").mkdir(parents=True)
(left / "private/IU-01.txt").write_text("Siti")
held = os.open(left, os.O_RDONLY | os.O_DIRECTORY)
fcntl.flock(held, fcntl.LOCK_EX)
run("check")
expect("what a command is at work in stays", left.exists())
status, told, said = run("rename", "IU-01", "IU-07")
expect("and no other one changes the study meanwhile", status != 0 and tree() == FILES and left.exists(), told + said)
expect("which says what to wait for", "another command is changing the study" in said, said)
os.close(held)
run("check")
expect("what a killed command left is taken away", not left.exists())

shutil.rmtree(work)
print("\n".join(problems) or "edit: objects are renamed, merged, moved and split, and nothing else changes")
sys.exit(bool(problems))
