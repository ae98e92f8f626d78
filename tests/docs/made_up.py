#!/usr/bin/env python3
"""What was made up says so wherever it goes, what was not never does, and no excerpt is lost on the way.

    made_up.py PROGRAM STUDY...

Each study is built for both audiences from a copy (git keeps private/ of some, which a build refuses). Every excerpt
that its audience may see is in the site and in the appendices; every table, row and download with something made up is
marked and no other; a site that rests on a proposal asks not to be indexed.
"""
import csv
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
ROOT = pathlib.Path(__file__).resolve().parents[2]
LABELS = {language: dict(re.findall(r'^([\w-]+): "?(.*?)"?$', (ROOT / f"layouts/labels/{language}.yaml").read_text(
    encoding="utf-8"), re.M)) for language in ("id", "en")}
MARK_REACH = 80  # letters
problems, tables, excerpts = [], 0, 0


def words_of(text):
    return re.sub(r"\W+", " ", text).lower().strip()


def plain(page):
    return words_of(html.unescape(re.sub(r"<[^>]*>", " ", page)))


def model_of(folder):
    return json.loads(subprocess.run([PROGRAM, "model", "--audience", "all", folder], stdout=subprocess.PIPE,
                                     check=True).stdout)


def excerpts_of(model, audience):
    """Each excerpt that audience may see, and whether it was made up, as its informant may have been."""
    people = {person["code"]: person for person in model["informants"].get("informants", [])}
    may_see = ("public",) if audience == "public" else ("public", "examiner", "inherit")
    coders = [coder["id"] for coder in model["coders"].get("coders", [])]
    for file in model["excerpts"]:
        person = people.get(file.get("source"), {"consent": "public"})
        for excerpt in file.get("excerpts", []):
            own = excerpt.get("consent", "inherit")
            speakers = [excerpt.get("speaker"), *(turn.get("speaker") for turn in excerpt.get("turns", []))]
            consents = [person.get("consent")] + [own] * (own != "inherit")
            consents += [people[code].get("consent") for code in speakers if code]
            # What another coder marked of the same words is no excerpt of its own.
            if coders and excerpt.get("coder", file.get("coder", coders[0])) != coders[0]:
                continue
            if all(consent in may_see for consent in consents):
                yield excerpt, bool(excerpt.get("illustrative") or person.get("illustrative"))


def expect(condition, text):
    if not condition:
        problems.append(text)


def check_excerpts(name, folder, model):
    """The words of each are in the site, and in the appendices unless the study leaves out the matrix of quotes, or some of them."""
    global excerpts
    pages = " ".join(path.read_text(encoding="utf-8") for path in sorted((folder / "site").rglob("*.html")))
    site = plain(pages)
    for excerpt, _ in excerpts_of(model, "public"):
        excerpts += 1
        expect(f' id="{excerpt["id"]}"' in pages, f"{name}: {excerpt['id']} is not in the site")
        for part in excerpt.get("turns", [excerpt]):
            expect(words_of(part["text"]) in site, f"{name}: the words of {excerpt['id']} are not in the site")
    parts = {path.name: path.read_text(encoding="utf-8") for path in (folder / "appendices").glob("*.tex")}
    whole = parts.get("lampiran.tex") or parts.get("appendices.tex") or ""
    printed = "".join(text for file, text in parts.items() if f"\\input{{{file.removesuffix('.tex')}}}" in whole)
    chosen = model["study"].get("appendices", [])
    amounts = [entry.get("quotes", model["study"].get("quotes", "all")) for entry in chosen
               if entry.get("section") == "quote-matrix"]
    for excerpt, _ in excerpts_of(model, "examiner") if not chosen or amounts == ["all"] else ():
        expect(excerpt["id"] in printed, f"{name}: {excerpt['id']} is not in the appendices")


def made_up_people(model):
    """The codes of informants all of whose quotes were made up."""
    said = {}
    for file in model["excerpts"]:
        for excerpt in file.get("excerpts", []):
            said.setdefault(file.get("source"), []).append(excerpt.get("illustrative", False))
    return {code for code, flags in said.items() if all(flags)}


def check_table(name, path, made_up, people, words):
    """One download: marked if one of its rows names, quotes or counts what was made up, and those rows alone."""
    global tables
    tables += 1
    data = json.loads(path.read_text(encoding="utf-8"))
    columns = len(data["columns"])
    flags = data.get("illustrative_rows")
    mark = f"({words['illustrative']})"
    expect(("illustrative" in data) == (mark in data["title"]) == (flags is not None),
           f"{name}: {path.name} is marked in its caption or in its data alone")
    with path.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=words["csv_separator"]))
    if flags is not None:
        expect(rows[0][columns:] == [words["csv_illustrative"]], f"{name}: no column of marks in {path.stem}.csv")
        expect([row[columns] for row in rows[1:]] == [words["csv_yes" if flag else "csv_no"] for flag in flags],
               f"{name}: {path.stem}.csv and .json mark other rows")
    listed = path.parents[1] / f"{words['slug_tables']}.html"
    expect(not data.get("number") or f"{data['title']} " in html.unescape(re.sub(r"<[^>]*>", "", listed.read_text(
        encoding="utf-8"))), f"{name}: the list of tables does not say of {path.name} what its caption does")
    expect(flags is not None or not people.intersection(data["columns"]),
           f"{name}: {path.name} has a column of somebody who was made up, and is not marked")
    for number, row in enumerate(data["rows"]):
        text = words_of(" ".join(row))
        for known, is_made_up in made_up.items():
            if known in text and len(known) > 30:
                expect((flags or [False] * len(data["rows"]))[number] or not is_made_up,
                       f"{name}: row {number + 1} of {path.name} quotes what was made up, and is not marked")
    expect(flags is None or any(flags), f"{name}: {path.name} is marked, and none of its rows")


# What a row of the table of all quotes says as the quote itself does: roles, places, and who asks.
ROWS = {"good-case-study": ("IP-01.1", "|Pemilik kios baru|"), "good-transcripts": ("IK-01.1", "transkrip baris 4"),
        "good-focus-groups": ("D-1.1", "Moderator: Siapa yang menguras?")}


def check_archive(name, folder, said, words):
    """The archive of all tables holds each CSV of the site, and a row for each quote that the public may read."""
    path = folder / "site" / words["slug_downloads"] / "data.zip"
    if not said:
        expect(not path.exists(), f"{name}: an archive without quotes")
        return
    archive = zipfile.ZipFile(path)
    held = {part: archive.read(part) for part in archive.namelist()}
    files = {part.name: part.read_bytes() for part in path.parent.glob("*.csv")}
    readme = held.pop("README.txt").decode("utf-8-sig")
    expect(readme.count(".csv: ") == len(files) and held == files,
           f"{name}: the archive holds {sorted(set(held) ^ set(files))} otherwise")
    for file in files:
        # Where the table has a head; a stranger knows from it what each column is, and from its notes what it counts.
        of = json.loads((path.parent / file).with_suffix(".json").read_text(encoding="utf-8"))
        about = readme.split(f"\n{file}: ")[1].split(".csv: ")[0]
        expect("; ".join(of["columns"]) in about and of["notes"].replace("\n", " ") in about,
               f"{name}: README.txt does not say what the columns of {file} are")
        expect("number" in of or list(files.values()).count(files[file]) == 1, f"{name}: {file} is there twice")
    dataset = json.loads((path.parent / f"{words['slug_dataset']}.json").read_text(encoding="utf-8"))
    rows, column = dataset["rows"], dataset["columns"].index(words["dataset_words"])
    # What another coder alone marked has a row, too.
    held_words = "|".join(words_of(row[column]) for row in rows)
    expect(all(part in held_words for part in said), f"{name}: a quote is not in {words['slug_dataset']}")
    quote, told = ROWS.get(name, ("", ""))
    expect(not quote or any(row[0] == quote and told in "|".join(row) for row in rows),
           f"{name}: the row of {quote} does not say '{told}'")


def check_marks(name, folder, made_up, words):
    """Whoever reads words that were made up has read so right before them, and that their page or appendix has such."""
    mark = words_of(words["illustrative"])
    files = [(path, plain(re.sub(r"<(script|style)\b.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)),
              "layout_illustrative") for path in sorted((folder / "site").rglob("*.html"))]
    files += [(path, words_of(re.sub(r"\\[A-Za-z@]+\*?(\[[^]]*\])?", " ", path.read_text(encoding="utf-8"))),
               "chapter_illustrative" if path.stem == words["file_chapter"] else "appendix_illustrative")
              for path in sorted((folder / "appendices").glob("*.tex"))]
    for path, text, notice in files:
        found = [known for known in made_up if known in text]
        # The home page and its print say it in words of their own.
        if found and path.stem not in ("index", "ringkasan", "brief"):
            expect(words_of(words[notice]) in text, f"{name}: {path.name} has what was made up, and does not say so")
        for known in found:
            for place in re.finditer(re.escape(known), text):
                expect(mark in text[max(0, place.start() - MARK_REACH):place.start()],
                       f"{name}: {path.name} has no mark before '{known[:40]}'")


# Hooks that pass every table through, and draw a chart from the first excerpt that was made up.
HOOKS = """
local function assemble(ctx)
    for _, excerpt in ipairs(ctx.objective == ctx.model.objectives[1] and ctx.model.excerpts or {}) do
        if excerpt.illustrative then
            return ctx.b.chart {caption = "Drawn", label = "fig:drawn", points = {
                {label = "made up", value = 1, of = excerpt}, {label = "counted", value = 2},
            }}
        end
    end
end
return {api = 1, assemble = assemble, table = function(spec, rows) return spec, rows end}
"""


def check_hooks(root):
    """What hooks draw from made-up excerpts is marked, and what they change stays so."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch, "hooks")
        shutil.copytree(root, folder)
        (folder / "lua/hooks").mkdir(parents=True, exist_ok=True)
        (folder / "lua/hooks/90-drawn.lua").write_text(HOOKS, encoding="utf-8")
        check_study(folder)
        subprocess.run([PROGRAM, "build", "--html", folder], check=True, stderr=subprocess.DEVNULL)
        drawn = [data for path in (folder / "site").rglob("*.json")
                 for data in [json.loads(path.read_text(encoding="utf-8"))]
                 if isinstance(data, dict) and str(data.get("title", "")).startswith("Drawn")]
        expect(len(drawn) == 1 and drawn[0].get("illustrative_rows") == [True, False],
               f"a chart of what was made up is not marked: {drawn}")


def check_study(root):
    name = root.resolve().name
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch, "study")
        shutil.copytree(root, folder, ignore=shutil.ignore_patterns(
            *(["site", "appendices", "build", "generator", "tests", ".git"] if root == pathlib.Path(".") else [])))
        subprocess.run([PROGRAM, "build", "--html", "--latex", folder], check=True, stderr=subprocess.DEVNULL)
        model = model_of(folder)
        check_excerpts(name, folder, model)
        words = LABELS[model["study"].get("language", "id")]
        made_up = {words_of(excerpt["text"]): flag for excerpt, flag in excerpts_of(model, "public")}
        for path in sorted((folder / "site").glob("*/*.json")):
            if path.with_suffix(".csv").exists():
                check_table(name, path, made_up, made_up_people(model), words)
        check_archive(name, folder, [words_of(part["text"]) for excerpt, _ in excerpts_of(model, "public")
                                     for part in excerpt.get("turns", [excerpt])], words)
        marked = [words_of(part["text"]) for excerpt, flag in excerpts_of(model, "examiner") if flag
                  for part in excerpt.get("turns", [excerpt])]
        check_marks(name, folder, [text for text in marked if len(text) > 30], words)
        if not any(made_up.values()) and not any(person.get("illustrative") for person in
                                                 model["informants"].get("informants", [])):
            pages = " ".join(path.read_text(encoding="utf-8") for path in (folder / "site").rglob("*.html"))
            expect(f"({words['illustrative']})" not in pages, f"{name}: nothing was made up, and something is marked")
        actions = model["study"].get("site", {}).get("actions")
        if actions:
            for page in ("index", "ringkasan" if words is LABELS["id"] else "brief", actions):
                text = (folder / "site" / f"{page}.html").read_text(encoding="utf-8").partition("<main")[2]
                expect(words["actions_draft"] in text or words["actions_final"] in text,
                       f"{name}: {page}.html does not say what its recommendations rest on")
        for path in (folder / "site").rglob("*.html"):
            expect(('content="noindex' in path.read_text(encoding="utf-8")) or model["study"].get("evidence") !=
                   "proposal", f"{name}: {path.name} may be indexed, though the study is a proposal")


for argument in sys.argv[2:]:
    check_study(pathlib.Path(argument))
check_hooks(ROOT / "tests/study/good-english")
print("\n".join(problems[:40]) or f"made up: {tables} tables are marked where they should be, {excerpts} excerpts are "
      "in site and appendices")
sys.exit(bool(problems))
