"""Which pages of a thesis have "Lampiran A (lanjutan)" at the top right: heads.py HOST.aux HOST.pdf WORD LABEL...

All pages of each appendix after its first, and no others, at one height.  LABEL: of the appendices, in their order; the labels
"lampiran-usai" and "isi" stand after and before them.  The pages are counted from 1.
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

from verdict import conclude

NAME = "Lampiran"
MOST_ON_BLANK = 5  # words on a page that is left blank before a chapter
aux, pdf, word, *labels = sys.argv[1:]
problems = []
places = {}
NEWLABEL = r"\\newlabel\{([^}]*)\}\{\{(?:\\M@TitleReference \{)?([^{}]*)\}.*?\{(\d+)\}"
for label, number, page in re.findall(NEWLABEL, open(aux, encoding="utf-8").read()):
    places[label] = (number, int(page))

# The number that each page must carry; None: may carry one, as an appendix ends on it.
expected = {}
tops = {}  # height at which it stands -> a page
ends = [places[label][1] for label in labels[1:]] + [places["lampiran-usai"][1]]
for label, end in zip(labels, ends):
    number, start = places[label]
    for page in range(start + 1, end):
        expected[page] = number
expected[places["lampiran-usai"][1]] = None


def box(found):
    return [float(found.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")]


def overlap(a, b):
    """Do they share ink? The boxes hold room above and below the letters."""
    a, b = ((x0, y0 + (y1 - y0) / 4, x1, y1 - (y1 - y0) / 4) for x0, y0, x1, y1 in (a, b))
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def check(count, page):
    words = [(found.text, box(found)) for found in page if found.text]
    found = [at for at in range(len(words) - 2)
             if words[at][0] == NAME and words[at + 2][0] == f"({word})"]
    number = expected.get(count, "")
    if number is None or (len(words) <= MOST_ON_BLANK and not found):
        return
    if [words[at + 1][0] for at in found] != ([number] if number else []):
        problems.append(f"page {count}: {[words[at + 1][0] for at in found]} in place of '{number}'")
        return
    for at in found:
        left, top, right, bottom = words[at][1][0], words[at][1][1], words[at + 2][1][2], words[at][1][3]
        width, height = float(page.get("width")), float(page.get("height"))
        if max(rectangle[2] for _, rectangle in words) > width:  # turned
            width, height = height, width
        else:
            tops.setdefault(round(top), count)
        if right < .78 * width or bottom > .25 * height:
            problems.append(f"page {count}: it is not at the top right, but at {right:.0f}, {bottom:.0f}")
        for other, rectangle in words[:at] + words[at + 3:]:
            if overlap((left, top, right, bottom), rectangle):
                problems.append(f"page {count}: it lies upon '{other}'")


text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout
text = re.sub(rb"[\x00-\x08\x0b-\x1f]", b"", text)  # letters of fonts without names
pages = [found for found in xml.fromstring(text).iter("{http://www.w3.org/1999/xhtml}page")]
for count, page in enumerate(pages, 1):
    check(count, page)
if max(tops) - min(tops) > 1:
    problems.append(f"it stands at different heights, on pages {sorted(tops.values())}")
if sum(bool(number) for number in expected.values()) < len(labels):
    problems.append("too few later pages to tell")
conclude(problems)
