#!/usr/bin/env python3
"""hard.py PROGRAM [--accept]: builds a study that cites all of hard.bib. What it prints must be as in hard.txt: per work the
citations and the entry of the site (emphasis in asterisks, <en:text in another language>), the entry in LaTeX, and
what is said about the file. --accept writes hard.txt anew: read the difference as one reads code."""

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from expected import hold

HERE = Path(__file__).parent
MINIMAL = HERE.parent / "study" / "good-minimal" / "content"
EXPECTED = HERE / "hard.txt"
OTHER_PAGE = "---\nid: lain\ntitle: Lain\n---\n\n@names-short, lalu @names-short.\n"
FINDING = "---\nid: all\nobjective: a\ntheme: sesuatu\ntitle: Semua\norder: 1\n---\n\n"


def keys():
    return [key for kind, key in re.findall(r"^@(\w+)[{(]([^,\s]+),", (HERE / "hard.bib").read_text(encoding="utf-8"), re.M)]


def build(program, folder):
    shutil.copytree(MINIMAL, folder / "content")
    shutil.copy(HERE / "hard.bib", folder / "content" / "references.bib")
    (folder / "content" / "findings").mkdir()
    text = FINDING + "\n\n".join(f"@{{{key}}} <!-- two --> [@{{{key}}}]" for key in keys()) + "\n"
    (folder / "content" / "findings" / "all.md").write_text(text, encoding="utf-8")
    (folder / "content" / "pages").mkdir(exist_ok=True)
    (folder / "content" / "pages" / "lain.md").write_text(OTHER_PAGE, encoding="utf-8")
    result = subprocess.run([Path(program).resolve(), "build"], cwd=folder, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"hard.bib is not built:\n{result.stderr}")
    page = plain((folder / "site" / "lain.html").read_text(encoding="utf-8"))
    if "Badan Singkat Nasional (BSN, 2020), lalu BSN (2020)" not in page:
        sys.exit("a page of its own does not give the short form of a group anew")
    return result.stderr


def plain(markup):
    markup = re.sub(r"</?em>", "*", markup)
    markup = re.sub(r'<span lang="([^"]*)">(.*?)</span>', "&lt;\\1:\\2&gt;", markup)
    return re.sub(" +", " ", html.unescape(re.sub(r"<[^>]*>", "", markup))).strip()


def printed(folder):
    """What stands in the outputs, by key."""
    site, tex = folder / "site", (folder / "appendices" / "lampiran-pustaka.tex").read_text(encoding="utf-8")
    entries = dict(re.findall(r'<p id="work-([^"]*)">(.*?)</p>', (site / "pustaka.html").read_text(encoding="utf-8"), re.S))
    page = (site / "tujuan" / "a.html").read_text(encoding="utf-8")
    cited = {}
    for paragraph in re.findall(r"<p>(.*?)</p>", page, re.S):
        key = re.search(r'href="[^"]*#work-([^"]*)"', paragraph)
        if key:
            cited[key[1]] = plain(paragraph)
    places = dict(re.findall(r"% content/references\.bib:(\d+)\n\\lampiranjangkar\{[^}]*\}(.*?)\n\n", tex + "\n", re.S))
    lines = (HERE / "hard.bib").read_text(encoding="utf-8").split("\n")
    in_tex = {re.match(r"@\w+[{(]([^,]+),", lines[int(line) - 1])[1]: " ".join(text.split()) for line, text in places.items()}
    for anchor, entry in entries.items():
        key = re.sub(r"\.([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), anchor)
        yield f"{key}\n  {cited.get(anchor, 'not cited')}\n  {plain(entry)}\n  {in_tex.get(key, 'not in LaTeX')}\n"


def main():
    with tempfile.TemporaryDirectory() as folder:
        messages = build(sys.argv[1], Path(folder))
        shown = [line for line in messages.split("\n") if re.match(r"content|  hint", line)]
        found = "\n".join(printed(Path(folder))) + "\n" + "\n".join(shown) + "\n"
    hold(EXPECTED, found, f"hard.bib: {len(keys())} works are printed as they must be")


main()
