#!/usr/bin/env python3
"""The schemas that `lampiran schema --study` writes for editors take each file of a good study, and give one error for an
id that the study does not have, at its place.

    schema_study.py PROGRAM
"""
import fnmatch
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import jsonschema
import yaml

program = sys.argv[1]
work = pathlib.Path(tempfile.mkdtemp())
problems = []
checked = 0


class Loader(yaml.CSafeLoader):
    """Dates are texts, as editors have them."""


Loader.yaml_implicit_resolvers = {first: [(tag, regexp) for tag, regexp in pairs if not tag.endswith("timestamp")]
                                  for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()}


def write(study):
    done = subprocess.run([program, "schema", "--study", str(study)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{study}: {done.stdout}{done.stderr}")
    settings = json.loads((study / ".vscode/settings.json").read_text())["yaml.schemas"]
    return {pattern: json.loads((study / schema).read_text()) for schema, pattern in settings.items()}


def errors(schema, value):
    return list(jsonschema.Draft7Validator(schema).iter_errors(value))


def schema_of(schemas, name):
    return next((schema for pattern, schema in schemas.items() if fnmatch.fnmatch(name, pattern)), None)


def check(study):
    global checked
    schemas = write(study)
    for path in sorted((study / "content").rglob("*.yaml")):
        name = str(path.relative_to(study))
        schema = schema_of(schemas, name)
        if schema is None:
            continue
        checked += 1
        value = yaml.load(path.read_text(encoding="utf-8-sig"), Loader)
        problems.extend(f"{study.name}/{name}: {'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
                        for e in errors(schema, value))
    return schemas


for source in (".", "tests/docs/every-field", *sorted(map(str, pathlib.Path("tests/study").glob("good-*"))), "tests/study/base"):
    study = work / (pathlib.Path(source).name or "palopo")
    shutil.copytree(pathlib.Path(source, "content"), study / "content")
    check(study)

# One that is new: its files name their schemas, and one mistake is one error where it is.
study = work / "new"
subprocess.run([program, "new", "--language", "en", str(study)], check=True, capture_output=True)
schemas = check(study)
for path in sorted((study / "content").rglob("*.yaml")):
    line = re.search(r"^# yaml-language-server: \$schema=(\S+)$", path.read_text(), re.MULTILINE)
    if not line or json.loads((path.parent / line[1]).read_text()) != schema_of(schemas, str(path.relative_to(study))):
        problems.append(f"{path.relative_to(work)}: the line for editors does not lead to its schema")
for name, old, new, place in (("excerpts/MI-01.yaml", "codes: [support]", "codes: [suport]", ["excerpts", 1, "codes", 0]),
                              ("excerpts/MI-01.yaml", "source: MI-01", "source: MI-09", ["source"]),
                              ("excerpts/MI-01.yaml", "question: Q1", "question: Q9", ["excerpts", 0, "question"]),
                              ("excerpts/MI-01.yaml", "exemplar: true", "exemplr: true", ["excerpts", 0]),
                              ("codebook.yaml", "label: Recognition", "lable: Recognition", None)):
    text = (study / "content" / name).read_text()
    if old not in text:
        problems.append(f"{name} has no '{old}'")
        continue
    found = errors(schema_of(schemas, "content/" + name), yaml.load(text.replace(old, new, 1), Loader))
    if place and [list(e.absolute_path) for e in found] != [place]:
        problems.append(f"{name}: '{new}' gives {[(list(e.absolute_path), e.message[:80]) for e in found]}")

# What a person set stays, and a schema knows an id that is new.
(study / ".vscode/settings.json").write_text('{"yaml.schemas": {".vscode/schemas/excerpts.json": "content/excerpts/*.yaml"}}')
codebook = study / "content/codebook.yaml"
codebook.write_text(codebook.read_text().replace("id: support", "id: help"))
if "help" not in json.dumps(write(study)["content/excerpts/*.yaml"]):
    problems.append("an id that is new is not in the schema")

shutil.rmtree(work)
print("\n".join(problems) or f"schemas of studies: {checked} files are as they say, and a mistake is one error")
sys.exit(bool(problems))
