"""A table of 500 rows: long.py HOSTILE STYLE-FOLDER ENGINE

Each cell is in the PDF, the head is on each page, and a pass takes at most ten seconds of an idle machine.  How fast
this one is just now is measured: the same table is set as a plain longtable first.
"""
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

from verdict import conclude

ROWS, COLUMNS = 500, 6
SECONDS_A_PASS = 10
# What the plain table takes of a processor where nothing else runs, and how much more ours may take.
IDLE = {"pdflatex": 1.1, "lualatex": 3.2, "xelatex": 1.4}
TIMES_AS_LONG = 2

DOCUMENT = r"""\documentclass[12pt,a4paper]{report}
\usepackage{iftex}
\ifPDFTeX\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern}\else\usepackage{fontspec}\fi
\usepackage[a4paper,left=4cm,right=3cm,top=3cm,bottom=3cm]{geometry}
\usepackage[provide=*,indonesian]{babel}
\usepackage{lampiran}
%s
\usepackage[hidelinks]{hyperref}
\begin{document}
\begin{lampiranteks}
\input{fragment}
\end{lampiranteks}
\end{document}
"""
PLAIN = r"\renewcommand\lampiranisi[1]{#1}\renewcommand\lampiranakhir{\tabularnewline}"


def run(engine, name):
    """The seconds of processor that a pass takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([engine, "-no-shell-escape", "-interaction=batchmode", name], stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    hostile, style, engine = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        os.environ["TEXINPUTS"] = f".:{style}:"
        pathlib.Path("fragment.tex").write_bytes(subprocess.run([hostile, "long"], capture_output=True).stdout)
        pathlib.Path("plain.tex").write_text(DOCUMENT % PLAIN)
        pathlib.Path("long.tex").write_text(DOCUMENT % "")
        plain, ours = run(engine, "plain"), run(engine, "long")
        log = pathlib.Path("long.log").read_bytes().decode(errors="replace")
        pages = subprocess.run(["pdftotext", "-raw", "long.pdf", "-"], capture_output=True).stdout.decode().split("\f")
    problems = re.findall(r"^!.*|^Overfull.*", log, re.M)[:5]
    cells = set(re.findall(r"sel\d+x\d+", "".join(pages)))
    lost = [f"sel{i}x{j}" for i in range(1, ROWS + 1) for j in range(COLUMNS) if f"sel{i}x{j}" not in cells]
    problems += [f"{len(lost)} cells are lost: {lost[:5]}"] if lost else []
    later = [page for page in pages if "sel" in page and "sel1x0" not in page]
    problems += ["the head is not on each page" for page in later if "(lanjutan)" not in page][:1]
    allowed = SECONDS_A_PASS * max(1, plain / IDLE[engine])
    if ours > allowed or ours > TIMES_AS_LONG * plain:
        problems.append(f"500 rows take {ours:.1f} s a pass, {allowed:.1f} allowed; {plain:.1f} as a plain table")
    conclude(problems, f"tests/latex: 500 rows take {ours:.1f} s a pass with {engine}, {plain:.1f} s as a plain table")


main()
