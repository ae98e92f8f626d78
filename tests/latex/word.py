"""The Word document of the appendices against the fragments: word.py DOCX FOLDER.

All longtables, each with widths of its own and, where it has a head, with that repeated; the figures, in the size that
can be read; captions and lists of them; headings; turned pages and pages that are turned back; links that lead
somewhere; every word of the excerpts.
"""
import pathlib
import re
import sys

from docx import W, Document, expect, finish, style_of, text_of

document = Document(sys.argv[1])
folder = pathlib.Path(sys.argv[2])
fragments = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("lampiran-*.tex")))
body = document.body

# ---- tables ----

tables = body.findall(f".//{W}tbl")
longtables = fragments.count("\\begin{longtable}")
expect(len(tables) >= longtables, f"{len(tables)} tables, but {longtables} longtables")
for table in tables:
    widths = [int(column.get(W + "w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    expect(widths and min(widths) > 200 and sum(widths) > 7000, f"widths {widths}")
heads = [table for table in tables if table.find(f".//{W}tblHeader") is not None]
expect(len(heads) == fragments.count("\\endfirsthead"), "a head is not repeated")
for row in body.iter(W + "tr"):
    cells = row.findall(W + "tc")
    is_heading = len(cells) == 1 and cells[0].find(f"{W}tcPr/{W}gridSpan") is not None
    expect(not is_heading or style_of(cells[0].find(W + "p")) == "TableKept", f"a heading may be left: {text_of(row)}")
expect(len(document.with_style("TableKept")) > 5, "no headings within tables")
for table in heads:
    rows = [row for row in table.findall(W + "tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
    if len(rows) < 5 and len(text_of(table)) < 400:
        kept = all(style_of(row.find(f".//{W}p")) == "TableKept" for row in rows[:-1])
        expect(kept, f"a short table may be parted: {text_of(table)[:60]}")
captions = document.with_style("TableCaption")
expect(len(captions) == len(re.findall(r"\\caption(?:\[\{[^\n]*\}\])?\{[^\n]*lampiran-tab-", fragments)),
       f"{len(captions)} captions of tables")
for before, after in zip(list(body), list(body)[1:]):
    expect(style_of(before) != "TableCaption" or after.tag == W + "tbl", f"no table below '{text_of(before)}'")

# ---- quotes ----

for before, after in zip(list(body), list(body)[1:]):
    leads = style_of(after) == "BlockText" and style_of(before) in ("BodyText", "FirstParagraph")
    expect(not leads, f"what leads to a quote may be left: {text_of(before)}")

# ---- codes ----

# One that begins a paragraph has a hyphen that is found by it; all others have one at which no line ends.
for paragraph in document.paragraphs:
    plain = re.sub(r"^\W+", "", "".join(text.text or "" for text in paragraph.iter(W + "t")))
    broken = re.findall(r"(?<=[ (])[A-Z]{2,}-\d[\d.]*\d", plain)
    expect(not broken, f"codes may break: {broken[:3]}")

# ---- figures ----

figures = fragments.count("\\begin{lampiranfigur}")
expect(len(document.pictures) == figures, f"{len(document.pictures)} pictures, but {figures} figures")
expect(len(document.with_style("ImageCaption")) == figures, "a figure has no caption")
expect(len(document.with_style("Figure")) == figures, "a figure does not stay with its caption")
for picture in document.pictures:
    density = picture.pixels()[0] / picture.width * 72
    expect(290 < density < 310, f"a picture has {density:.0f} pixels to an inch")
# Diagrams and charts come in the same order; the smallest letters of a diagram have 15 units.
sizes = re.findall(r"\\begin\{lampiranbagan\}\{(\d+)\}\{(\d+)\}", fragments)
diagrams = [picture for picture in document.pictures if "→" in picture.alt]
expect(len(diagrams) == len(sizes), f"{len(diagrams)} diagrams, but {len(sizes)}")
for picture, (width, height) in zip(diagrams, sizes):
    expect(abs(picture.width / picture.height - int(width) / int(height)) < 0.02, "a diagram is another one")
    expect(picture.width / int(width) * 15 > 7.9, f"letters of {picture.width / int(width) * 15:.1f} pt in a diagram")

# ---- headings, captions and lists of them ----

levels = [int(style_of(paragraph)[len("Heading"):]) for paragraph in document.paragraphs
          if style_of(paragraph).startswith("Heading")]
appendices = len(list(folder.glob("lampiran-*.tex")))
expect(levels.count(1) == appendices, f"{levels.count(1)} headings of {appendices} appendices")
expect(all(after <= before + 1 for before, after in zip([0] + levels, levels)), "a level of headings is left out")
for level in range(1, 4):
    outline = document.styles.find(f".//{W}style[@{W}styleId='Heading{level}']//{W}outlineLvl")
    expect(outline.get(W + "val") == str(level - 1), f"heading {level} is not of that level in the outline")
titles = [f"Lampiran {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[position]}. {text_of(heading)}"
          for position, heading in enumerate(document.with_style("Heading1"))]
expect([text_of(entry) for entry in document.with_style("TOC1")] == titles, "the list of appendices")
expect([text_of(entry) for entry in document.with_style("TableofFigures")]
       == [text_of(caption) for style in ("TableCaption", "ImageCaption") for caption in document.with_style(style)],
       "the lists of tables and figures")
fields = [field.text.strip() for field in body.iter(W + "instrText")]
expect(sum(field.startswith("TOC") for field in fields) == 3, "three lists are fields")
# Word counts the captions itself, and comes to the numbers that are printed.
counted = {}
for field in fields:
    found = re.match(r"SEQ (\w+) \\\* ARABIC(?: \\r (\d+))?$", field)
    if found:
        numbers = counted.setdefault(found[1], [])
        numbers.append(int(found[2]) if found[2] else (numbers[-1] if numbers else 0) + 1)
printed = {}
for style in ("TableCaption", "ImageCaption"):
    for caption in document.with_style(style):
        label, number = re.match(r"(\w+)\s(\d+)\. ", text_of(caption)).groups()
        printed.setdefault(label, []).append(int(number))
expect(counted == printed, f"Word counts {counted}, printed is {printed}")
expect(not any(field.startswith("SEQ") and "\\r" in field for field in fields), "numbers are frozen")

# What refers to a number follows it: the bookmark is there, around what is printed.
referring = [re.match(r"REF (\w+)( \\n)? \\h$", field) for field in fields if field.startswith("REF")]
bookmarks = {mark.get(W + "name") for mark in body.iter(W + "bookmarkStart")}
expect(len(referring) > 10 and all(referring), f"{len(referring)} references to numbers")
expect({found[1] for found in referring if found} <= bookmarks, "a reference leads nowhere")
pages = [field.split()[1] for field in fields if field.startswith("PAGEREF")]
expect(len(pages) > 10 and set(pages) <= bookmarks, f"{len(pages)} pages of places, or one of no place")

# ---- the rest ----

expect(any(section.turned for section in document.sections) == ("{lampiranlebar}" in fragments), "pages are turned otherwise than in the PDF")
expect(not document.sections[-1].turned, "the last page is turned")
links = {link.get(W + "anchor") for link in body.iter(W + "hyperlink")}
expect(len(links) > 20, f"{len(links)} places are linked to")
language = document.styles.find(f"{W}docDefaults//{W}lang").get(W + "val")
expect(language == "id-ID", f"the document is in {language}")
text = document.words()
for line in (folder / "words.txt").read_text(encoding="utf-8").split("\n"):
    line = re.sub(r"\s+", " ", line)
    expect(line in text or line not in re.sub(r"\s+", " ", fragments), f"not in the document: {line}")
core = document.archive.read("docProps/core.xml")
expect(b"<dc:title>" in core and b"<dc:language>id" in core, "no title or language")
finish()
