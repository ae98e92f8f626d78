#!/usr/bin/env python3
"""Holds the descriptions to the program. content/FORMAT.md and FORMAT.id.md: their tables of keys are what
`lampiran schema` prints in English and Indonesian (--write puts them in), every built-in directive is described, and
both have the same sections and examples, so that trying those of one is enough; so have both of INSTALL.md.
lua/README.md: every computed field and every builder. layouts/README.md: every value that a layout is given.
tests/README.md: every folder of tests/, and every target that `make test` runs.

    guide.py PROGRAM [--write]
"""
import pathlib
import re
import subprocess
import sys

GUIDE = pathlib.Path("content/FORMAT.md")
INSTALLING = pathlib.Path("generator/setup/INSTALL.md")
MARK = "<!-- keys: what follows is written by `make guide` -->\n"

program = sys.argv[1]
problems = []


def keep_keys(guide, language):
    """The tables of keys at the end of guide: compared with the program's, or written."""
    keys = subprocess.run([program, "schema", "--format", "markdown", "--lang", language], stdout=subprocess.PIPE,
                          encoding="utf-8", check=True).stdout
    by_hand, mark, written = guide.read_text(encoding="utf-8").partition(MARK)
    if not mark:
        problems.append(f"{guide}: the line '{MARK.strip()}' is missing")
    elif sys.argv[2:] == ["--write"]:
        guide.write_text(f"{by_hand}{MARK}\n{keys}", encoding="utf-8")
    elif written != f"\n{keys}":
        problems.append(f"{guide}: its tables of keys are old: make guide")


keep_keys(GUIDE, "en")
keep_keys(GUIDE.with_suffix(".id.md"), "id")
if sys.argv[2:] == ["--write"]:
    sys.exit("\n".join(problems) or None)


def frame(guide):
    """What both languages of the guide share, with the heading it is below: levels of headings, code, what tests read,
    and the inline code of tables."""
    lines, heading, code = [], "", False
    for line in guide.read_text(encoding="utf-8").partition(MARK)[0].splitlines():
        code ^= line.startswith("```")
        if not code and line.startswith("#"):
            heading = line
            lines.append((heading, line.split()[0]))
        elif code or line.startswith(("```", "<!--")):
            lines.append((heading, line))
        elif line.startswith("|"):
            lines.append((heading, " ".join(re.findall(r"`[^`]+`", line.split("|")[1]))))
    return lines


def compare_languages(guide):
    translation = guide.with_suffix(".id.md")
    own, other = frame(guide), frame(translation)
    for (heading, line), (there, translated) in zip(own, other):
        if line != translated:
            problems.append(f"{translation}: below '{there}' is '{translated}', where {guide} has '{line}' below '{heading}'")
            return
    if len(own) != len(other):
        problems.append(f"{translation}: {guide} has {len(own)} headings and lines of code, this one {len(other)}")


compare_languages(GUIDE)
compare_languages(INSTALLING)


def names(source, pattern):
    return sorted(set(re.findall(pattern, pathlib.Path(source).read_text(encoding="utf-8"))))


def hold(description, words, what):
    written = pathlib.Path(description).read_text(encoding="utf-8")
    if not words:
        problems.append(f"{description}: no {what} was found in the program; mend the pattern in guide.py")
    quoted = set(re.findall(r"[\w-]+", " ".join(re.findall(r"`[^`\n]+`", written))))
    problems.extend(f"{description}: does not tell of the {what} '{word}'" for word in words if word not in quoted)


hold(GUIDE, names("generator/report/directives.c", r'\{"(\w+)", expand_'), "directive")
hold("lua/README.md", names("generator/lua/fields.c", r'\{"?\w*"?, "(\w+)", \w+\}') +
     names("generator/lua/model.c", r'\{(?:"\w*", )?"(\w+)", \w+\}') +
     names("generator/lua/analysis.c", r'\{"(\w+)", \w+\}'), "field")
hold("lua/README.md", [word for source in sorted(pathlib.Path("generator/lua").glob("builders*.c"))
                       for word in names(source, r'\{"(\w+)", \w+\}')], "builder")
hold("layouts/README.md",
     names("layouts/frame.lua", r"(?m)^ +(\w+) = (?!function)[^=\n]*,$"), "value")

hold("tests/README.md", sorted(path.name for path in pathlib.Path("tests").iterdir() if path.is_dir()), "folder")
makefile = pathlib.Path("tests/tests.mk").read_text(encoding="utf-8").replace("\\\n", " ")
runs = re.findall(r"^(?:QUICK|TOGETHER|TIMED) *= (.*)$", makefile, re.MULTILINE)
# "latex-run-lualatex" is a part of what `make latex` is about.
hold("tests/README.md", sorted({target.split("-")[0] for target in " ".join(runs).split()}), "target")

print("\n".join(problems) or f"guide: {GUIDE} and the READMEs of lua/ and layouts/ tell all there is")
sys.exit(bool(problems))
