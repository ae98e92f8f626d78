"""Each appendix as a Word document of its own: word_apart.py FOLDER, with lampiran.docx and the others.

The same words in the same order as in the whole but for pages of other appendices, the number that it has there, and
links that stay within it.
"""
import pathlib
import sys

from docx import W, Document, expect, finish, text_of

folder = pathlib.Path(sys.argv[1])
whole = Document(folder / "lampiran.docx")
apart = [Document(path, has_cover=False) for path in folder.glob("lampiran-*.docx")]
expect(len(apart) == len(list(folder.glob("lampiran-*.tex"))), f"{len(apart)} documents of appendices")


def first_number(document):
    return next(int(level.find(W + "start").get(W + "val")) for level in document.part("word/numbering.xml").iter(W + "lvl")
                if level.find(W + "lvlText").get(W + "val") == "Lampiran %1.")


def without_pages(words):
    return words.replace(", hlm.\u00a0…", "")


apart.sort(key=first_number)
expect([first_number(document) for document in apart] == list(range(1, len(apart) + 1)), "numbers of the appendices")
expect(all(len(document.with_style("Heading1")) == 1 for document in apart), "a document is not of one appendix")
first = list(whole.body).index(whole.with_style("Heading1")[0])
words = "".join(text_of(block) for block in list(whole.body)[first:])
expect(without_pages("".join(text_of(document.body) for document in apart)) == without_pages(words), "other words than in the whole")
for document in apart:
    title = text_of(document.with_style("Heading1")[0])
    expect(document.words().startswith(title), f"something stands before the title '{title}'")
    expect(title.encode() in document.archive.read("docProps/core.xml").replace(b"&amp;", b"&"), f"'{title}' is not in its title")
finish()
