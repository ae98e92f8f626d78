#!/usr/bin/env python3
"""Titles of works in another language are marked wherever a page prints them, those in the study's own language nowhere.

    languages.py PROGRAM SITE
"""
import html
import json
import pathlib
import re
import subprocess
import sys

program, site = sys.argv[1], pathlib.Path(sys.argv[2])
model = json.loads(subprocess.run([program, "model", "--audience", "all", "."], stdout=subprocess.PIPE, check=True).stdout)
TAGS = {"english": "en", "indonesian": None}

titles = {}
for work in model["references"]:
    fields = work["fields"]
    if "title" in fields and "langid" in fields:
        titles[re.sub(r"[{}]", "", fields["title"])] = TAGS[fields["langid"]]
for prior in model["synthesis"]["studies"]:
    fields = next(work["fields"] for work in model["references"] if work["key"] == prior["work"])
    titles[prior["title"]] = TAGS[fields["langid"]]

problems, marked = [], 0
for path in sorted(site.rglob("*.html")):
    body = re.sub(r"<(script|select)\b.*?</\1>", "", path.read_text(encoding="utf-8").partition("<main")[2], flags=re.S)
    for title, tag in titles.items():
        for found in re.finditer(re.escape(html.escape(title, quote=False)), body):
            before = re.search(r'(?:<span lang="(\w+)">)?(?:<em>)?$', body[:found.start()])[1]
            marked += before is not None
            if before != tag:
                problems.append(f"{path.relative_to(site)}: '{title}' is marked as {before}, not as {tag}")
if marked == 0:
    problems.append("no title is marked")
print("\n".join(problems) or f"languages: {marked} titles in another language are marked")
sys.exit(bool(problems))
