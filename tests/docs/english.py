#!/usr/bin/env python3
"""A study in English prints English alone: no word that only the Indonesian catalogue has stands in its pages, its files
or its appendices, nor in the names of either.

    english.py PROGRAM STUDY
"""
import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

LABELS = pathlib.Path("layouts/labels")
# Names: of the program, of macros and labels that the thesis takes in, of a style of citation.
OURS = {"lampiran", "lanjutan", "catatan", "apa"}


def words(text):
    """Letters beside digits are none: a digest holds any three."""
    return {word for word in re.findall(r"(?<![0-9a-z])[a-z]{3,}(?![0-9a-z])", text.lower())}


def values(language):
    lines = (LABELS / f"{language}.yaml").read_text(encoding="utf-8").splitlines()
    return words("\n".join(re.sub(r"^\w+:|:lang\[|\]\{\w+\}", "", line) for line in lines if not line.startswith("#")))


def printed(path):
    """What is read of a file, without its markup."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = html.unescape(re.sub(r"<script.*?</script>", " ", text, flags=re.DOTALL))
    if path.suffix in (".tex", ".sty"):
        text = re.sub(r"\\[A-Za-z@]+|^%.*", " ", text, flags=re.MULTILINE)
    return text


def main():
    program, study = sys.argv[1], pathlib.Path(sys.argv[2])
    content = "\n".join(path.read_text(encoding="utf-8") for path in (study / "content").rglob("*") if path.is_file())
    foreign = values("id") - values("en") - words(content) - OURS
    problems, count = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        # Outside of git, which keeps content/private/ of the study: that would stop the build of a real one.
        folder = pathlib.Path(scratch, "out")
        shutil.copytree(study, pathlib.Path(scratch, "study"))
        subprocess.run([program, "build", "--out", folder, pathlib.Path(scratch, "study")], check=True)
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if path.suffix not in (".html", ".csv", ".json", ".xml", ".webmanifest", ".tex", ".md"):
                continue
            count += 1
            name = path.relative_to(folder)
            found = foreign & (words(printed(path)) | words(str(name)))
            if found:
                problems.append(f"{name}: {', '.join(sorted(found))}")
    if count < 100:
        problems.append(f"only {count} files were looked at")
    print("\n".join(problems) or f"english: {count} files of an English study have no Indonesian word")
    return bool(problems)


sys.exit(main())
