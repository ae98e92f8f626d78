#!/usr/bin/env python3
"""paths.py: each file that the maps of the program name exists: `read/yaml.c` in generator/README.md lies in generator/,
or else in the repository; so does each that a comment names; and the way of an excerpt is as short as it says."""
import os
import pathlib
import re
import sys

MAPS = ["generator/README.md", "CONTRIBUTING.md", "tests/README.md"]
MOST_ON_THE_WAY = 25
missing = []
for name in MAPS:
    with open(name, encoding="utf-8") as file:
        text = file.read()
    for path in re.findall(r"`([A-Za-z0-9_./-]+\.(?:c|h|lua|sh|py|md|mk|html|txt))`", text):
        if "/" in path and not re.search("NAME|MODULE", path) and not any(
            os.path.exists(os.path.join(folder, path)) for folder in ("", "generator", os.path.dirname(name))
        ):
            missing.append(f"{name}: there is no {path}")
    if name == MAPS[0]:
        way = re.search(r"## The way of an excerpt\n(.*?)\n## ", text, re.S)
        steps = re.findall(r"^\d+\. `", way.group(1), re.M) if way else []
        if not 0 < len(steps) <= MOST_ON_THE_WAY:
            missing.append(f"{name}: the way of an excerpt has {len(steps)} files")
sources = sorted(pathlib.Path("generator").rglob("*.[ch]"))
names = {source.name for source in sources}
for source in sources:
    for comment in re.findall(r"/\*.*?\*/", source.read_text(encoding="utf-8"), re.S):
        for path in re.findall(r"(?<![\w/.])((?:[a-z_]+/)*[a-z_0-9]+\.[ch])\b", comment):
            if path not in names and not any(os.path.exists(os.path.join(folder, path)) for folder in ("", "generator")):
                missing.append(f"{source}: a comment names {path}")
print("\n".join(missing) or "paths.py: what the maps of the program name is there")
sys.exit(1 if missing else 0)
