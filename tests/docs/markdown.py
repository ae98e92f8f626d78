#!/usr/bin/env python3
"""Tries each row of the table in content/FORMAT.md that tells what becomes of other programs' Markdown: what is said to
be obeyed leaves nothing of its marks in the HTML and is read without a word; what is warned of is warned of.

    markdown.py PROGRAM
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile

GUIDE = pathlib.Path("content/FORMAT.md")
MARKS = {"a table": "<td>", "lowered": "<sub>", "raised": "<sup>", "struck": "<del>", "a footnote": "doc-noteref", "a figure": "<figure", "a link": "<a href", "a citation": "contoh2020",
         "a box": "☐", "a ticked": "☑", "the box": "callout", "the directive": "data-directive", "lines that": "<br", "emphasis": "<em>",
         "mathematics": "<math", "a line break": "<br", "a comment": "", "the class": "<h2", "half as": "wide-5", "a term": "<dt>", "marks of": "“visi” – ‘misi’"}

program = sys.argv[1]
table = GUIDE.read_text(encoding="utf-8").partition("<!-- other markdown")[2].partition("-->\n\n")[2].partition("\n\n")[0]
rows = [re.fullmatch(r"\| (`+ ?)(.*?) ?`+ \| (yes|–) \| (yes|–) \| (yes|–) \| (.*?) \|", row) for row in table.split("\n")[2:]]
problems = []


def judge(written, becomes, shown, said):
    text = html.unescape(re.sub(r"<annotation.*?</annotation>|<[^>]*>", "", shown))
    if becomes.startswith("a warning"):
        return "is not warned of" if "warning:" not in said else None
    if said:
        return f"is complained of: {said.splitlines()[0]}"
    if becomes.startswith("printed as"):
        return None if written in text else "is not printed"
    mark = next((mark for words, mark in MARKS.items() if becomes.startswith(words)), None)
    if mark is None:
        return f"has no test for '{becomes}'"
    left = re.search(r"[~^{}]|\[[ x!]|<|komentar|^_", text)
    return f"becomes {shown!r}" if mark not in shown or left else None


def typed(row):
    return row[2].replace("⏎", "\n").replace("\\|", "|").replace("\\\\", "\\")


# What GitHub got after the pandoc that is asked for it.
NEWER = {"> [!NOTE]⏎> Isi.", "$x^2$", "$$\\kappa = \\frac{a}{b}$$", "```mermaid⏎graph⏎```"}
# What is Quarto's own; all else it reads as pandoc does.
QUARTO = {"$$x$$ {#eq-x}", "{{< pagebreak >}}", "```{r}⏎plot(1)⏎```", "```mermaid⏎graph⏎```"}


def obeyed(written, shown):
    """Something became of what was typed."""
    text = html.unescape(re.sub(r"<[^>]*>", "", shown)).strip()
    if written.startswith(("https", "www")):
        return "<a " in shown
    if "@" in written or written.startswith("\\("):
        return bool(re.search('class="citation"|<math', shown)) and "{#" not in text
    if "<code" in shown or re.search(r"\{[.#w]|\[!|<hr", text + shown):
        return False
    return " ".join(text.split()) != " ".join(written.split()) or bool(re.search("<(sub|div|br)", shown))


def read_by(program, arguments, texts):
    """What program makes of each text, in one run."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts):
            paths.append(pathlib.Path(folder, f"{number}.md"))
            paths[-1].write_text(f"{text}\n\nakhirbaris\n", encoding="utf-8")
        command = [program, *arguments, "--to", "html", "--mathml", "--wrap", "none", "--file-scope", *paths]
        shown = subprocess.run(command, capture_output=True, text=True).stdout
    return shown.split("<p>akhirbaris</p>")


for column, name, form in (3, "Pandoc", "markdown"), (4, "GitHub", "gfm"):
    made = read_by("pandoc", ["--from", form], [typed(row) for row in rows])
    for row, shown in zip(rows, made):
        if (row[column] == "yes") != obeyed(typed(row), shown) and not (form == "gfm" and row[2] in NEWER):
            problems.append(f"{GUIDE}: {name} and `{row[2]}`: {row[column]} is not what it does: {shown.strip()!r}")
for row in rows:
    if row[5] != (row[3] if row[2] not in QUARTO else "yes"):
        problems.append(f"{GUIDE}: Quarto reads `{row[2]}` as Pandoc does")

for row in rows:
    written, becomes = typed(row), row[6]
    done = subprocess.run([program, "render", "--to", "html", "-"], input=written + "\n", capture_output=True, text=True)
    problem = judge(written, becomes, done.stdout, done.stderr)
    if problem:
        problems.append(f"{GUIDE}: `{row[2]}` {problem}")

print("\n".join(problems) or f"markdown: {len(rows)} habits of other programs become what {GUIDE} says")
sys.exit(bool(problems) or len(rows) < 10)
