"""The Word document of the appendices against the fragments: word.py DOCX FOLDER.

All longtables, and the numbers of charts as further ones, each with widths of its own and, where it has a head, with that
repeated; captions; turned pages and pages that are turned back; links that lead somewhere; every word of the excerpts.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
problems = []


def expect(holds, text):
    if not holds:
        problems.append(text)


archive = zipfile.ZipFile(sys.argv[1])
folder = pathlib.Path(sys.argv[2])
fragments = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("lampiran-*.tex")))
body = xml.fromstring(archive.read("word/document.xml")).find(W + "body")
relations = archive.read("word/_rels/document.xml.rels").decode()

tables = body.findall(f".//{W}tbl")
longtables = fragments.count("\\begin{longtable}")
expect(len(tables) >= longtables, f"{len(tables)} tables, but {longtables} longtables")
for table in tables:
    widths = [int(column.get(W + "w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    expect(widths and min(widths) > 200 and sum(widths) > 7000, f"widths {widths}")
heads = [table for table in tables if table.find(f".//{W}tblHeader") is not None]
expect(len(heads) == fragments.count("\\endfirsthead"), "a head is not repeated")


def style(paragraph):
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(W + "val") if found is not None else ""


captions = [paragraph for paragraph in body.iter(W + "p") if style(paragraph) == "TableCaption"]
expect(len(captions) == len(re.findall(r"\\caption(?:\[\{[^\n]*\}\])?\{[^\n]*lampiran-tab-", fragments)),
       f"{len(captions)} captions of tables")
sections = [section.find(W + "pgSz") for section in body.iter(W + "sectPr")]
turned = [size.get(W + "orient") == "landscape" for size in sections]
expect(any(turned), "no page is turned")
expect(not turned[-1], "the last page is turned")
expect(all(a != b for a, b in zip(turned, turned[1:])), "two sections turned the same way follow each other")
for size in sections:
    expect(sorted((size.get(W + "w"), size.get(W + "h"))) == ["11906", "16838"], "a page is not A4")
for name in {found.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
             for found in body.iter(W + "footerReference")}:
    expect(f'Id="{name}"' in relations, f"the footer {name} is not there")

anchors = {mark.get(W + "name") for mark in body.iter(W + "bookmarkStart")}
links = {link.get(W + "anchor") for link in body.iter(W + "hyperlink")} - {None}
expect(len(links) > 20, f"{len(links)} places are linked to")
expect(not links - anchors, f"nothing is where links lead: {sorted(links - anchors)[:5]}")

# Inside of Word every run of letters is an element of its own.
text = re.sub(r"\s+", " ", "".join(run.text or "" for run in body.iter(W + "t")))
for line in (folder / "words.txt").read_text(encoding="utf-8").split("\n"):
    line = re.sub(r"\s+", " ", line)
    expect(line in text or line not in re.sub(r"\s+", " ", fragments), f"not in the document: {line}")
for name in ("docProps/core.xml", "docProps/app.xml", "word/document.xml", "word/settings.xml"):
    if name in archive.namelist():
        expect(not re.search(rb"/tmp/|/home/|/root", archive.read(name)), f"{name} holds a path")
expect(b"<dc:title>" in archive.read("docProps/core.xml"), "no title")

for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(len(problems) > 0)
