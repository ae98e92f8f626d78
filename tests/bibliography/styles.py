#!/usr/bin/env python3
"""styles.py PROGRAM [--accept]: a small study in styles other than APA. What the site and the appendices print in each
must be as in styles.txt: the citations of a page, the list of references, with emphasis in asterisks, links in <>,
labels as |1.|. The site and the appendices read in another order, so their numbers differ. --accept writes it anew.
Besides: what is said when pandoc is missing, that a second build asks it no more, and the list in Word."""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from expected import hold

HERE = Path(__file__).parent
MINIMAL = HERE.parent / "study" / "good-minimal" / "content"
EXPECTED = HERE / "styles.txt"
FINDING = """---
id: all
objective: a
theme: sesuatu
title: Semua
order: 1
---

Satu [@olsen2001]. Kelompok [lihat @bcn2020, hlm. 45-47; @sari2021, bab 2, dan lain-lain].

@sari2021 berkata; @sari2021 [hlm. 3] lagi. Tanpa nama [-@bcn2020]. Aturan [@perda2019, pasal 3], @perda2019.

Tiga berturut-turut [@olsen2001; @bcn2020; @sari2021].

Dua lagi [@muh2023], [@cetak].
"""
# Of a style of footnotes: a citation in a note, and one in a table.
NOTED = """
Satu lagi^[Catatan, lihat [@olsen2001, hlm. 3].], menurut @perda2019; begitu [@sari2021], "kata itu"
[@olsen2001].

| a |
|---|
| c [@sari2021]. |
"""
SYNTHESIS = """conclusion: Belum ada yang meneliti ini.
studies:
  - id: satu
    work: tabel2018
    authors: Tabel dkk.
    year: 2018
    title: Hanya di daftar
    method: Wawancara
    result: Belum ada
"""
STYLES = ["vancouver", "ieee", "chicago-author-date", "2d-materials", "milik.csl", "chicago-fullnote-bibliography"]


def make(folder, style, language="id"):
    shutil.copytree(MINIMAL, folder / "content")
    content = folder / "content"
    shutil.copy(HERE / "styles.bib", content / "references.bib")
    (content / "findings").mkdir(exist_ok=True)
    (content / "findings" / "all.md").write_text(FINDING + NOTED * ("fullnote" in style), encoding="utf-8")
    (content / "synthesis.yaml").write_text(SYNTHESIS, encoding="utf-8")
    own = Path("/usr/share/citation-style-language/styles/vancouver-superscript.csl")
    shutil.copy(own, content / "milik.csl")
    study = (content / "study.yaml").read_text(encoding="utf-8")
    (content / "study.yaml").write_text(study + f"language: {language}\ncitations:\n  style: {style}\n", encoding="utf-8")


def run(program, folder, *more, **variables):
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), **variables}
    return subprocess.run([Path(program).resolve(), "build", *more], cwd=folder, capture_output=True, text=True, env=environment)


def plain(markup):
    markup = re.sub(r'<span class="label">(.*?)</span>', r"|\1|", markup)
    markup = re.sub(r"</?em>", "*", markup)
    markup = re.sub(r"<sup>(.*?)</sup>", r"^\1^", markup, flags=re.S)
    markup = re.sub(r'<span lang="([^"]*)">(.*?)</span>', "\\1:\\2", markup)
    markup = re.sub(r"<a [^>]*>(.*?)</a>", "&lt;\\1&gt;", markup, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", markup))).strip()


def paragraphs(page, start):
    text = page.read_text(encoding="utf-8")
    return [plain(found) for found in re.findall(rf"<p{start}[^>]*>(.*?)</p>", text, re.S)]


def printed(folder):
    site = folder / "site"
    page = [text for text in paragraphs(site / ("tujuan" if (site / "tujuan").exists() else "objectives") / "a.html", "")
            if re.match("Satu|Sari|dkk|Tiga|.*berkata", text)]
    listed = next(path for path in (site / "pustaka.html", site / "references.html") if path.exists())
    table = next(path for path in (site / "sintesis.html", site / "synthesis.html") if path.exists())
    row = re.search(r'<a href="[^"]*work-tabel2018">.*?</a>', table.read_text(encoding="utf-8"), re.S)
    tex = (folder / "appendices" / "lampiran-pustaka.tex") if (folder / "appendices" / "lampiran-pustaka.tex").exists() \
        else folder / "appendices" / "lampiran-references.tex"
    entries = re.findall(r"\\lampiranjangkar\{[^}]*\}(.*?)\n\n", tex.read_text(encoding="utf-8") + "\n", re.S)
    yield from page
    text = (site / ("tujuan" if (site / "tujuan").exists() else "objectives") / "a.html").read_text(encoding="utf-8")
    yield from (f"note: {plain(note)}" for note in re.findall(r'<li id="fn-.*?<p>(.*?)</p>', text, re.S))
    yield "table: " + plain(row[0])
    yield from paragraphs(listed, ' id="work-')
    yield from ("tex: " + " ".join(entry.split()) for entry in entries)


def without_pandoc(program, folder):
    """PATH leads to no pandoc: an error with the package, unless the cache has what it would say."""
    (folder / "bin").mkdir()
    shutil.rmtree(folder / "cache")
    missing = run(program, folder, PATH=str(folder / "bin"))
    if missing.returncode != 1 or "apt install pandoc citation-style-language-styles" not in missing.stderr:
        sys.exit(f"a missing pandoc is not reported:\n{missing.stderr}")
    run(program, folder)
    again = run(program, folder, PATH=str(folder / "bin"))
    if again.returncode != 0:
        sys.exit(f"a second build asks pandoc again:\n{again.stderr}")


def in_word(program, folder):
    if run(program, folder, "--docx").returncode != 0:
        sys.exit("there is no Word document")
    document = zipfile.ZipFile(folder / "appendices" / "lampiran.docx").read("word/document.xml").decode()
    listed = [re.sub(r"<[^>]*>", "", re.sub(r"<w:tab ?/>", "|", found)) for found in re.findall(r"<w:p>.*?</w:p>", document, re.S)
              if '"Reference"' in found]
    if not listed or not all(re.match(r"\d\.\|\w", text) for text in listed):
        sys.exit(f"numbers do not hang in Word: {listed}")


def main():
    found = []
    for style, language in [*((style, "id") for style in STYLES), ("vancouver", "en")]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder, style, language)
            result = run(sys.argv[1], folder)
            if result.returncode != 0:
                sys.exit(f"{style} is not built:\n{result.stderr}")
            found += [f"== {style} {language}", *printed(folder), ""]
            if style == "vancouver" and language == "id":
                in_word(sys.argv[1], folder)
                without_pandoc(sys.argv[1], folder)
    hold(EXPECTED, "\n".join(found), f"styles: {len(STYLES)} other than APA are printed as they must be")


main()
