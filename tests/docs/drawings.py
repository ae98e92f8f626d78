#!/usr/bin/env python3
"""Measures the drawings of a built site.

Each <svg> is well-formed, has a title and a description that its aria-labelledby names, no style of its own, only classes
that the style sheet knows (shapes: that of Word as well), and no text or shape that stands out of it; a chart has a table of its numbers beside it. Text is
measured with generous letters, so that no face that a reader may have is wider.

    drawings.py SITE
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

NARROW, THIN, WIDE = set(" iljI.,;:'|!"), set('frt-()[]/"'), set("mwMW%@")
SIZES = {"title": 13, "relation": 13, "tick": 13, "unit": 13, "head": 12}
SHEET = pathlib.Path(__file__).parent / "../../layouts/assets/style.css"
CLASSES = set(re.findall(r"\.([a-z][\w-]*)", SHEET.read_text(encoding="utf-8"))) | {"label", "name", "count"}
# The same drawings in the Word document: a shape that its sheet does not know is black.
WORD = set(re.findall(r"\.([a-z][\w-]*)", (SHEET.parent / "../docx/drawings.css").read_text(encoding="utf-8")))
SHAPES = {"rect", "path", "circle", "ellipse", "line", "polyline", "polygon"}
# In a figure: the pictures on buttons say nothing and are hidden.
DRAWING = re.compile(r'<figure class="(?:chart|diagram)".*?(<svg\b.*?</svg>)', re.DOTALL)


def width(text, size):
    return size * sum(.33 if c in NARROW else .42 if c in THIN else .97 if c in WIDE else .73 if c.isupper() else .62 for c in text)


class Drawing:
    def __init__(self, page, source):
        self.page, self.problems = page, []
        self.root = tree.fromstring(source)
        _, _, self.width, self.height = map(float, self.root.get("viewBox").split())
        self.look(self.root, "width" in self.root.attrib)

    def complain(self, text):
        self.problems.append(f"{self.page}: in a drawing, {text}")

    def within(self, left, right, top, bottom, what):
        if left < -1 or right > self.width + 1 or top < -1 or bottom > self.height + 1:
            self.complain(f"{what} stands out of it: {left:.0f}..{right:.0f}, {top:.0f}..{bottom:.0f}"
                          f" of {self.width:.0f} x {self.height:.0f}")

    def text(self, node, diagram):
        classes = node.get("class").split()
        wide = width(node.text or "", next((SIZES[c] for c in classes if c in SIZES), 14))
        x, y = float(node.get("x")), float(node.get("y"))
        left = x - wide if "tick" in classes else x - wide / 2 if diagram or "middle" in classes else x
        self.within(left, left + wide, y - 12, y + 4, f"'{node.text}'")

    def look(self, node, diagram):
        if "style" in node.attrib or "fill" in node.attrib:
            self.complain(f"<{node.tag}> has a style of its own")
        for name in set((node.get("class") or "").split()) - CLASSES:
            self.complain(f"the style sheet does not know the class '{name}'")
        if node.tag in SHAPES and not set((node.get("class") or "").split()) & WORD:
            self.complain(f"the Word document does not know the shape '{node.get('class')}'")
        if node.tag == "text":
            self.text(node, diagram)
        elif node.tag == "rect":
            x, y, w, h = (float(node.get(name)) for name in ("x", "y", "width", "height"))
            self.within(x, x + w, y, y + h, "a box")
        elif node.tag == "a" and node.get("href", "").startswith("http"):
            self.complain("a link leaves the site")
        for child in node:
            self.look(child, diagram)

    def check(self):
        named = [child.get("id") for child in self.root if child.tag in ("title", "desc") and (child.text or "").strip()]
        if self.root.get("aria-labelledby", "").split() != named or len(named) != 2:
            self.complain("title or description is missing")
        links = self.root.findall(".//a")
        if (self.root.get("role") == "img") == bool(links):
            self.complain(f"the role is '{self.root.get('role')}' with {len(links)} links")
        return self.problems


problems, count = [], 0
for page in sorted(pathlib.Path(sys.argv[1]).rglob("*.html")):
    text = page.read_text(encoding="utf-8")
    for source in DRAWING.findall(text):
        count += 1
        try:
            problems += Drawing(page, source).check()
        except tree.ParseError as trouble:
            problems.append(f"{page}: a drawing is not well-formed: {trouble}")
    for figure in re.findall(r'<figure class="chart".*?</figure>', text, re.DOTALL):
        if "<table>" not in figure:
            problems.append(f"{page}: a chart without a table of its numbers")
if count == 0:
    problems.append(f"{sys.argv[1]}: there are no drawings")
print("\n".join(problems) or f"drawings: {count} are whole, named, and all their words within them")
sys.exit(bool(problems))
