"""Words that lie over each other in PDF files, or over the edge of a page: overlap.py PDF...

The boxes that pdftotext tells hold room above and below the letters, and words of one character may be dots or lines of
a picture: those are left out.
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

PAGE, WORD = ("{http://www.w3.org/1999/xhtml}" + name for name in ("page", "word"))


def pages_of(pdf):
    """The pages of a PDF: width and height, and words with left, top, right and bottom."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout
    text = re.sub(rb"[\x00-\x08\x0b-\x1f]", b"", text)  # letters of fonts without names
    return [((float(page.get("width")), float(page.get("height"))),
             [(word.text, *(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")))
              for word in page.iter(WORD) if word.text]) for page in xml.fromstring(text).iter(PAGE)]


def words_of(pdf):
    return [words for _, words in pages_of(pdf)]


def inked(word):
    """Top, bottom, left, right of the letters alone; the words of a turned page stand upright."""
    text, left, top, right, bottom = word
    width, height = right - left, bottom - top
    if len(text) > 3 and height > width:
        return top, bottom, left + width / 4, right - width / 4, text
    aside = width / 4 if height > width else 0
    return top + height / 4, bottom - height / 4, left + aside, right - aside, text


def overlaps(page):
    found, near = [], []
    for word in sorted(inked(word) for word in page if len(word[0]) > 1):
        near = [other for other in near if other[1] > word[0] + .3]
        found += [f"'{word[4]}' lies over '{other[4]}'" for other in near
                  if word[2] < other[3] - .5 and other[2] < word[3] - .5]
        near.append(word)
    return found


def outside(size, words):
    return [f"'{text}' is not wholly on the page" for text, left, top, right, bottom in words
            if min(left, top) < 0 or right > size[0] or bottom > size[1]]


def turned(pdf, count):
    """A page that is shown turned by a quarter: pdftotext tells its size as it lies in the file."""
    said = subprocess.run(["pdfinfo", "-f", str(count), "-l", str(count), pdf], capture_output=True, check=True).stdout
    return re.search(rb"rot: +(90|270)", said) is not None


def problems_of_page(pdf, count, size, words):
    beyond = outside(size, words)
    if beyond and turned(pdf, count):
        beyond = outside(size[::-1], words)
    return overlaps(words)[:3] + beyond[:3]


def problems_of(pdf):
    return [f"{pdf}, page {count}: {found}" for count, (size, words) in enumerate(pages_of(pdf), 1)
            for found in problems_of_page(pdf, count, size, words)]


if __name__ == "__main__":
    problems = [problem for pdf in sys.argv[1:] for problem in problems_of(pdf)]
    for problem in problems[:20]:
        print(problem)
    raise SystemExit(len(problems) > 0)
