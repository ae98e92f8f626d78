#!/usr/bin/env python3
"""The table of labels in content/FORMAT.md names every built-in table and figure of the study here, and no other.

    tables.py PROGRAM SITE OTHER...

The study here has no evidence yet: what is made only from evidence is looked for in OTHER, sites of such that have.
"""
import json
import pathlib
import re
import subprocess
import sys

GUIDE = pathlib.Path("content/FORMAT.md")
program, site, others = sys.argv[1], pathlib.Path(sys.argv[2]), [pathlib.Path(path) for path in sys.argv[3:]]

model = json.loads(subprocess.run([program, "model", "--audience", "all", "."], stdout=subprocess.PIPE, check=True).stdout)
WORDS = {"N": r"\d+", "GROUP": "(?:key|main|supporting)", "CODE": r"[\w-]+", "OBJECTIVE": r"[\w-]+",
         "STATISTIC": "|".join(re.escape(item["id"]) for item in model["statistics"]["statistics"]),
         "FRAMEWORK": "|".join(re.escape(item["id"]) for item in model["frameworks"]["frameworks"])}

table = GUIDE.read_text(encoding="utf-8").partition("<!-- labels -->\n")[2].partition("\n\n")[0]
rows = re.findall(r"@((?:tbl|fig):[\w-]+)", table)
patterns = {row: re.compile(re.sub(r"[A-Z]+", lambda word: f"(?:{WORDS[word[0]]})", row)) for row in rows}

by_hand = set()
for folder in ("findings", "pages"):
    for path in pathlib.Path("content", folder).glob("*.md"):
        by_hand |= set(re.findall(r"\{#((?:tbl|fig):[\w-]+)", path.read_text(encoding="utf-8")))


def printed(folder):
    return {f"{kind}:{name}" for path in folder.rglob("*.html")
            for kind, name in re.findall(r' id="(tbl|fig)-([\w-]+)"', path.read_text(encoding="utf-8"))}


built_in = printed(site) - by_hand
elsewhere = set().union(*map(printed, others))

problems = [f"{GUIDE}: no row for the label '@{label}'" for label in sorted(built_in)
            if not any(pattern.fullmatch(label) for pattern in patterns.values())]
problems += [f"{GUIDE}: nothing has the label '@{row}'" for row, pattern in patterns.items()
             if not any(pattern.fullmatch(label) for label in built_in | elsewhere)]
print("\n".join(problems) or f"tables: {len(built_in)} built-in tables and figures have a row in {GUIDE}")
sys.exit(bool(problems))
