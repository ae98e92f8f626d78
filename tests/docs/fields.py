#!/usr/bin/env python3
"""Proves that what a researcher writes is printed. every-field/ gives every key of the schema that holds words a value
with a mark of its own (Kst01), and each mark must stand in a page of the site or in an appendix. A key that is new in
the schema fails here until the study has it.

    fields.py PROGRAM
"""
import atexit
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

STUDY = pathlib.Path(tempfile.mkdtemp(), "every-field")
# A copy outside of git, which keeps content/private/ of this study: that would stop the build of a real one.
shutil.copytree("tests/docs/every-field", STUDY)
atexit.register(shutil.rmtree, STUDY.parent)
MARK = re.compile(r"\bK[a-z]{2}\d{2}\b")

# Years, numbers and keys of works, which hold no words; words that are read for other reasons than to be printed.
LEFT_OUT = {"study.year", "document.year", "prior-study.year", "saturation.threshold", "point.value", "point.low", "point.high", "target.value", "event.point",
            "statistic.file", "columns.label", "columns.value", "columns.low", "columns.high", "columns.series", "columns.group", "document.work",
            "prior-study.work", "framework.works", "informant.note", "site.base_url", "site.image", "change.page",
            "privacy.emails", "citations.style", "site.synonyms", "site.board", "actor.steps", "study.quotes", "appendix-entry.quotes",
            "appendix-entry.file",
            "allowed-text.text", "allowed-text.reason", "appendix.continuation", "appendix.reference", "appendix.turned", "appendix.upright",
            "appendix.font_size", "margins.left", "margins.right", "margins.top", "margins.bottom", "excerpt.language",
            "excerpts.transcript", "interview.transcript", "excerpt.lines", "excerpt.memo", "excerpt.guid", "informant.memo", "informant.guid",
            "former-code.id", "page.formerly", "objective.formerly", "code-set.guid", "memo.about",
            "group.group", "group.id", "technique.id", "excerpts.technique", "excerpt.technique", "informant.group", "attribute.bands", "question.groups"}
# What says of abbreviations how they are read.
LEFT_OUT |= {"abbreviations.known", "abbreviation.language"}
# What every code has for other tools and for the researcher alone.
LEFT_OUT |= {f"{kind}.{key}" for kind in ("variable", "theme", "subtheme", "code") for key in ("color", "memo", "guid")}

program = sys.argv[1]


def ask(*arguments):
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    if done.returncode != 0 or done.stderr:
        sys.exit(f"{STUDY}: lampiran {arguments[0]} was to be silent\n{done.stderr}")
    return done.stdout


records = json.loads(ask("schema"))["$defs"]
asked = {f"{name}.{key}": set() for name, record in records.items() for key, value in record["properties"].items()
         if "string" in value.get("items", value).get("type", ()) and "pattern" not in value.get("items", value)}


def walk(name, record):
    """Notes the marks of each key; a record's values are of the kinds that the schema says."""
    for key, kind in records[name]["properties"].items():
        values = record.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            item = kind.get("items", kind)
            deeper = item.get("$ref") or item.get("anyOf", [{}])[-1].get("$ref")
            if deeper and value:
                walk(deeper.rpartition("/")[2], value)
            elif f"{name}.{key}" in asked:
                asked[f"{name}.{key}"].update(MARK.findall(str(value)))


FOLDERS = {"findings": "finding", "pages": "page", "codebook_versions": "codebook-version"}
for part, value in json.loads(ask("model", "--audience", "all", str(STUDY))).items():
    name = FOLDERS.get(part, part.replace("_", "-"))
    for record in value if isinstance(value, list) else [value]:
        if name in records:
            walk(name, record)

with tempfile.TemporaryDirectory() as scratch:
    ask("build", "--out", scratch, str(STUDY))
    files = [path for pattern in ("site/**/*.html", "appendices/*.tex") for path in pathlib.Path(scratch).glob(pattern)]
    printed = {mark for path in files for mark in MARK.findall(path.read_text(encoding="utf-8"))}

problems = []
for key, marks in asked.items():
    if key in LEFT_OUT:
        continue
    if not marks:
        problems.append(f"{STUDY}: no value of '{key}' has a mark")
    problems.extend(f"'{key}' is printed nowhere (its mark is {mark})" for mark in sorted(marks - printed))

print("\n".join(problems) or f"fields: the words of all {len(asked) - len(LEFT_OUT)} keys are printed somewhere")
sys.exit(bool(problems))
