#!/usr/bin/env python3
"""The site, the appendices in LaTeX and the document for Word say the same, fact by fact.

    writers.py PROGRAM WORD_HTML STUDY...

LaTeX and Word print the same appendices: every quote (words, source, place, marks), every number and caption, every
name of a callout, every citation and reference must be the same, in the same order. The site has pages and numbers of
its own: what it says of an excerpt, of a work, in a caption must be what the appendices say. Last, a study with a
transcript: all three print its line, not the one that was typed.
"""
import collections
import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM, WORD_HTML = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])

# What one prints of an excerpt: its words, what is below them, and its illustrative mark.
Quote = collections.namedtuple("Quote", "words origin mark")


class Printed:
    """What one writer printed, each list in the order of its pages."""

    def __init__(self):
        self.quotes, self.captions, self.callouts, self.links = [], [], [], []
        self.pages = []  # anchors of what is cited with its page
        self.anchored = []  # (anchor, Quote) of those that have one
        self.codes = collections.defaultdict(set)    # of the site: id of an excerpt -> (names, the theme of the page)
        self.numbers = collections.defaultdict(set)  # of the site: anchor of a table or figure -> "Tabel 3"


def squeeze(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


# ---- HTML, of the site and for Word ----

def html_text(source):
    source = re.sub(r'<(?:sup|a)\b[^>]*class="[^"]*note[^"]*"[^>]*>.*?</(?:sup|a)>', "", source, flags=re.S)
    source = re.sub(r"</p>|<br[^>]*>", " ", source)
    return squeeze(html.unescape(re.sub(r"<[^>]*>", "", source)))


def html_links(source):
    return [(html.unescape(target), html_text(text))
            for target, text in re.findall(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', source, re.S)]


PAGE = r'<span class="page"><a href="#([^"]*)">.*?</a></span>'


def read_word(source):
    printed = Printed()
    printed.pages = [tidy_anchor(anchor) for anchor in re.findall(PAGE, source)]
    source = re.sub(PAGE, "", source)
    for words, origin in re.findall(r'<div data-custom-style="Block Text">\s*(.*?)</div>\s*'
                                    r'<div data-custom-style="Origin">\s*(.*?)</div>', source, re.S):
        # The mark comes before the words.
        anchor = re.match(r'<p><span id="([^"]*)">', words)
        mark = re.match(r'<p>(?:<span id="[^"]*"></span>)?<em>\((.*?)\)</em> ', words)
        words = words[mark.end():] if mark else words
        words = re.sub(r'(<span(?: lang="[^"]*")?>)“|”(?=</span></p>)', r"\1", words)
        below = html_text(origin).removeprefix("— ")
        quote = Quote(html_text(words), below, html_text(mark[1]) if mark else "")
        printed.quotes.append(quote)
        if anchor:
            printed.anchored.append((anchor[1], quote))
    for caption, inside in re.findall(r'<caption>(.*?)</caption>|<div data-custom-style="Image Caption">(.*?)</div>',
                                      source, re.S):
        anchor = re.search(r'<span id="([^"]*)">', caption or inside)
        printed.captions.append((anchor[1] if anchor else "", html_text(caption or inside)))
    printed.callouts = [html_text(title)
                        for title in re.findall(r'<div data-custom-style="Box Title">(.*?)</div>', source, re.S)]
    printed.links = [(target.removeprefix("#"), text) for target, text in html_links(source)]
    return printed


def read_site(folder):
    printed = Printed()
    for path in sorted(folder.rglob("*.html")):
        before, _, source = path.read_text(encoding="utf-8").partition("<main")
        source = source.partition("</main>")[0]
        subject = html_text(re.search(r"<h1>(.*?)</h1>", source, re.S)[1]) if '<body class="theme"' in before else ""
        for anchor, figure in re.findall(r'<figure class="excerpt[^"]*"(?: id="([^"]*)")?[^>]*>(.*?)</figure>',
                                         source, re.S):
            words = re.search(r'<(blockquote|div) dir="auto"[^>]*>(.*?)</\1>', figure, re.S)[2]
            origin = re.search(r'<p class="origin">(.*?)</p>', figure, re.S)[1]
            mark = re.search(r'<p class="illustrative">(.*?)</p>', figure, re.S)
            words = " ".join([words, *re.findall(r'<p class="translation"[^>]*>.*?</p>', figure, re.S)])
            quote = Quote(html_text(words), html_text(origin), html_text(mark[1]) if mark else "")
            printed.quotes.append(quote)
            if anchor:
                printed.anchored.append((html.unescape(anchor), quote))
                codes = re.search(r'<p class="codes">(.*?)</p>', figure, re.S)
                language = path.relative_to(folder).parts[0] == "en"
                names = html_text(codes[1]).partition(": ")[2].split(", ") if codes else []
                printed.codes[language, anchor].add((frozenset(names), subject))
        for anchor, number in re.findall(r'id="((?:tbl|fig)-[^"]*)".*?<span class="number">(.*?)</span>', source, re.S):
            printed.numbers[anchor].add(html_text(number))
        printed.callouts += [html_text(title)
                             for title in re.findall(r'<p class="callout-title">(.*?)</p>', source, re.S)]
        printed.captions += [(html_text(number), html_text(words)) for number, words in
                             re.findall(r'<span class="number">(.*?)</span>(.*?)</(?:caption|p)>', source, re.S)]
        printed.links += html_links(source)
    return printed


# ---- LaTeX ----

SIGNS = {"textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textasciigrave": "`",
         "textquotedbl": '"', "textquotesingle": "'", "textless": "<", "textgreater": ">", "textbar": "|",
         "textemdash": "—", "textendash": "–", "par": " ", "lampiranbarisbaru": " ", "lampiranputus": "", "lampiransambung": "",
         "lampiranpisah": "", "\\": " ", " ": " "}
# Commands with their number of arguments, and which of them is printed.
COMMANDS = {"emph": (1, 0), "textbf": (1, 0), "textit": (1, 0), "texttt": (1, 0), "textrm": (1, 0),
            "underline": (1, 0), "textsuperscript": (1, 0), "textsubscript": (1, 0), "lampirankode": (1, 0),
            "lampirancoret": (1, 0), "lampiransingkatan": (1, 0), "lampiranasing": (2, 1), "lampiranrujuk": (2, 1), "lampirantaut": (2, 1),
            "lampiransitasi": (2, 1), "lampirankanankiri": (2, 1), "lampiranjangkar": (1, None), "label": (1, None),
            "footnote": (1, None), "lampirancatatanlagi": (1, None), "lampiranhurufcatatan": (1, None),
            "lampiranujar": (1, 0)}


def argument(source, start):
    """The argument in braces that begins at start or after blanks: what is in it, and where it ends."""
    start = re.compile(r"\s*").match(source, start).end()
    assert source[start] == "{", source[start - 40:start + 40]
    depth, position = 0, start
    while True:
        if source[position] == "\\":
            position += 1
        depth += {"{": 1, "}": -1}.get(source[position], 0)
        position += 1
        if depth == 0:
            return source[start + 1:position - 1], position


def arguments_of(source, command, count):
    """For each use of command: where it begins, and its arguments."""
    for found in re.finditer(r"\\" + command + r"(?=\{)", source):
        inside, position = [], found.end()
        for _ in range(count):
            text, position = argument(source, position)
            inside.append(text)
        yield found.start(), inside


def latex_text(source, numbers):
    out, position = [], 0
    source = re.sub(r"\\(?:begin\{lampiranbahasa\}\{[^}]*\}|end\{lampiranbahasa\})", "", source)
    for found in iter(lambda: re.compile(r"\\(?:([a-zA-Z]+)\s*|(.))|[{}]", re.S).search(source, position), None):
        out.append(source[position:found.start()])
        position, name = found.end(), found[1] or found[2]
        if name == "lampiranacu":
            word, position = argument(source, position)
            label, position = argument(source, position)
            typed, position = argument(source, position)
            out.append(f"{latex_text(word, numbers)} {numbers.get(label, typed)}")
        elif name in COMMANDS:
            inside = []
            for _ in range(COMMANDS[name][0]):
                text, position = argument(source, position)
                inside.append(text)
            if COMMANDS[name][1] is not None:
                out.append(latex_text(inside[COMMANDS[name][1]], numbers))
        elif name in SIGNS:
            out.append(SIGNS[name])
        elif name is not None and not name.isalpha():
            out.append(name)
        elif name is not None:
            raise ValueError(f"writers.py does not know \\{name}: {source[found.start():found.start() + 60]!r}")
    return squeeze("".join([*out, source[position:]]))


def read_numbers(source, by_chapter):
    """Label -> number, as TeX counts; and the captions in order: label, word, number, source."""
    counts, numbers, captions, last = collections.Counter(), {}, [], 0
    for position, (inside,) in arguments_of(source, "caption", 1):
        kind = "figure" if source.rfind("\\begin{lampiranfigur}", 0, position) > \
            source.rfind("\\begin{lampirantabel}", 0, position) else "table"
        chapter = source.count("\\lampiranjudul{", 0, position)
        if by_chapter and chapter != last:
            counts.clear()
        last = chapter
        counts[kind] += 1
        count = f"{chr(ord('A') + chapter - 1)}.{counts[kind]}" if by_chapter else str(counts[kind])
        label = re.search(r"\\label\{([^}]*)\}", inside)
        if label:
            numbers[label[1]] = count
        captions.append((label[1] if label else "", kind, count, inside))
    return numbers, captions


def read_latex(folder, words):
    whole = (folder / "lampiran.tex").read_text(encoding="utf-8")
    source = "".join((folder / f"{name}.tex").read_text(encoding="utf-8")
                     for name in re.findall(r"\\input\{([^}]*)\}", whole))
    source = re.sub(r"(?<!\\)%.*\n", "", source)
    source = re.sub(r"\\endfirsthead\n.*?\\endhead\n", "", source, flags=re.S)  # the head on the pages that follow
    numbers, captions = read_numbers(source, "\\counterwithout{table}{chapter}" not in whole)
    printed = Printed()
    for quote in re.findall(r"\\begin\{lampirankutipan\}(.*?)\\end\{lampirankutipan\}", source, re.S):
        said, _, below = quote.partition("\\lampiranasal")
        anchor = re.match(r"\\lampiranjangkar\{([^}]*)\}", said.strip())
        # The mark comes before the words.
        mark = re.match(r"(?:\\lampiranjangkar\{[^}]*\})?\s*\\lampiranrekaan(?=\{)", said.strip())
        mark, end = argument(said.strip(), mark.end()) if mark else ("", 0)
        fact = Quote(latex_text(said.strip()[end:], numbers), latex_text(argument(below, 0)[0], numbers),
                     latex_text(mark, numbers))
        printed.quotes.append(fact)
        if anchor:
            printed.anchored.append((anchor[1], fact))
    printed.captions = [(word_anchor(label), f"{words[kind]} {number}. {latex_text(inside, numbers)}")
                        for label, kind, number, inside in captions]
    printed.callouts = [latex_text(title, numbers) for title in
                        (argument(source, found.end())[0]
                         for found in re.finditer(r"\\begin\{lampirankotak\}", source))]
    printed.pages = [word_anchor(label) for _, (label,) in arguments_of(source, "lampiranhlm", 1)]
    links = [(start, label, text) for start, (label, text) in arguments_of(source, "lampiranrujuk", 2)]
    links += [(start, word_anchor(label), f"\\lampiranacu{{{word}}}{{{label}}}{{{number}}}")
              for start, (word, label, number) in arguments_of(source, "lampiranacu", 3)]
    printed.links = [(label, latex_text(text, numbers)) for _, label, text in sorted(links)]
    return printed


# ---- comparing ----

def word_anchor(label):
    """A label of LaTeX without its kind: "lampiran-tab-informan" -> "tbl-informan"."""
    kinds = {"tab": "tbl-", "gbr": "fig-", "pers": "eq-"}
    return re.sub(r"^lampiran-(tab|gbr|pers)-", lambda kind: kinds[kind[1]], label)


def compare_lists(what, latex, word):
    for position, (one, other) in enumerate(zip(latex, word)):
        if one != other:
            return [f"{what} {position + 1}:\n    LaTeX {one}\n    Word  {other}"]
    return [] if len(latex) == len(word) else [f"{what}: {len(latex)} in LaTeX, {len(word)} in Word"]


def tidy_anchor(anchor):
    """An anchor of the document for Word, as word_anchor gives it."""
    return re.sub(r"^.*?-(?=(?:tbl|fig|eq)-)", "", anchor)


def compare_site(site, latex):
    problems, by_id = [], collections.defaultdict(set)
    for anchor, quote in latex.anchored:
        by_id[anchor].add(quote)
    met = 0
    for anchor, quote in site.anchored:
        slug = re.sub(r"[^a-z0-9]+", "-", anchor.lower())
        for label, others in by_id.items():
            if re.fullmatch(rf"lampiran-.*?-{re.escape(slug)}", label):
                met += 1
                problems += [f"{anchor}:\n    HTML  {quote}\n    LaTeX {other}" for other in others if other != quote]
    if latex.anchored and site.anchored and met == 0:
        problems.append("no excerpt of the site was found in the appendices")

    # The page of a theme leaves that theme out.
    for (_, anchor), said in site.codes.items():
        known = frozenset().union(*(names for names, _ in said))
        problems += [f"codes of {anchor} in HTML: {sorted(names)} of {sorted(known)}"
                     for names, subject in said if names != known - {subject}]
    problems += [f"HTML refers to {target} as {text!r}, which is called {sorted(site.numbers[anchor])}"
                 for target, text in site.links for anchor in [target.partition("#")[2]]
                 if anchor in site.numbers and re.fullmatch(r"\S+ [\d.]+", text) and text not in site.numbers[anchor]]

    said = {quote for _, quote in site.anchored}
    problems += [f"HTML prints an excerpt differently the second time: {quote}"
                 for quote in site.quotes if quote not in said]

    captions = {words for _, words in site.captions}
    # Transcripts are for examiners alone; on paper the quotes of all themes are one table.
    printed = [words for anchor, words in latex.captions
               if "-transkrip-" not in anchor and anchor not in ("tbl-matriks-kutipan", "tbl-quote-matrix")]
    shared = [words for words in printed if words.partition(". ")[2] in captions]
    if len(shared) < len(printed) * SHARED_CAPTIONS:
        problems.append(f"only {len(shared)} of {len(printed)} captions of the appendices are in the site")

    works = collections.defaultdict(set)
    for target, text in site.links:
        if "#work-" in target:
            works[target.partition("#work-")[2].lower()].add(text)
    problems += [f"citation of {label}: LaTeX {text!r}, HTML {sorted(works[key])}"
                 for label, text in latex.links
                 for key in [label.partition("-work-")[2].lower()] if key in works and text not in works[key]]

    names = set(site.callouts)
    problems += [f"callout {name!r} of the appendices is not in the site"
                 for name in latex.callouts if name not in names]
    return problems


SHARED_CAPTIONS = 0.5


def words_of(study):
    """What tables and figures are called in the study's language."""
    language = re.search(r"^language:\s*(\w+)", (study / "content/study.yaml").read_text(encoding="utf-8"), re.M)
    labels = (ROOT / f"layouts/labels/{language[1] if language else 'id'}.yaml").read_text(encoding="utf-8")
    return {kind: re.search(rf"^word_{kind}: *(.*)$", labels, re.M)[1].strip('"') for kind in ("table", "figure")}


def read_all(study, out):
    subprocess.run([PROGRAM, "build", "--html", "--latex", "--no-sync", "--out", out, study], check=True,
                   stdout=subprocess.PIPE)
    word = subprocess.run([WORD_HTML, ROOT, study], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    word = read_word(word)
    word.captions = [(tidy_anchor(anchor), caption) for anchor, caption in word.captions]
    word.links = [(tidy_anchor(anchor), text) for anchor, text in word.links if anchor.startswith("lampiran-")]
    return read_site(pathlib.Path(out, "site")), read_latex(pathlib.Path(out, "appendices"), words_of(study)), word


def compare(study, out):
    site, latex, word = read_all(study, out)
    problems = []
    for what in ("quotes", "anchored", "captions", "callouts", "links", "pages"):
        printed = [getattr(writer, what) for writer in (latex, word)]
        if what == "links":  # those of notes come where TeX calls a note, and where HTML has it
            printed = [sorted(links) for links in printed]
        problems += compare_lists(what, *printed)
    problems += compare_site(site, latex)
    return problems, [len(latex.quotes), len(latex.captions), len(latex.callouts), len(latex.links)]


def compare_transcript(folder):
    """The typed place is line 4, and the words are in line 3 of the transcript."""
    study = pathlib.Path(folder, "study")
    shutil.copytree(ROOT / "tests/study/good-evidence", study)
    transcripts = study / "content/private/transcripts"
    transcripts.mkdir()
    (transcripts / "IK-01.txt").write_text("P: Bagaimana kerja sama di sini?\n\n"
                                           "IK-01: Kami memperbaiki pipa bersama setiap bulan.\n"
                                           "Dana dibagi menurut jadwal.\n", encoding="utf-8")
    problems, _ = compare(study, pathlib.Path(folder, "out"))
    for name, printed in zip(("HTML", "LaTeX", "Word"), read_all(study, pathlib.Path(folder, "out"))):
        origins = [quote.origin for quote in printed.quotes if quote.words.startswith("Kami memperbaiki pipa bersama")]
        if not origins or not all(origin.endswith("transkrip baris 3") for origin in origins):
            problems.append(f"{name} does not print the line of the transcript: {origins}")
        typed = [quote.origin for quote in printed.quotes if re.search(r", baris \d", quote.origin)]
        if not typed or not all(origin.endswith("(letak belum dicocokkan dengan transkrip)") or
                                "(letak belum dicocokkan dengan transkrip), " in origin for origin in typed):
            problems.append(f"{name} does not say that no transcript confirms a typed place: {typed}")
    return problems


def compare_by_chapter(folder):
    """Numbers as "A.2", which TeX counts on its own; and words that lead to things of the study."""
    study = pathlib.Path(folder, "study-by-chapter")
    shutil.copytree(ROOT / "tests/study/good-evidence", study)
    settings = study / "content/study.yaml"
    text = settings.read_text(encoding="utf-8").replace("narrative,", "narrative, quote-matrix, codebook,")
    settings.write_text(text + "\nappendix: {number_by_chapter: true}\n", encoding="utf-8")
    with (study / "content/findings/kerja-sama.md").open("a", encoding="utf-8") as finding:
        finding.write("\nLihat [ucapan itu](excerpt:IK-01.2) dan [tema lain](code:dana).\n")
    site, latex, word = read_all(study, pathlib.Path(folder, "by-chapter"))
    problems = compare_lists("captions", latex.captions, word.captions)
    problems += compare_lists("links", latex.links, word.links)
    if not any(re.search(r" B\.1\. ", caption) for _, caption in word.captions):
        problems.append("nothing is numbered B.1")
    for name, printed in zip(("HTML", "LaTeX", "Word"), (site, latex, word)):
        for words in ("ucapan itu", "tema lain"):
            if not any(text == words for _, text in printed.links):
                problems.append(f"'{words}' leads nowhere in {name}")
    return problems


def copy_of(study, folder):
    """Outside of git, which keeps content/private/ of the tests' studies: that would stop the build of a real one."""
    for part in ("content",) if study.samefile(ROOT) else ("content", "layouts", "lua"):
        if (study / part).is_dir():
            shutil.copytree(study / part, folder / part)
    return folder


failed, totals = False, [0, 0, 0, 0]
with tempfile.TemporaryDirectory() as scratch:
    for number, name in enumerate(sys.argv[3:]):
        problems, counts = compare(copy_of(pathlib.Path(name), pathlib.Path(scratch, f"study-{number}")),
                                   pathlib.Path(scratch, str(number)))
        totals = [total + count for total, count in zip(totals, counts)]
        for problem in problems:
            print(f"{name}: {problem}")
            failed = True
    for problem in compare_transcript(scratch) + compare_by_chapter(scratch):
        print(f"a copy of good-evidence: {problem}")
        failed = True
if not failed:
    print("writers: HTML, LaTeX and Word agree on {} quotes, {} captions, {} callouts and {} links".format(*totals))
sys.exit(failed)
