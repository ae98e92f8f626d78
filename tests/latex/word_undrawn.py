"""A Word document that was made without rsvg-convert: word_undrawn.py DOCX DRAWN.

The words are there, and the numbers, and the captions of DRAWN, the document with its drawings.
"""
import sys

from docx import W, Document, expect, finish, text_of

document = Document(sys.argv[1])
drawn = Document(sys.argv[2])
expect(not document.pictures, "a picture")
for alternative in document.with_style("Figure"):
    expect(text_of(alternative).startswith("["), f"no words in place of a diagram, but '{text_of(alternative)[:60]}'")
cells = {text_of(cell).replace("\u00a0", " ") for cell in document.body.iter(W + "tc")}
expect({"421 kasus", "334 kasus", "228 kasus"} <= cells, "the numbers of a chart are not in a table")
captions, expected = ([text_of(caption) for caption in each.with_style("ImageCaption")] for each in (document, drawn))
expect(expected and captions == expected, f"captions {captions}, but {expected}")
finish()
