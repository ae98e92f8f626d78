"""Reads a Word document, and holds what must be true of each one that the program makes."""
import re
import struct
import xml.etree.ElementTree as xml
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 12700  # to a point
# In the order of the schema
SETTINGS = ("zoom embedSystemFonts proofState stylePaneFormatFilter doNotTrackMoves defaultTabStop evenAndOddHeaders "
            "characterSpacingControl updateFields footnotePr compat rsids mathPr themeFontLang clrSchemeMapping "
            "decimalSymbol listSeparator").split()

problems = []


def expect(holds, text):
    if not holds:
        problems.append(text)


def style_of(paragraph):
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(W + "val") if found is not None else ""


def text_of(element):
    """Words of a paragraph; inside of Word every run of letters is an element of its own, and a hyphen that does not break."""
    return "".join("-" if run.tag == W + "noBreakHyphen" else run.text or "" for run in element.iter()
                   if run.tag in (W + "t", W + "noBreakHyphen"))


class Picture:
    def __init__(self, inline, section, relations, archive):
        extent = inline.find(DRAWING + "extent")
        self.width, self.height = (int(extent.get(side)) / EMU for side in ("cx", "cy"))
        self.alt = inline.find(DRAWING + "docPr").get("descr", "")
        self.section = section
        self.bytes = archive.read("word/" + relations[inline.find(f".//{MAIN}blip").get(R + "embed")])

    def pixels(self):
        return struct.unpack(">II", self.bytes[16:24])


class Section:
    """Its page and what may be printed on it, in points."""

    def __init__(self, properties):
        size, margins = properties.find(W + "pgSz"), properties.find(W + "pgMar")
        self.width, self.height = (int(size.get(W + side)) / 20 for side in "wh")
        self.turned = size.get(W + "orient") == "landscape"
        self.room = (self.width - sum(int(margins.get(W + side)) for side in ("left", "right")) / 20,
                     self.height - sum(int(margins.get(W + side)) for side in ("top", "bottom")) / 20)
        self.footers = [footer.get(R + "id") for footer in properties.findall(W + "footerReference")]


class Document:
    """With a title page and lists, or else of one appendix; on paper of so many points."""

    def __init__(self, name, has_cover=True, paper=(595, 842)):
        self.has_cover = has_cover
        self.paper = paper
        self.archive = zipfile.ZipFile(name)
        expect(self.archive.testzip() is None, "a damaged part")
        for part in self.archive.namelist():
            if part.endswith((".xml", ".rels")):
                try:
                    xml.fromstring(self.archive.read(part))
                except xml.ParseError as error:
                    raise SystemExit(f"{part} is no XML: {error}")
        self.body = self.part("word/document.xml").find(W + "body")
        self.styles = self.part("word/styles.xml")
        self.relations = {relation.get("Id"): relation.get("Target")
                          for relation in self.part("word/_rels/document.xml.rels")
                          if relation.get("TargetMode") != "External"}
        self.paragraphs = list(self.body.iter(W + "p"))
        self.sections = [Section(properties) for properties in self.body.iter(W + "sectPr")]
        self.pictures = list(self.find_pictures())
        self.check()

    def part(self, name):
        return xml.fromstring(self.archive.read(name))

    def find_pictures(self):
        position = 0
        for block in self.body:
            for inline in block.iter(DRAWING + "inline"):
                yield Picture(inline, self.sections[position], self.relations, self.archive)
            position += block.find(f".//{W}sectPr") is not None

    def with_style(self, style):
        return [paragraph for paragraph in self.paragraphs if style_of(paragraph) == style]

    def words(self):
        return re.sub(r"\s+", " ", text_of(self.body))

    def check(self):
        used = {value for element in self.body.iter() for name, value in element.attrib.items() if name.startswith(R)}
        external = {relation.get("Id") for relation in self.part("word/_rels/document.xml.rels")}
        expect(used <= external, f"relations that are not there: {sorted(used - external)[:5]}")
        for target in self.relations.values():
            expect("word/" + target in self.archive.namelist(), f"no part {target}")
        mode = self.part("word/settings.xml").find(f"{W}compat/{W}compatSetting[@{W}name='compatibilityMode']")
        language = self.styles.find(f"{W}docDefaults//{W}lang").get(W + "val")
        settings = [found for element in self.part("word/settings.xml")
                    if (found := element.tag.partition("}")[2]) in SETTINGS]
        expect(settings == sorted(settings, key=SETTINGS.index), f"settings in another order than the schema's: {settings}")
        sign = self.part("word/settings.xml").find(W + "decimalSymbol")
        expect(sign is not None and sign.get(W + "val") == ("," if language.startswith("id") else "."), "the decimal sign")
        expect(mode is not None and mode.get(W + "val") == "15", "Word takes it for a document of an older Word")
        self.check_links()
        self.check_fields()
        self.check_sections()
        self.check_paragraphs()
        self.check_tables()
        self.check_titles()
        for picture in self.pictures:
            expect(picture.alt, "a picture without words for those who cannot see it")
            expect(picture.width <= picture.section.room[0] + 1 and picture.height <= picture.section.room[1] + 1,
                   f"a picture of {picture.width:.0f} x {picture.height:.0f} pt is larger than its page")
        for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "word/document.xml",
                     "word/settings.xml"):
            if name in self.archive.namelist():
                expect(not re.search(rb"/tmp/|/home/|/root", self.archive.read(name)), f"{name} holds a path")
        expect(all(part.date_time[0] <= 1980 for part in self.archive.infolist()), "a part has a time")

    def check_links(self):
        anchors = [mark.get(W + "name") for mark in self.body.iter(W + "bookmarkStart")]
        links = {link.get(W + "anchor") for link in self.body.iter(W + "hyperlink")} - {None}
        expect(len(anchors) == len(set(anchors)), "two places have one name")
        expect(links <= set(anchors), f"nothing is where links lead: {sorted(links - set(anchors))[:5]}")

    def check_fields(self):
        depth = 0
        for mark in self.body.iter(W + "fldChar"):
            depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType"), 0)
            expect(0 <= depth <= 2, "a field ends that did not begin")
        expect(depth == 0, "a field does not end")

    def check_sections(self):
        own = self.sections[1:] if self.has_cover else self.sections
        expect(own[-1].footers or self.paper != (595, 842), "pages of ours have no number")
        expect(not self.has_cover or not self.sections[0].footers, "the title page has a page number")
        expect(all(a.turned != b.turned for a, b in zip(own, own[1:])), "two sections turned the same way follow each other")
        for section in self.sections:
            size = (round(section.width), round(section.height))
            expect(sorted(size) == sorted(self.paper), f"a page has {size}")
            expect((section.width > section.height) == section.turned, "a page is turned, and not turned")
        for section in own:
            expect(section.footers == self.sections[-1].footers, "a section has no page number")
            expect(all(footer in self.relations for footer in section.footers), "a footer is not there")

    def check_tables(self):
        for table in self.body.iter(W + "tbl"):
            widths = [int(column.get(W + "w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
            if not widths:
                continue
            layout = table.find(f"{W}tblPr/{W}tblLayout")
            expect(layout is not None and layout.get(W + "type") == "fixed", "Word may choose other widths")
            for row in table.findall(W + "tr"):
                shares = [int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w")) for cell in row.findall(W + "tc")]
                expect(4900 < sum(shares) <= 5000, f"a row is {sum(shares) / 50} % wide")
                for cell, share in zip(row.findall(W + "tc"), shares):
                    for extent in cell.iter(DRAWING + "extent"):
                        expect(int(extent.get("cx")) / EMU * 20 <= sum(widths) * share / 5000,
                               "a picture is wider than its column")

    def check_titles(self):
        numbers = self.part("word/numbering.xml")
        kinds = {number.get(W + "numId"): number.find(W + "abstractNumId").get(W + "val") for number in numbers.iter(W + "num")}
        for title in self.with_style("Heading1") + self.with_style("Judul1"):
            number = title.find(f"{W}pPr/{W}numPr/{W}numId")
            expect(number is not None and number.get(W + "val") in kinds, "a title without a number of Word's")
        for place in self.body.iter(W + "pPr"):
            style = place.find(W + "pStyle")
            expect(style is None or place[0] is style, "a style is not the first of a paragraph's properties")

    def check_paragraphs(self):
        names = {style.get(W + "styleId") for style in self.styles.iter(W + "style")}
        empty = 0
        for block in self.body:
            is_empty = block.tag == W + "p" and not text_of(block).strip() and block.find(f".//{W}drawing") is None
            empty = empty + 1 if is_empty else 0
            expect(empty < 2, "empty paragraphs follow each other")
        blocks = [block.tag for block in self.body if block.tag in (W + "p", W + "tbl")]
        expect(blocks[-1] == W + "p", "no paragraph in the end")
        for paragraph in self.paragraphs:
            expect(style_of(paragraph) in names | {""}, f"no style {style_of(paragraph)}")
        for above, below in zip(self.paragraphs, self.paragraphs[1:]):
            expect(not (style_of(above) == style_of(below) == "TableNote" and text_of(above).startswith("Sumber: ")),
                   f"a note below the source: {text_of(below)[:40]}")


def finish():
    for problem in dict.fromkeys(problems):
        print(problem)
    raise SystemExit(len(problems) > 0)
