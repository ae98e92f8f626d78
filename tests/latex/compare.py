"""Each text of the second file must be found in the first, the text of a PDF.

What TeX does not keep is taken out of both: white space and line ends, hyphens at line ends, characters without a
shape, and the place of accents that are drawn beside their letter. Code points that the fonts lack stand as [U+0633].
"""
import re
import sys
import unicodedata

INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
ALIKE = {"\u2026": "...", "\u02bc": "\u2019", "\u02bb": "\u2018", "\u2212": "\u2013", "-\n": "\n"}

ACCENTS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u0331"


def plain(text):
    for written, printed in ALIKE.items():
        text = text.replace(written, printed)
    text = INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFKD", text)
    return re.sub(r"[\s\u0300-\u036f\u02c6-\u02dd`´¨^~.,-]", "", text)


def is_drawn(text, position, kept, alone):
    """Is the character printed as itself, or as a letter with accents that LaTeX has?  alone: accents without one, too"""
    c = text[position]
    if c in ACCENTS:
        return alone or (position > 0 and text[position - 1].isalpha())
    return c in kept or ord(c) < 0x250 or re.match("[0-9A-F]", unicodedata.decomposition(c)) is not None


def printed(text, kept, alone):
    """text with [U+...] for the code points that are not drawn."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return "".join(c if is_drawn(text, i, kept, alone) else "[U+%04X]" % ord(c) for i, c in enumerate(text))


def main():
    pdf = open(sys.argv[1], encoding="utf-8").read()
    found = plain(pdf)
    kept = set(unicodedata.normalize("NFC", pdf)) | set(ALIKE)
    missing = 0
    for text in open(sys.argv[2], encoding="utf-8").read().split("\n"):
        if text and all(plain(printed(text, kept, alone)) not in found for alone in (False, True)):
            print("not in the PDF:", text)
            missing += 1
    sys.exit(missing > 0)


main()
