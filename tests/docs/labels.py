#!/usr/bin/env python3
"""Holds the label catalogues to each other and to what uses them.

Both catalogues have the same keys and the same fillings ({1}, {2}), every label that C, Lua or a layout asks for is
there, and none is there for nothing. Keys are also put together: "group_%s" in C asks for every key that it can make of
texts of the sources, "group_" joined with a name for every key with that beginning; name .. "_means" in
Lua for every key that such a text makes with that ending. Where the endings stand in an array
(group_names), each of them must be there.

    labels.py [ROOT]
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
CATALOGUES = [root / "layouts/labels" / name for name in ("id.yaml", "en.yaml")]
PLACES = [("generator", "*.c"), ("lua", "*.lua"), ("layouts", "*.html"), ("layouts", "frame.lua"), ("layouts", "*.tex"), ("layouts", "*.sty"),
          ("layouts/assets", "*.js")]

# Who takes a label's key, and where: FUNCTION(anything, "key"
ASKS_C = re.compile(r'\b(?:label_text|label_format|compose_label|compose_labelled|compose_column|html_label|'
                    r'latex_label|html_caption)\((?:[^;"]*?,)?\s*"([^"]+)"')
ASKS_LUA = [re.compile(r'\blabels\.([A-Za-z_]\w*)'), re.compile(r'\blabels\(\s*"([^"]+)"'),
            re.compile(r'\blabels\[\s*"([^"]+)"\s*\]'), re.compile(r'\bb\.label\(\s*"([^"]+)"'),
            re.compile(r'\bL\s*\(?\s*"([^"]+)"'), re.compile(r'\bwords\.\w+\(ctx, "([^"]+)"')]
# Keys that take turns, KEY_1 to KEY_n: turn("key", n)
TURNS = re.compile(r'\bturn\("([^"]+\w)", (\d+)\)')
# Keys kept for later, of those that are two words: const char *key = failed ? "judged_unfit" : "judged_fit", and
# static const char *const keys[] = {"judged_met", "judged_failed"}
KEPT_C = re.compile(r'\bchar \*(?:const )?(?:key|keys\[\w*\])\s*=\s*([^;]*);')
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
BEGINNING = re.compile(r'^([a-z][\w-]*[_-])(?:%s)?$')
FORMAT = re.compile(r"^(?=.*%)(?=.*_)[\w%-]+$")
CHOICE = re.compile(r'\b(?:named|choice_label)\(\w+, "(\w+)", (\w+)_names')
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
    for found in TURNS.finditer(text):
        for number in range(1, int(found[2]) + 1):
            yield f"{found[1]}_{number}", f"{path}:{line_of(text, found.start(1))}"
    for found in KEPT_C.finditer(text) if path.suffix == ".c" else ():
        for string in filter(lambda string: re.fullmatch(r"[a-z]+_[a-z_-]+", string[1]), STRING.finditer(found[1])):
            yield string[1], f"{path}:{line_of(text, found.start(1) + string.start())}"


def pattern_of(form, strings):
    """What the format ("%s_%s%ld") makes of the strings, as a regular expression."""
    some = f"(?:{'|'.join(map(re.escape, sorted(strings, reverse=True)))})"
    parts = re.split(r"(%s|%l?d|%zu)", form)
    return re.compile("".join(some if part == "%s" else r"\d+" if part.startswith("%") else re.escape(part)
                              for part in parts))


def check_endings(keys, pairs, arrays):
    for beginning, name in sorted(pairs):
        for ending in arrays.get(name, []):
            if beginning + ending not in keys and ending not in EXCEPT.get(beginning, ()):
                complain(CATALOGUES[0], f"no '{beginning}{ending}', which can be asked for")


# Values that are never printed: a technique that is given by the source is printed as that of the source, and the
# legend of the verdicts leaves out that nobody spoke. "callout-" begins what Quarto calls its boxes.
EXCEPT = {"technique_": {"by-source"}, "verdict_means_": {"none"},
          "callout-": {"note", "warning", "illustrative", "summary"}}


def check_asked(keys, path, text):
    for key, place in asked_keys(path, text):
        if "%" not in key and key[-1] not in "_-" and key not in keys:
            complain(place, f"asks for the label '{key}', which no catalogue has")


def main():
    catalogues = [(path, read_catalogue(path)) for path in CATALOGUES]
    keys = catalogues[0][1]
    compare(catalogues)
    strings, beginnings, forms, pairs, arrays = set(), set(), set(), set(), {}
    for path, text in read_sources():
        check_asked(keys, path, text)
        strings |= set(STRING.findall(text)) | {key for key, _ in asked_keys(path, text)}
        beginnings |= {string for string in STRING.findall(text) if BEGINNING.match(string) and "%" not in string}
        if path.suffix == ".lua":
            forms |= {f"%s{ending}" for ending in re.findall(r'\.\. "(_[a-z_]+)"', text)}
        if path.suffix != ".c":
            continue
        beginnings |= set(re.findall(r'arena_concat\([^"()]*"(\w+_)"', text))
        forms |= {form for form in STRING.findall(text) if FORMAT.match(form)}
        forms |= {f"{beginning}%s" for beginning in re.findall(r'arena_concat\([^;"]*"([a-z]+_)", \w+, NULL', text)}
        pairs |= {(found[1], found[1][:-1]) for found in map(BEGINNING.match, STRING.findall(text)) if found}
        pairs |= {(f"{beginning}_", name) for beginning, name in CHOICE.findall(text)}
        arrays.update((name, STRING.findall(body)) for name, body in ARRAY.findall(text))
        if path.name == "sections.c":
            arrays["section"] = arrays["slug"] = re.findall(r'\{"([\w-]+)", MADE_FROM', text)
    parts = {string for string in strings if any(string in key for key in keys)}
    patterns = [pattern_of(form, parts) for form in forms]
    for key in keys:
        if not (key in strings or key.startswith(tuple(beginnings)) or any(made.fullmatch(key) for made in patterns)):
            complain(CATALOGUES[0], f"'{key}' is used nowhere")
    check_endings(keys, pairs, arrays)
    print("\n".join(problems) if problems else f"labels: {len(keys)} keys are in both catalogues and used")
    return bool(problems)


sys.exit(main())
