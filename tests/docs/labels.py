#!/usr/bin/env python3
"""Holds the label catalogues to each other and to what uses them.

Both catalogues have the same keys and the same fillings ({1}, {2}), every label that C, Lua or a layout asks for is
there, and none is there for nothing. A key that is put together ("group_%s", "group_" .. name) counts as every key with that
beginning; where the sources name the endings in an array group_names, each of them must be there.

    labels.py [ROOT]
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
CATALOGUES = [root / "layouts/labels" / name for name in ("id.yaml", "en.yaml")]
PLACES = [("generator", "*.c"), ("lua", "*.lua"), ("layouts", "*.html"), ("layouts", "*.tex"), ("layouts", "*.sty"),
          ("layouts/assets", "*.js")]

# Who takes a label's key, and where: FUNCTION(anything, "key"
ASKS_C = re.compile(r'\b(?:label_text|label_format|compose_label|compose_labelled|compose_column|html_label|latex_label|'
                    r'html_caption)\((?:[^;"]*?,)?\s*"([^"]+)"')
ASKS_LUA = [re.compile(r'\blabels\.([A-Za-z_]\w*)'), re.compile(r'\blabels\(\s*"([^"]+)"'),
            re.compile(r'\blabels\[\s*"([^"]+)"\s*\]'), re.compile(r'\bb\.label\(\s*"([^"]+)"'),
            re.compile(r'\bL\s*\(?\s*"([^"]+)"')]
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
BEGINNING = re.compile(r'^([a-z][\w-]*[_-])(?:%[sd][\w%-]*)?$')
ARRAY = re.compile(r'\b(\w+)_names\[\w*\]\s*=\s*\{([^}]*)\}')

problems = []


def complain(place, text):
    problems.append(f"{place}: {text}")


def read_catalogue(path):
    """The keys in order, with the fillings of each."""
    keys = {}
    last = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        found = re.match(r"^([A-Za-z][\w-]*):(?:\s|$)", line)
        if found:
            last = found[1]
            if last in keys:
                complain(f"{path}:{number}", f"'{last}' is here twice")
            keys[last] = set()
        elif line.strip() and not line.startswith((" ", "#")):
            complain(f"{path}:{number}", "not a line 'key: text'")
        if last and not line.startswith("#"):
            keys[last] |= set(re.findall(r"\{\d+\}", line))
    return keys


def compare(catalogues):
    (first, keys), (second, others) = catalogues
    for key in keys:
        if key not in others:
            complain(second, f"no '{key}', which {first} has")
        elif keys[key] != others[key]:
            complain(second, f"'{key}' fills in {sorted(others[key])}, but {sorted(keys[key])} in {first}")
    for key in others:
        if key not in keys:
            complain(first, f"no '{key}', which {second} has")


def read_sources():
    for folder, pattern in PLACES:
        for path in sorted((root / folder).rglob(pattern)):
            yield path, path.read_text(encoding="utf-8")


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def asked_keys(path, text):
    patterns = [ASKS_C] if path.suffix == ".c" else ASKS_LUA
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield found[1], f"{path}:{line_of(text, found.start(1))}"


def check_endings(keys, beginnings, arrays):
    for beginning in beginnings:
        name = beginning.rstrip("_-").replace("-", "_")
        present = {key[len(beginning):] for key in keys if key.startswith(beginning)}
        if not present:
            continue
        for ending in arrays.get(name, []):
            if ending not in present and ending not in EXCEPT.get(beginning, ()):
                complain(CATALOGUES[0], f"no '{beginning}{ending}', which can be asked for")


# Values that are never printed: a technique that is given by the source is printed as that of the source.
EXCEPT = {"technique_": {"by-source"}}


def main():
    catalogues = [(path, read_catalogue(path)) for path in CATALOGUES]
    keys = catalogues[0][1]
    compare(catalogues)
    used, beginnings, arrays = set(), set(), {}
    for path, text in read_sources():
        for key, place in asked_keys(path, text):
            ends_open = key[-1] in "_-"
            if "%" not in key and not ends_open and key not in keys:
                complain(place, f"asks for the label '{key}', which no catalogue has")
        for string in STRING.findall(text):
            used.add(string)
            found = BEGINNING.match(string)
            if found:
                beginnings.add(found[1])
        used |= {key for key, _ in asked_keys(path, text)}
        if path.suffix == ".c":
            for name, body in ARRAY.findall(text):
                arrays.setdefault(name, STRING.findall(body))
            if path.name == "sections.c":
                arrays["section"] = arrays["slug"] = re.findall(r'\{"([\w-]+)", section_\w+', text)
            # choice_label(html, "group", ...) asks for "group_..."
            beginnings |= {f"{name}_" for name in re.findall(r'choice_label\(\w+, "(\w+)"', text)}
    for key in keys:
        if key not in used and not any(key.startswith(beginning) for beginning in beginnings):
            complain(CATALOGUES[0], f"'{key}' is used nowhere")
    check_endings(keys, beginnings, arrays)
    print("\n".join(problems) if problems else f"labels: {len(keys)} keys are in both catalogues and used")
    return bool(problems)


sys.exit(main())
