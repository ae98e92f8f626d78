"""Where the ink is, in theses of classes that are hard to fit: ink.py STYLE-FOLDER

Many cases in two short documents of pdfLaTeX, read back by pdftotext: no line lies over another, no cell has a blank
line, a star after a section's name stays a command, no rule and no label runs out of the text.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from overlap import overlaps, words_of
from verdict import conclude

WORDS = "Kelompok kerja membahas rencana tahunan bersama warga kampung. " * 60
SEVEN = r"\newline ".join(["satu mana"] * 7)  # seven lines, none with a letter below the line
LABEL = "Triwulan pertama tahun anggaran berjalan"
# The number of the page at the top right, little room under it, and a \section that ends with a space.
CROWDED = r"""\documentclass[12pt,a4paper]{report}
\usepackage[T1]{fontenc}\usepackage{lmodern}
\usepackage[a4paper,left=4cm,right=3cm,top=3cm,bottom=3cm,headsep=0.2cm,headheight=15pt]{geometry}
\usepackage{fancyhdr}\pagestyle{fancy}\fancyhf{}\fancyhead[R]{HALAMAN \thepage}
\makeatletter\renewcommand{\section}{
  \@startsection {section}{1}{\z@}{-3ex}{2ex}{\normalfont\bfseries}
}\makeatother
\usepackage{amsmath}\usepackage{lampiran}
\begin{document}\appendix
\begin{lampiranteks}\chapter{Hasil}\label{h}\lampiranmulai
\lampiranbagian{2}{JUDULBAGIAN}
%s\clearpage
\begin{lampirantabel}\begin{longtable}{@{}>{\lampiransel}p{\lampirankol{.5}}>{\lampiransel}p{\lampirankol{.5}}@{}}
\toprule\endhead\lampirangaris
\lampiranisi{%s}& \lampiranisi{%s}\lampiranakhir
\lampirangarisakhir\end{longtable}\end{lampirantabel}
\begin{lampirankurva}{kasus}\lampirantitik{5}{10}{1}{\lampirankatatitik{20}{%s}}%%
\lampirantitik{95}{40}{9}{\lampirankatatitik{20}{%s}}\end{lampirankurva}
JUDULGAMBAR
\end{lampiranteks}\end{document}
"""
KOMA = r"""\documentclass[12pt,a4paper,parskip=half]{scrreprt}
\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{lampiran}
\begin{document}\appendix\chapter{Hasil}\begin{lampirankotak}{Definisi}Teks.\end{lampirankotak}
\begin{lampiranfigur}\begin{lampiranbagan}{1000}{300}\lampiranisibagan{60}{20}{KIRI}\lampiranisibagan{900}{280}{KANAN}\end{lampiranbagan}
\caption{Lebar}\end{lampiranfigur}\end{document}
"""

# Small paper on both sides, and a bibliography by natbib; a column as narrow as beside notes in the margin, with tables
# numbered by chapters.
SMALL = r"""\documentclass[10pt,a5paper,twoside]{book}
\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage[provide=*,indonesian]{babel}\usepackage[a5paper,inner=2.5cm,outer=1.5cm,vmargin=2cm]{geometry}
\usepackage{amsmath}\usepackage{natbib}\usepackage{lampiran}\usepackage{hyperref}
\begin{document}\chapter{Isi} SITASI
\lampiransitasi{\parencites[{lihat}][{hlm. 45}]{satu}[{}][{}]{dua}}{-}, \lampiransitasi{\textcite[{}][{hlm. 3}]{dua}}{-},
\lampiransitasi{\parencite*[{}][{}]{satu}}{-}
\begin{lampiranbab}\lampiranbagian{4}{JUDULBAB}\end{lampiranbab}
\appendix\input{lampiran-informan}\input{lampiran-buku-kode}
\begin{thebibliography}{}\bibitem[Bryson dkk.(2006)]{satu}x\bibitem[Kemenkes(2020)]{dua}y\end{thebibliography}
\end{document}
"""
HEADING = "Pertanggungjawaban penganggaran pemberdayaan kesejahteraan masyarakat pegunungan berkelanjutan dipertimbangkan"
CITED = "SITASI (lihat Bryson dkk., 2006, hlm. 45; Kemenkes, 2020), Kemenkes (2020, hlm. 3), (2006)"
NARROW = r"""\documentclass[10pt,a4paper]{scrbook}
\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage[provide=*,indonesian]{babel}
\usepackage[a4paper,left=2.5cm,textwidth=10.7cm,marginparwidth=4.5cm,vmargin=2.5cm]{geometry}
\usepackage{lampiran}\usepackage{hyperref}
\begin{document}\appendix\input{lampiran-definisi}\input{lampiran-triangulasi}\end{document}
"""

# A picture as high as a page in the head of a column, on small pages, while figures wait for theirs.
CROWNED = r"""\documentclass[12pt,a4paper]{report}\setlength\textheight{400pt}
\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{lampiran}
\makeatletter\newcommand\tinggi{\sbox\lampiran@gambar{\rule{1cm}{40cm}}\lampiran@muatgambar}\makeatother
\begin{document}\begin{lampiranteks}Teks.\par
\begin{lampiranfigur}\rule{1cm}{.6\textheight}\caption{Satu}\end{lampiranfigur}
\begin{lampiranfigur}\rule{1cm}{.6\textheight}\caption{Dua}\end{lampiranfigur}
\begin{lampirantabel}\begin{longtable}{@{}>{\lampiransel}p{\lampirankol{.5}}>{\lampiransel}p{\lampirankol{.5}}@{}}
\toprule\lampirankepala{KEPALA}& \lampirankepala{\tinggi}\tabularnewline\midrule\endhead\lampirangaris
%s\lampirangarisakhir\end{longtable}\end{lampirantabel}
\end{lampiranteks}\end{document}
"""
ROW = "\\lampiranisi{BARIS}& \\lampiranisi{isi}\\lampiranakhir\n"
ROWS = 60
ENDLESS = 300  # seconds

# Behind a heading, at each half of a line of a page: a paragraph, the lead of a list, and the lead of a quote.
STRANDED = r"""\documentclass[12pt,a4paper]{report}
\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{setspace}\onehalfspacing\usepackage{lampiran}\usepackage{hyperref}
\begin{document}\begin{lampiranteks}
%s
\end{lampiranteks}\end{document}
"""
STRAND = r"""\clearpage\vspace*{%d\dimexpr\baselineskip/2\relax}\lampiranbagian{3}{JUDUL} AWAL

PERTAMA %s

PENGANTAR

\begin{lampirandaftar}{1.2em}{0pt}\lampiranbutir{\lampiranbulat}butir %s\end{lampirandaftar}

PEMBUKA

\begin{lampirankutipan}\lampiranjangkar{k%d}\lampiranujar{KUTIPAN %s}\lampiranasal{IK-01, informan}\end{lampirankutipan}
"""
HALF_LINES = 60  # of a page
LEADS = ("JUDUL", "AWAL", "PERTAMA", "PENGANTAR", "PEMBUKA", "KUTIPAN", "“KUTIPAN")


def stranded(pages):
    """Leads of paragraphs, lists and quotes that are in the last line of a page; the heading's own paragraph may be."""
    for count, page in enumerate(pages, 1):
        words = [word for word in page if not re.fullmatch(r"\d+", word[0])]
        last = max((word[2] for word in words), default=0)
        yield from (f"stranded, page {count}: {word[0]} ends the page" for word in words
                    if word[0] in LEADS and word[0] != "AWAL" and word[2] > last - 2 and last > 300)


def turned(pages):
    """A diagram too wide for letters of nine points is turned: both words are, at their size."""
    words = [word for page in pages for word in page if word[0] in ("KIRI", "KANAN")]
    yield from (f"koma: {text} is {right - left:.1f} points high" for text, left, top, right, bottom in words
                if bottom - top < right - left or right - left < 7.5)
    if len(words) < 2:
        yield "koma: the words of the wide diagram are gone"


def typeset(name, text, runs):
    pathlib.Path(f"{name}.tex").write_text(text)
    try:
        for _ in range(runs):
            subprocess.run(["pdflatex", "-no-shell-escape", "-interaction=batchmode", name], stdout=subprocess.DEVNULL,
                           timeout=ENDLESS)
    except subprocess.TimeoutExpired:
        return [f"{name}: TeX does not come to an end"]
    log = pathlib.Path(f"{name}.log").read_bytes().decode(errors="replace")
    return [f"{name}: {line}" for line in re.findall(r"^!.*|^Overfull .*\n.*", log, re.M)[:5]]


def blank_lines(page, word):
    """Distances between the lines of a word's column that are more than one line and a half."""
    tops = sorted({round(top, 1) for text, _, top, _, _ in page if text == word})
    return [b - a for a, b in zip(tops, tops[1:]) if b - a > 18]


def main():
    os.environ["TEXINPUTS"] = f".:{pathlib.Path(sys.argv[1]).resolve()}:"
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        problems = typeset("crowded", CROWDED % (WORDS * 3, SEVEN, r"\newline ".join(["dua"] * 15), LABEL, LABEL), 2)
        problems += typeset("koma", KOMA, 1)
        strands = [STRAND % (half, WORDS[:250], WORDS[:120], half, WORDS[:300]) for half in range(HALF_LINES)]
        problems += typeset("stranded", STRANDED % "".join(strands), 1)
        problems += list(stranded(words_of("stranded.pdf")))[:9] + list(turned(words_of("koma.pdf")))
        problems += typeset("small", SMALL.replace("JUDULBAB", HEADING), 2) + typeset("narrow", NARROW, 2)
        crowned = typeset("crowned", CROWNED % (ROW * ROWS), 1)
        problems += crowned
        pages = words_of("crowded.pdf")
        rows = [] if crowned else [word for page in words_of("crowned.pdf") for word in page if word[0] == "BARIS"]
        others = {name: words_of(f"{name}.pdf") for name in ("small", "narrow")}
    problems += [f"page {count}: {found}" for count, page in enumerate(pages, 1) for found in overlaps(page)[:3]]
    problems += [f"{name}, page {count}: {found}" for name, pages_of in others.items()
                 for count, page in enumerate(pages_of, 1) for found in overlaps(page)[:3]]
    if len(rows) != ROWS:
        problems.append(f"{len(rows)} rows below a high picture, in place of {ROWS}")
    if CITED not in " ".join(word[0] for page in others["small"] for word in page):
        problems.append("citations by natbib read otherwise")
    if not set(HEADING.split()) <= {word[0] for page in others["small"] for word in page}:
        problems.append("words of a heading are parted")
    text = [word[0] for page in pages for word in page]
    if sum(word == "(lanjutan)" for word in text) < 2:
        problems.append("the later pages do not say that they go on")
    if "*" in text:
        problems.append("the star of a section is printed")
    problems += [f"a blank line within a cell: {gap:.0f} points" for page in pages for gap in blank_lines(page, "mana")]
    right = [word for page in pages for word in page if word[3] > 595.3 - 84 and word[0] in LABEL.split()]
    left = [word for page in pages for word in page if word[1] < 112 and word[0] in LABEL.split()]
    problems += [f"a label runs out of the text: {word[0]}" for word in right + left]
    conclude(problems, "tests/latex: no ink lies over other ink in crowded theses")


main()
