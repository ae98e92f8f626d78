#!/usr/bin/env python3
"""vancouver.py PROGRAM FOLDER LANGUAGE [--show]: a study that cites the made-up works of FOLDER (generate.py) in Vancouver style,
against `pandoc --citeproc` over the same references.bib. Both ask the same citeproc, so what differs is how the file is read:
each difference must be of a kind in DIFFERENCES, which README.md explains. --show prints those that are."""

import collections
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

MINIMAL = Path(__file__).parent.parent / "study" / "good-minimal" / "content"
STYLE = "/usr/share/citation-style-language/styles/vancouver.csl"
FINDING = "---\nid: all\nobjective: a\ntheme: sesuatu\ntitle: Semua\norder: 1\n---\n\n"
THESES = {"id": ("Disertasi", "Tesis"), "en": ("Doctoral dissertation", "Master’s thesis")}


def plain(markup):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", markup))).strip()


def ours(program, folder, keys, language):
    with tempfile.TemporaryDirectory() as name:
        study = Path(name)
        shutil.copytree(MINIMAL, study / "content")
        shutil.copy(folder / "references.bib", study / "content" / "references.bib")
        (study / "content" / "findings").mkdir(exist_ok=True)
        (study / "content" / "findings" / "all.md").write_text(FINDING + "\n\n".join(f"[@{key}]" for key in keys) + "\n")
        with (study / "content" / "study.yaml").open("a") as settings:
            settings.write(f"language: {language}\ncitations:\n  style: vancouver\n")
        done = subprocess.run([program, "build", "--html"], cwd=study, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        page = next(path for path in (study / "site" / "pustaka.html", study / "site" / "references.html") if path.exists())
        return {key: plain(entry) for key, entry in re.findall(r'<p id="work-([^"]*)"[^>]*>(.*?)</p>', page.read_text(), re.S)}


def pandocs(folder, keys, language):
    text = subprocess.run(
        ["pandoc", "--from=markdown", "--to=html", "--wrap=none", "--citeproc", f"--csl={STYLE}", "-M", f"lang={language}",
         f"--bibliography={folder}/references.bib"],
        input="\n\n".join(f"[@{key}]" for key in keys), capture_output=True, text=True, check=True).stdout
    entries = re.findall(r'<div id="ref-([^"]*)" class="csl-entry"[^>]*>(.*?)</div>\s*(?=<div id="ref-|</div>)', text, re.S)
    return {key: plain(entry.replace("</div><div", " <div")) for key, entry in entries}


def kinds(mine, theirs, language):
    """The names of the differences, each of which is taken out of both; what is left must be equal."""
    found, doctor, master = [], *THESES[language]
    address = r" (?:Tersedia pada|Available from): https://doi\.org/\S+$"
    if re.search(address, mine) and not re.search(address, theirs):
        found.append("DOI as an address")
        mine = re.sub(address, "", mine).replace(" [Internet]", "", 1)
        theirs = re.sub(r" (?:Tersedia pada|Available from): \S+$", "", theirs).replace(" [Internet]", "", 1)
    for first, last in re.findall(r"(\d+)–(\d+)", mine):
        cut = f"{first}–{last[len(os.path.commonprefix([first, last])):]}"
        if len(first) < len(last) and f"{first}–{last}" not in theirs and cut in theirs:
            found.append("pages cut short")
            theirs = theirs.replace(cut, f"{first}–{last}")
    if re.search(r"[;,] ?$", theirs):
        found.append("semicolon at the end")
        theirs = re.sub(r"[;,] ?$", ".", theirs)
    ended = re.sub(r"; (?=(?:Tersedia pada|Available from): )", ". ", theirs)
    if ended != theirs:
        found.append("semicolon before an address")
        theirs = ended
    typed = theirs.replace("[phdthesis]", f"[{doctor}]").replace("[mathesis]", f"[{master}]").replace("[PhD thesis]", f"[{doctor}]")
    typed = typed.replace("[Master's thesis]", f"[{master}]").replace("[Bachelor's thesis]", "[Bachelor’s thesis]")
    if typed != theirs:
        found.append("kind of a thesis in words")
        theirs = typed
    if re.search(r"Edisi ke-\d+", mine):
        found.append("edition in words")
        mine = re.sub(r"Edisi ke-(\d+)", r"\1 ed", mine)
    particle = re.sub(r"(\w+) (\w+) (van der|van|de|von)(?=[,.])", r"\3 \1 \2", theirs)
    if particle != theirs:
        found.append("particle belongs to the name")
        theirs = particle
    booktitle = re.sub(r"(?:Dalam|In): (.*?, (?:editors?|ed))\. [^.]*\. ", r"\1. ", mine)
    if mine.strip() != theirs.strip() and theirs.strip() in (booktitle.strip(), re.sub(r" (?:Dalam|In): [^.]*\.", "", mine).strip()):
        found.append("book of a @conference")
        theirs = mine
    if mine != theirs and mine == theirs.replace("Égal", "égal"):
        found.append("accent of TeX in sentence case")
        theirs = mine
    return found, mine.strip(), theirs.strip()


def main():
    program, folder, language = Path(sys.argv[1]).resolve(), Path(sys.argv[2]), sys.argv[3]
    keys = re.findall(r"^@\w+\{([^,]+),", (folder / "references.bib").read_text(), re.M)
    mine, theirs = ours(program, folder, keys, language), pandocs(folder, keys, language)
    counts, left = collections.Counter(), []
    for key in keys:
        if mine[key] == theirs[key]:
            counts["equal"] += 1
            continue
        found, one, other = kinds(mine[key], theirs[key], language)
        counts.update(found)
        if one != other:
            left.append(f"{key} {found}\n  pandoc: {theirs[key]}\n  ours:   {mine[key]}")
        elif "--show" in sys.argv:
            print(f"{key} {found}\n  pandoc: {theirs[key]}\n  ours:   {mine[key]}")
    print("\n".join(left[:20]))
    print(f"vancouver {language}: {len(keys)} works, " + ", ".join(f"{name}: {count}" for name, count in counts.most_common()) +
          f"; {len(left)} not explained")
    sys.exit(bool(left))


main()
