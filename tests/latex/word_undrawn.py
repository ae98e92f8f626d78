"""A Word document that was made without rsvg-convert: word_undrawn.py DOCX. The words are there, and the numbers."""
import sys

from docx import W, Document, expect, finish, text_of

document = Document(sys.argv[1])
expect(not document.pictures, "a picture")
for alternative in document.with_style("Figure"):
    expect(text_of(alternative).startswith("["), f"no words in place of a diagram, but '{text_of(alternative)[:60]}'")
cells = {text_of(cell).replace("\u00a0", " ") for cell in document.body.iter(W + "tc")}
expect({"421 kasus", "334 kasus", "228 kasus"} <= cells, "the numbers of a chart are not in a table")
expect(len(document.with_style("ImageCaption")) == 11, "a caption is missing")
finish()
