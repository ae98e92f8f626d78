"""A study whose every printed text ends in what breaks writers: hostile_study.py MODEL.json CONTENT FOLDER

MODEL.json is what `lampiran model` prints of the study in CONTENT; FOLDER/content is made of it.
"""
import json
import pathlib
import re
import shutil
import sys

import fields

ENDINGS = [
    r" \\end\{document\} 50\% A&B \#1 \$x\_1\$ \~ \^",
    r" \<b\> 'q' a\_b \[z\] \{y\} {x} \% \& \#",
    r" naïve Ø ß € – — … “k” ‘t’ é",
    r" \\input\{x\} \\write18 \| \<\< \>\> \!\` \`t\`",
]
FILES = "objectives codebook definitions informants documents synthesis frameworks statistics guide reporting summaries"


def bare(value):
    """The same without places."""
    if isinstance(value, dict):
        return {key: bare(inner) for key, inner in value.items() if key != "at"}
    return [bare(inner) for inner in value] if isinstance(value, list) else value


def main():
    model = json.load(open(sys.argv[1], encoding="utf-8"))
    content, folder = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]) / "content"
    shutil.copytree(content, folder)
    printed = {path for paths in fields.PRINTED.values() for path in paths.split()}
    printed = {path for path in printed if not path.endswith((".id", ".code", ".question", ".source", ".informant"))}
    count = 2  # which text gets which ending: a long label at the edge of a chart still leaves the page

    def hostile(value, path):
        nonlocal count
        if isinstance(value, dict) and value.get("consent") == "none":
            # Printed nowhere; with the endings of what is printed the gate would take others' words for theirs.
            for key, inner in value.items():
                hostile(inner, f"{path}.{key}")  # so that the others keep their endings
            return bare(value)
        if isinstance(value, dict):
            return {key: hostile(inner, f"{path}.{key}") for key, inner in value.items() if key != "at"}
        if isinstance(value, list):
            return [hostile(inner, path) for inner in value]
        if isinstance(value, str) and path in printed:
            count += 1
            return value + ENDINGS[count % len(ENDINGS)]
        return value

    # The numbers of the home page name points of statistics, and its actors sectors, whose labels change.
    settings = folder / "study.yaml"
    settings.write_text(re.sub(r"^  numbers:\n(?:    .*\n)+|^ +voices: .*\n", "", settings.read_text(encoding="utf-8"),
                               flags=re.M), encoding="utf-8")
    for name in FILES.split():
        changed = hostile(model[name], name)
        for before, after in zip(model[name].get("statistics", []), changed.get("statistics", [])):
            labels = {old["label"]: new["label"] for old, new in zip(before["points"], after["points"])}
            for event in after.get("events") or []:
                event["point"] = labels[event["point"]]
        text = json.dumps(changed, ensure_ascii=False, indent=1)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for source in model["excerpts"]:
        text = json.dumps(hostile(source, "excerpts"), ensure_ascii=False, indent=1)
        (folder / "excerpts" / f"{source['source']}.yaml").write_text(text, encoding="utf-8")


main()
