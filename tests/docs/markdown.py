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

GUIDE = pathlib.Path("content/FORMAT.md")
MARKS = {"lowered": "<sub>", "raised": "<sup>", "struck": "<del>", "a footnote": "doc-noteref", "a link": "<a href",
         "a box": "☐", "a ticked": "☑", "the box": "callout", "the directive": "data-directive", "lines that": "<br />", "emphasis": "<em>",
         "mathematics": "<math", "a line break": "<br />", "a comment": "", "the class": "<h2", "half as": "wide-5", "a term": "<dt>", "marks of": "“visi” – ‘misi’"}

program = sys.argv[1]
table = GUIDE.read_text(encoding="utf-8").partition("<!-- other markdown")[2].partition("-->\n\n")[2].partition("\n\n")[0]
rows = [re.fullmatch(r"\| `(.*?)` \|(.*?)\| (.*?) \|", row) for row in table.split("\n")[2:]]
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


for row in rows:
    written, becomes = row[1].replace("⏎", "\n").replace("\\|", "|"), row[3]
    done = subprocess.run([program, "render", "--to", "html", "-"], input=written + "\n", capture_output=True, text=True)
    problem = judge(written, becomes, done.stdout, done.stderr)
    if problem:
        problems.append(f"{GUIDE}: `{row[1]}` {problem}")

print("\n".join(problems) or f"markdown: {len(rows)} habits of other programs become what {GUIDE} says")
sys.exit(bool(problems) or len(rows) < 10)
