#!/usr/bin/env python3
"""compare.py PROGRAM FOLDER [LANGUAGE]: prints how far PROGRAM (built from cite_text.c) agrees with `pandoc --citeproc`
and Debian's apa.csl in LANGUAGE (id or en) on FOLDER's references.bib and citations.txt. Differences that README.md
explains are counted apart. Fails when agreement is below the thresholds, or when a difference is left that nothing
explains."""

import html
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

STYLE = "/usr/share/citation-style-language/styles/apa.csl"
HERE = Path(__file__).parent
LABELS = HERE.parent.parent / "layouts" / "labels"
LANGUAGE = sys.argv[3] if len(sys.argv) > 3 else "id"
LOCALE = {"id": "id-ID", "en": "en-US"}[LANGUAGE]
OTHERS = {"id": "dkk.", "en": "et al."}[LANGUAGE]
# In English, every law (its title is Indonesian) and every thesis is one of the differences.
THRESHOLDS = {"id": {"citations": 0.97, "entries": 0.97, "order": 0.96},
              "en": {"citations": 0.91, "entries": 0.94, "order": 0.96}}[LANGUAGE]


def plain(markup):
    """HTML to text; emphasis to asterisks."""
    markup = re.sub(r"</?(em|i)\b[^>]*>", "*", markup)
    markup = re.sub(r"<span style=\"font-style:\s*normal[^>]*>(.*?)</span>", r"*\1*", markup)
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return re.sub(r"\s+", " ", text).strip()


def ask_pandoc(folder):
    citations = (folder / "citations.txt").read_text(encoding="utf-8").split("\n")
    document = "\n\n".join(line for line in citations if line)
    result = subprocess.run(
        ["pandoc", "--from=markdown", "--to=html", "--wrap=none", "--citeproc", f"--csl={STYLE}",
         f"--metadata=lang:{LOCALE}", f"--bibliography={folder / 'references.bib'}"],
        input=document, capture_output=True, text=True, check=True)
    body, _, references = result.stdout.partition('<div id="refs"')
    entries = re.findall(r'<div id="ref-([^"]*)"[^>]*>(.*?)</div>', references, re.S)
    return ([plain(p) for p in re.findall(r"<p>(.*?)</p>", body, re.S)], [(key, plain(text)) for key, text in entries])


def ask_program(program, folder):
    files = [LABELS / f"{LANGUAGE}.yaml", HERE / f"words_{LANGUAGE}.yaml",
             folder / "references.bib", folder / "citations.txt"]
    result = subprocess.run([program, LANGUAGE, *map(str, files)], capture_output=True, text=True, check=True)
    citations, _, references = result.stdout.partition("\n\n")
    entries = [tuple(line.split("\t", 1)) for line in references.strip("\n").split("\n")]
    return ([re.sub(r"\s+", " ", line).strip() for line in citations.split("\n")],
            [(key, re.sub(r"\s+", " ", text).strip()) for key, text in entries])


# What README.md explains: name, and what makes pandoc's text ours.
KNOWN = []


def known(name):
    def add(rule):
        KNOWN.append((name, rule))
        return rule
    return add


@known("title of another language in title case")
def foreign_title(theirs, ours):
    return re.sub(r" (Tentang|Dan) ", lambda word: word[0].lower(), theirs) if LANGUAGE == "en" else theirs


@known("four letters make a major word")
def major_word(theirs, ours):
    return theirs.replace(" from the Impl", " From the Impl")


@known("accent of TeX in sentence case")
def accented_capital(theirs, ours):
    return theirs.replace("Égal", "égal") if LANGUAGE == "en" and "égal" in ours else theirs


@known("straight apostrophe in a type")
def apostrophe(theirs, ours):
    return re.sub(r"\[(Master|Bachelor)'s", r"[\1’s", theirs)


@known("law without a source")
def law(theirs, ours):
    return re.sub(r", \((\d{4}[a-z]?)\)\.", r" (\1).", theirs)


@known("law cited in a sentence or by its year")
def law_in_text(theirs, ours):
    found = re.match(r"\(((?:Peraturan|Undang).*), (\d{4}[a-z]?)((?:, \w+\. \d+)?)\)$", theirs)
    if not found:
        return theirs
    title, year, locator = found.groups()
    return f"({year}{locator})" if ours.startswith(f"({year}") else f"{title} ({year}{locator})"


@known("suffix of a name in a citation")
def name_suffix(theirs, ours):
    return re.sub(r"(?<!,) Jr\.", "", theirs)


@known("laws parted by commas")
def laws(theirs, ours):
    return re.sub(r", (Peraturan|Undang)", r"; \1", theirs)


@known("book of a @conference")
def conference(theirs, ours):
    book = r"Prosiding|Proceedings"
    if re.search(book, theirs) or not re.search(book, ours):
        return theirs
    return ours if theirs.replace("*", "").startswith(re.split(rf"[.?] (?:Dalam|In|\*(?:{book}))", ours)[0]) else theirs


@known("parentheses printed twice")
def twice(theirs, ours):
    return re.sub(r"((?:\d\w* ed\.|Vol\. \d)\)\. \([^()]*\))\. \([^()]*(?:\d\w* ed\.|Vol\. \d)\)\.", r"\1.", theirs)


@known("one name left")
def one_name(theirs, ours):
    if OTHERS not in theirs:
        return theirs
    theirs, before, ours, shown = theirs.replace("van der ", ""), theirs, ours.replace("van der ", ""), ours
    pattern = re.escape(theirs).replace(re.escape(f", {OTHERS}"), rf", (?:{re.escape(OTHERS)}|& [\w ]+)")
    return shown if re.fullmatch(pattern, ours) else before


@known("initials for all of a surname")
def initials(theirs, ours):
    parts = [re.escape(part) for part in re.split(r"((?:^\(|; ))", theirs)]
    optional = r"(?:(?:\w\.[ -]?)+)?"
    pattern = "".join(part + optional if number % 2 else part for number, part in enumerate(parts))
    return ours if len(parts) > 1 and re.fullmatch(pattern, ours) else theirs


def without_particle(text):
    return re.sub(r"[\s.,]+", " ", text.replace("van der", "")).replace("( ", "(").strip()


@known("particle belongs to the name")
def particle(theirs, ours):
    return ours if "van der" in ours and without_particle(theirs) == without_particle(ours) else theirs


FULL_DATES = set()  # (surname or institution, year) of works dated to the day, of which others have the year alone


@known("year before day and month")
def suffix_order(theirs, ours):
    def bare(text):
        return re.sub(r"(\d{4})[a-z]\b", r"\1", text)
    dated = any((name in ours or re.match(r"\(\d", ours)) and year in ours for name, year in FULL_DATES)
    return ours if dated and bare(theirs) == bare(ours) else theirs


@known("publisher is the author")
def publisher(theirs, ours):
    match = re.match(r"([^.(]+)\. \(", ours)
    return theirs.replace(f". {match.group(1)}.", ".") if match else theirs


@known("order in a citation")
def citation_order(theirs, ours):
    def words(text):
        return sorted(re.findall(r"\w+", text.replace("van der ", "")))
    return ours if "; " in theirs and words(theirs) == words(ours) else theirs


def explain(theirs, ours):
    """Names of the known differences that lead from theirs to ours, or None."""
    names = []
    for name, rule in KNOWN:
        changed = rule(theirs, ours)
        if changed != theirs:
            names.append(name)
            theirs = changed
        if theirs == ours:
            return names
    return None


def compare(title, pairs, counts, shown):
    equal = explained = 0
    for theirs, ours in pairs:
        names = [] if theirs == ours else explain(theirs, ours)
        if names == []:
            equal += 1
        elif names:
            explained += 1
            for name in names:
                counts[name] = counts.get(name, 0) + 1
        else:
            shown.append(f"{title}\n  pandoc: {theirs}\n  ours:   {ours}")
    print(f"{title}: {equal} of {len(pairs)} equal ({equal / len(pairs):.1%}), {explained} more by known differences")
    return equal / len(pairs)


def unaccented(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def order_reason(first, second):
    """Why these two, neighbours in our order, stand the other way round for pandoc; or None."""
    lead, next_lead = re.split(r"\. \(|, \(| \(", first)[0], re.split(r"\. \(|, \(| \(", second)[0]
    if "van der" in lead or "van der" in next_lead:
        return "particle belongs to the name"
    if lead == next_lead and re.search(r"\(\d{4}\w?, ", first + second):
        return "year before day and month"
    if "," not in lead and re.findall(r"\w+", first)[:3] == re.findall(r"\w+", second)[:3]:
        return "titles before what stands in parentheses behind them"
    names, next_names = lead.split(", "), next_lead.split(", ")
    if min(len(names), len(next_names)) > 1 and names[0] == next_names[0] and names[1] != next_names[1] and \
            next_names[1].startswith(names[1].rstrip(".")):
        return "fewer initials first"
    if unaccented(lead + next_lead) != lead + next_lead:
        return "accents do not count"
    plain_names = [unaccented(name) for name in names[:2]]
    if plain_names == [unaccented(name) for name in next_names[:2]]:
        return "second author decides, not the number of authors"
    return None


def compare_order(theirs, ours, counts, shown):
    """The share of our neighbours that stand in this order in theirs, too."""
    position = {key: number for number, (key, _) in enumerate(theirs)}
    pairs = list(zip(ours, ours[1:]))
    turned = [(first, second) for first, second in pairs if position[first[0]] > position[second[0]]]
    for (_, first), (_, second) in turned:
        reason = order_reason(first, second)
        if reason is None:
            shown.append(f"order\n  {first}\n  {second}")
        else:
            counts[reason] = counts.get(reason, 0) + 1
    share = 1 - len(turned) / len(pairs)
    print(f"order: {len(pairs) - len(turned)} of {len(pairs)} neighbours equal ({share:.1%})")
    return share


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    their_citations, their_entries = ask_pandoc(folder)
    our_citations, our_entries = ask_program(program, folder)
    if len(their_citations) != len(our_citations) or {k for k, _ in their_entries} != {k for k, _ in our_entries}:
        sys.exit(f"not the same: {len(their_citations)}, {len(our_citations)} citations, "
                 f"{len(their_entries)}, {len(our_entries)} entries")
    by_key = dict(their_entries)
    FULL_DATES.update(re.findall(r"^([^,.(]*)[^(]*\((\d{4})[a-z], ", text)[0] for _, text in our_entries
                      if re.match(r"[^(]*\(\d{4}[a-z], ", text))
    counts, shown = {}, []
    reached = {
        "citations": compare("citations", list(zip(their_citations, our_citations)), counts, shown),
        "entries": compare("entries", [(by_key[key], text) for key, text in our_entries], counts, shown),
        "order": compare_order(their_entries, our_entries, counts, shown),
    }
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count}")
    for text in shown[:40]:
        print(text)
    low = [name for name, threshold in THRESHOLDS.items() if reached[name] < threshold]
    if low or shown:
        sys.exit(f"below the threshold: {', '.join(low) or 'none'}; unexplained differences: {len(shown)}")


main()
