"""What must not part at the end of a page: pages.py LAMPIRAN STYLE-FOLDER ENGINE

The same heading, table with a long note, label and figure, begun at each half of a line of a page.  On one page stand: the
heading and the first row; the last two rows and the first words of the note; the label and what it is about; the picture
and its caption.  A row that goes on says on each page which it is.  No word is lost, no page is too long, and the note goes on over the page where it has to.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from verdict import conclude

HALF_LINES = 92  # of a page
CELLS = " ".join(f"sel{i}" for i in range(1, 140))
NOTE = " ".join(f"kata{i}" for i in range(1, 260))
MIDDLE = "| tengah | isi |\n" * 9
MARKDOWN = f"""## KEPALAUJI

| Satu | Dua |
|---|---|
| BARISAWAL | isi |
| tengah | isi[^1] |
{MIDDLE}| BARISLALU | isi |
| BARISAKHIR | isi |

: JUDULTABEL

[^1]: CATATANAWAL {NOTE} CATATANAKHIR

**LABELUJI**

KETERANGANUJI.

![JUDULUJI](x.png "GAMBARUJI")

Sesudah gambar.

| Tiga | Empat |
|---|---|
{MIDDLE}| {CELLS} | isi |
| BARISDUA | {CELLS} |

: JUDULDUA

Sesudah tabel.

![JUDULTIGA](x.png "GAMBARTIGA")

{NOTE}
"""
DOCUMENT = r"""\documentclass[12pt,a4paper]{report}
\usepackage{iftex}
\ifPDFTeX\usepackage[T1]{fontenc}\usepackage{lmodern}\else\usepackage{fontspec}\fi
\usepackage[a4paper,margin=3cm]{geometry}
\usepackage{lampiran}
\begin{document}
%s
\end{document}
"""
AT_LINE = r"\clearpage AWALUJI\par\vspace*{.5\dimexpr%d\baselineskip}\begin{lampiranteks}\input{fragment}\end{lampiranteks}"
TOGETHER = [("KEPALAUJI", "BARISAWAL"), ("JUDULTABEL", "BARISAWAL"), ("BARISLALU", "BARISAKHIR"),
            ("BARISAKHIR", "CATATANAWAL"), ("LABELUJI", "KETERANGANUJI"), ("GAMBARUJI", "JUDULUJI"), ("GAMBARTIGA", "JUDULTIGA")]


def main():
    lampiran, style, engine = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        os.environ["TEXINPUTS"] = f".:{style}:"
        pathlib.Path("text.md").write_text(MARKDOWN)
        fragment = subprocess.run([lampiran, "render", "--to", "latex", "text.md"], capture_output=True, check=True)
        pathlib.Path("fragment.tex").write_bytes(fragment.stdout)
        pathlib.Path("pages.tex").write_text(DOCUMENT % "\n".join(AT_LINE % half for half in range(HALF_LINES)))
        subprocess.run([engine, "-no-shell-escape", "-interaction=batchmode", "pages"], stdout=subprocess.DEVNULL)
        text = subprocess.run(["pdftotext", "-raw", "pages.pdf", "-"], capture_output=True, text=True).stdout
        log = pathlib.Path("pages.log").read_bytes().decode(errors="replace")
    problems = re.findall(r"^!.*|^Overfull .vbox.*", log, re.M)[:5]
    pieces = text.split("AWALUJI")[1:]
    if len(pieces) != HALF_LINES:
        problems.append(f"{len(pieces)} pieces in place of {HALF_LINES}")
    parted_notes = continued = 0
    for line, piece in enumerate(pieces):
        pages = piece.split("\f")
        where = {word: [i for i, page in enumerate(pages) if word in page] for pair in TOGETHER for word in pair}
        problems += [f"begun at half a line times {line}: {first} on page {where[first]}, {second} on page {where[second]}"
                     for first, second in TOGETHER if where[first] != where[second] or len(where[first]) != 1]
        words = set(piece.split())
        problems += [f"begun at half a line times {line}: '{word}' is lost"
                     for word in NOTE.split() + ["CATATANAKHIR"] if word not in words][:1]
        for cell, times in (("tengah", 19), *((cell, 2) for cell in CELLS.split())):
            found = piece.split().count(cell)
            problems += [f"begun at half a line times {line}: '{cell}' is there {found} times"] if found != times else []
        row = [i for i, page in enumerate(pages) if re.search(r"\bsel\d", page.split("BARISDUA", 1)[-1])
               and any("BARISDUA" in earlier for earlier in pages[:i + 1])]
        problems += [f"begun at half a line times {line}: page {i} does not say which row goes on"
                     for i in row[1:] if not re.search(r"BARISDUA\s+\(lanjutan\)|\(BARISDUA\)", pages[i])]
        problems += [f"begun at half a line times {line}: page {i} goes on with no row"
                     for i, page in enumerate(pages) if i not in row[1:] and re.search(r"lanjutan\)\s+sel|\(BARIS", page)]
        continued += len(row) > 1
        parted_notes += not any("CATATANAWAL" in page and "CATATANAKHIR" in page for page in pages)
    if not continued:
        problems.append("no row goes on over the page")
    if not parted_notes:
        problems.append("no note goes on over the page")
    conclude(problems, f"tests/latex: what belongs together stays on a page, wherever it begins, with {engine}")


main()
