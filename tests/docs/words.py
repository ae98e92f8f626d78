#!/usr/bin/env python3
"""No English word is left in what is said of the broken studies in Indonesian.

    words.py STUDIES LOCALES
"""
import re
import subprocess
import sys

problems = []

english_words = re.compile(r"\b(?:the|is|are|was|has|not|of|that|this|with|which|must|cannot|here|it|an|for)\b", re.I)
# What is English in any language: what the program quotes, names of keys, Lua's own words, BibTeX's "and others".
quoted = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`|«[^»]*»|\[[a-z0-9-]+\]$|\S*[/.@_:]\S*|%\S*")
foreign = re.compile(r"\[script-error\]|\[diagram\]|\[(?:vague|hook-lint|own|own-claim)\]|^  (?:saran|\S+ saran): (?:kutipan|.*[.]txt:)|^ *\d* \|")


def check_words(studies, locales):
    """What is said of the broken studies, word by word."""
    said = subprocess.run([studies, "--say", "id", locales, "tests/study/bad"], capture_output=True, check=True).stdout
    count = 0
    for line in said.decode("utf-8", "replace").splitlines():
        if line.startswith("## "):
            case = line[3:]
        elif not foreign.search(line):
            count += 1
            word = english_words.search(quoted.sub("", line))
            if word is not None:
                problems.append(f"tests/study/bad/{case} has the English word '{word[0]}': {line}")
    if count < 1000:
        problems.append(f"of all broken studies only {count} lines are said")


check_words(*sys.argv[1:])
for problem in problems:
    print(f"words: {problem}", file=sys.stderr)
sys.exit(bool(problems))
