"""Each text of a study must be in the PDF of its appendices: fields.py MODEL.json PDF

MODEL.json is what `lampiran model` prints.  Which fields the examiner's
appendices print, and in which, is told below; a field of which nothing is told fails, so that whoever adds one decides.

TeX breaks a text into lines, hyphenates them, and where a cell goes on in a later row or on another page, puts other
cells, heads and captions in between.  So a text is found when its letters stand one after the other in the PDF,
and whatever comes between stands between two lines.  Where the model leaves a citation or a reference out of a text
(two spaces, or one before a comma), the PDF may have some words.
"""
import fnmatch
import html
import json
import re
import subprocess
import sys
import unicodedata

from verdict import conclude

# Which fields each appendix prints: "synthesis.studies.title".
PRINTED = {
    "front": "study.title study.institution study.faculty study.year",
    "synthesis": """synthesis.caption synthesis.studies.authors synthesis.studies.year synthesis.studies.kind
        synthesis.studies.title synthesis.studies.place synthesis.studies.method synthesis.studies.sample
        synthesis.studies.result synthesis.conclusion synthesis.source""",
    "definitions": """definitions.caption definitions.source
        definitions.variables.label definitions.variables.definition
        definitions.variables.indicators.label definitions.variables.indicators.definition
        definitions.variables.indicators.aspects.label definitions.variables.indicators.aspects.definition""",
    "frameworks": """frameworks.frameworks.name frameworks.frameworks.caption frameworks.frameworks.description
        frameworks.frameworks.note frameworks.frameworks.relations.label frameworks.frameworks.components.label
        frameworks.frameworks.components.description frameworks.frameworks.components.parts.label
        frameworks.frameworks.components.parts.description frameworks.frameworks.components.parts.parts.label
        frameworks.frameworks.components.parts.parts.description
        frameworks.frameworks.components.parts.parts.parts.label
        frameworks.frameworks.components.parts.parts.parts.description""",
    "statistics": """statistics.statistics.title statistics.statistics.unit statistics.statistics.source
        statistics.statistics.note statistics.statistics.points.label statistics.statistics.points.unit
        statistics.statistics.points.note statistics.statistics.targets.label statistics.statistics.events.label
        statistics.statistics.interval statistics.statistics.series.label
        statistics.statistics.series.group statistics.statistics.series.values.label
        statistics.statistics.series.values.note""",
    "informants": """informants.sampling informants.criteria.inclusion informants.criteria.exclusion
        informants.groups.definition informants.groups.members informants.informants.code informants.informants.sector
        informants.informants.institution informants.informants.role informants.informants.interviews.mode
        informants.informants.portrait
        documents.documents.id documents.documents.title documents.documents.year documents.documents.kind
        documents.documents.where documents.documents.issuer documents.documents.number
        study.ethics.committee study.ethics.number study.ethics.statement""",
    "guide": "guide.introduction guide.questions.id guide.questions.text guide.questions.probes",
    "codebook": """codebook.variables.label codebook.variables.definition codebook.variables.when_to_use
        codebook.variables.when_not_to_use codebook.variables.anchor_example
        codebook.variables.themes.label codebook.variables.themes.definition codebook.variables.themes.when_to_use
        codebook.variables.themes.when_not_to_use codebook.variables.themes.anchor_example
        codebook.variables.themes.subthemes.label codebook.variables.themes.subthemes.definition
        codebook.variables.themes.subthemes.when_to_use codebook.variables.themes.subthemes.when_not_to_use
        codebook.variables.themes.subthemes.anchor_example""",
    "interview-matrix": "guide.questions.text",
    "framework-matrix": "summaries.introduction summaries.summaries.text summaries.summaries.informant",
    "quote-matrix": "excerpts.excerpts.id",
    "triangulation": "codebook.variables.themes.label informants.informants.sector",
    "numbers": "codebook.variables.themes.label codebook.variables.themes.subthemes.label second_coding.coder",
    "narrative": """objectives.objectives.title objectives.objectives.statement objectives.objectives.answer
        objectives.objectives.discussion synthesis.studies.themes.point findings.title findings.text findings.conclusion
        findings.implication codebook.variables.themes.label codebook.variables.themes.definition""",
    "joint": "joint.introduction joint.rows.inference",
    "conclusions": """conclusions.introduction conclusions.conclusions.text conclusions.suggestions.actor
        conclusions.suggestions.text""",
    "reporting": """reporting.items.answer objectives.general study.question study.limits
        study.ethics.statement""",
    "trail": "",
    "collection": "guide.questions.id", "document-review": "documents.documents.id documents.documents.title documents.documents.note",
    "abbreviations": """abbreviations.abbreviations.short abbreviations.abbreviations.long
        abbreviations.abbreviations.definition""",
}
# Each quote is printed once: in the interview matrix if it answers a question, else in the matrix of its theme.
QUOTED = ("excerpts.excerpts.text excerpts.excerpts.where excerpts.excerpts.note excerpts.excerpts.translation "
          "excerpts.excerpts.turns.text").split()
# What the appendices do not print as it was typed: dates and choices, which have words of the labels; ids, which lead
# to what they name; settings; works, which tests/bibliography/ compares; remarks that are printed nowhere; and what
# is written for the site.
ELSEWHERE = """
    study.place study.language study.evidence study.researcher study.paraphrases study.approach study.method study.perspective
    study.answer study.rests_on study.unfinished study.typography study.privacy.* informants.informants.attribution synthesis.studies.themes.theme
    synthesis.studies.themes.direction conclusions.conclusions.objective conclusions.suggestions.findings
    joint.rows.theme joint.rows.numbers.* joint.rows.excerpts joint.rows.fit statistics.statistics.file statistics.statistics.columns.*
    study.approach_kind study.sections.* study.appendices.* study.quotes study.talks abbreviations.known abbreviations.abbreviations.language study.steps study.appendix.* study.site.* study.abstract study.benefits.*
    objectives.objectives.id objectives.objectives.formerly objectives.objectives.variable objectives.objectives.themes
    *.components.id *.parts.id frameworks.frameworks.id frameworks.frameworks.works frameworks.frameworks.relations.from
    frameworks.frameworks.relations.to codebook.variables.id codebook.variables.themes.id *.subthemes.id *.components
    *.outcome documents.documents.short
    definitions.variables.code definitions.variables.indicators.code definitions.variables.indicators.aspects.code
    informants.groups.group informants.informants.group informants.informants.since informants.informants.consent
    informants.informants.note informants.informants.interviews.date informants.informants.interviews.place
    documents.documents.work documents.documents.review excerpts.excerpts.according_to excerpts.technique excerpts.excerpts.technique excerpts.excerpts.codes excerpts.excerpts.stance
    excerpts.excerpts.consent excerpts.excerpts.question excerpts.excerpts.speaker excerpts.excerpts.turns.speaker excerpts.excerpts.lines
    excerpts.excerpts.memo excerpts.excerpts.guid excerpts.transcript informants.informants.memo
    informants.informants.guid findings.id findings.objective findings.theme findings.status findings.summary pages.*
    synthesis.studies.id synthesis.studies.work statistics.statistics.id statistics.statistics.chart statistics.statistics.targets.value
    statistics.statistics.events.point
    guide.questions.themes guide.questions.groups reporting.items.standard summaries.summaries.theme
    summaries.summaries.excerpts second_coding.codings.* references.* inputs.path figures excerpts.source
"""

GAP = "\0"
CITATION = 400      # letters that may stand where the model has nothing
BETWEEN = 12000     # letters of other cells, heads and captions between two lines of one text
COLUMN_GAP = 7.5    # points between two words of a line, at most
LEAST = 3           # letters by which the start of a text is found: no word is parted before them


def letters(text):
    """text without what TeX does not keep: white space, hyphens at the ends of lines, bullets."""
    text = unicodedata.normalize("NFKD", text)
    return re.sub(r"[\s\u00ad\u2010\u2011•-]", "", text)


ABBREVIATIONS = []  # of the study: at its first use in an appendix what each stands for is printed as well


def wanted(text):
    """The letters of a field, with GAP where the model leaves something out."""
    for short in ABBREVIATIONS:
        text = re.sub(rf"(?<![\w-]){re.escape(short)}(?!\w)", f"{GAP}{short}{GAP}", text)
    text = re.sub(r"^ *(?=[,.;:)])|^ |(?<=\S)(?: (?= )| (?=[.,;:)])| $)", GAP, text)
    return letters(text)


def words_of(pdf):
    """What stands on the pages of a PDF, in the order in which TeX wrote it: left, bottom, right, height, word."""
    told = subprocess.run(["pdftotext", "-raw", "-bbox", pdf, "-"], capture_output=True, check=True, text=True).stdout
    word = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
    for page in re.finditer(r'<page width="(.*?)" height="(.*?)">(.*?)</page>', told, re.S):
        width, height = float(page.group(1)), float(page.group(2))
        words = []
        for found in word.finditer(page.group(3)):
            left, top, right, bottom = (float(found.group(i)) for i in range(1, 5))
            words.append((left, bottom, right, bottom - top, html.unescape(found.group(5))))
        if any(right > width for _, _, right, _, _ in words):  # turned
            width, height = height, width
        yield from (word for word in words if word[1] < height and word[2] < width)


def lines_of(pdf):
    """The lines of a PDF, each a list of words.  What stands beside each other in two cells are two lines."""
    end, base, lines = None, None, []
    for left, bottom, right, height, word in words_of(pdf):
        if end is None or not -1 < left - end < COLUMN_GAP or abs(bottom - base) > height:
            lines.append([])
        lines[-1].append(word)
        end, base = right, bottom
    return lines


class Printed:
    """The letters of some lines, and where these begin and end."""

    def __init__(self, lines):
        parts, self.starts, position = [], set(), 0
        for line in lines:
            self.starts.add(position)
            for i, word in enumerate(line):
                parts.append(letters(word))
                position += len(parts[-1])
                if i == 0 and re.fullmatch(r"(\d+|[a-z]{1,2})[.)]", word):
                    self.starts.add(position)  # after the mark of an item
        self.text = "".join(parts)
        self.starts.add(position)

    def has(self, field):
        field = wanted(field).strip(GAP)
        self.dead = set()
        first = field[:LEAST].split(GAP)[0]
        at = self.text.find(first)
        while at >= 0 and not self.follows(field, at):
            at = self.text.find(first, at + 1)
        return at >= 0

    def follows(self, field, at):
        """Does field stand at at, in one piece or in several?"""
        todo = [(0, at)]
        while todo:
            done, at = todo.pop()
            if (done, at) in self.dead:
                continue
            self.dead.add((done, at))
            while done < len(field) and at < len(self.text) and field[done] == self.text[at]:
                done, at = done + 1, at + 1
                if at in self.starts and done < len(field):
                    todo += self.found_again(field, done, at, BETWEEN)
            if done == len(field):
                return True
            if field[done] == GAP:
                todo += self.found_again(field, done + 1, at, CITATION)
            todo += [(done, note) for note in range(at + 1, at + 3) if self.text[at:note].isdigit()]
        return False

    def found_again(self, field, done, at, reach):
        """Where, soon after at, the rest of the field may go on; the last is the nearest."""
        anywhere = field[done - 1] == GAP
        rest = field[done:done + (1 if anywhere else 2)].split(GAP)[0]
        found, places = self.text.find(rest, at, at + reach), []
        while found >= 0:
            if anywhere or found in self.starts:
                places.append((done, found))
            found = self.text.find(rest, found + 1, at + reach)
        return places[::-1]


def fields(value, path="", thing=None):
    """Each text of the model, with the path of its field and the object that it belongs to."""
    if isinstance(value, dict):
        if value.get("consent") == "none":
            return
        for key, inner in value.items():
            if key != "at":
                yield from fields(inner, f"{path}.{key}".lstrip("."), value if "at" in value else thing)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, path, thing)
    elif isinstance(value, str):
        yield path, value.strip("{}"), thing


def without_withheld(model):
    """Who agreed to nothing is in no output, and neither is what they said."""
    withheld = {informant["code"] for informant in model["informants"]["informants"] if informant["consent"] == "none"}
    model["excerpts"] = [source for source in model["excerpts"] if source["source"] not in withheld]
    return model


def parts(model, lines):
    """What each appendix holds, by its name; "front" is what comes before them."""
    names = ["front"] + [entry.get("section") or entry.get("page") or entry["file"] for entry in model["study"]["appendices"]]
    found = {name: [] for name in names}
    at = 0
    for line in lines:
        is_listed = len(line) == 2  # in the list of appendices the title stands at a distance
        if at + 1 < len(names) and line[:2] == ["Lampiran", f"{chr(ord('A') + at)}."] and not is_listed:
            at += 1
        found[names[at]].append(line)
    return {name: Printed(held) for name, held in found.items()}


def main():
    model = without_withheld(json.load(open(sys.argv[1], encoding="utf-8")))
    appendices = parts(model, lines_of(sys.argv[2]))
    ABBREVIATIONS.extend(item["short"] for item in model["abbreviations"].get("abbreviations", []))
    where = {}
    for name, paths in PRINTED.items():
        for path in paths.split():
            where.setdefault(path, []).append(name)
    problems, count = [], 0
    for path, text, thing in fields(model):
        names = where.get(path, [])
        if path in QUOTED:
            names = ["interview-matrix" if "question" in thing else "quote-matrix"]
        place = thing["at"] if thing else "?"
        if not names and not any(fnmatch.fnmatch(path, pattern) for pattern in ELSEWHERE.split()):
            problems.append(f"{place}: tests/latex/fields.py does not say whether {path} is printed")
        for name in names:
            count += 1
            if not appendices[name].has(text):
                problems.append(f"{place}: {path} is not in the appendix '{name}': {text}")
    conclude(problems, f"tests/latex: {count} texts of the study stand in the appendices where they belong")


if __name__ == "__main__":
    main()
