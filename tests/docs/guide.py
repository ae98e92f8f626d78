#!/usr/bin/env python3
"""Holds content/FORMAT.md to the program: its tables of keys are what `lampiran schema` prints, every built-in directive is
described, and every label in its table is one that a study has. --write puts the tables of keys in.

    guide.py PROGRAM [--write]
"""
import pathlib
import re
import subprocess
import sys

GUIDE = pathlib.Path("content/FORMAT.md")
MARK = "<!-- keys: what follows is written by `make guide` -->\n"

program = sys.argv[1]
keys = subprocess.run([program, "schema", "--format", "markdown"], capture_output=True, encoding="utf-8", check=True).stdout
text = GUIDE.read_text(encoding="utf-8")
by_hand, mark, written = text.partition(MARK)
problems = []

if not mark:
    problems.append(f"{GUIDE}: the line '{MARK.strip()}' is missing")
elif sys.argv[2:] == ["--write"]:
    GUIDE.write_text(f"{by_hand}{MARK}\n{keys}", encoding="utf-8")
    sys.exit()
elif written != f"\n{keys}":
    problems.append(f"{GUIDE}: its tables of keys are old: make guide")

source = pathlib.Path("generator/assemble/directives.c").read_text(encoding="utf-8")
for name in re.findall(r'\{"(\w+)", expand_', source):
    if not re.search(rf":{name}\b|`{name}`", by_hand):
        problems.append(f"{GUIDE}: does not describe the directive '{name}'")

print("\n".join(problems) or f"guide: {GUIDE} tells every key and directive")
sys.exit(bool(problems))
