"""A faculty's template for Word, as Word in Indonesian saves one: word_template.py LAMPIRAN ROOT FOLDER.

The documents have its styles under its ids, its pages and its header, and what it lacks from ours; no macros. What is no
template is one error at its place.
"""
import pathlib
import shutil
import subprocess
import sys
import zipfile

from docx import W, Document, expect, finish, style_of, text_of

program, root, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{TYPE}.{kind}+xml"/>'
              for part, kind in (("document", "document.main"), ("styles", "styles"), ("header1", "header"))) + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                   f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/header" Target="header1.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body><w:p><w:r><w:t>Petunjuk templat</w:t></w:r>'
    '</w:p><w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="9979" w:h="14175"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1418" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>",
    "word/styles.xml": f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="id-ID"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="24"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Judul1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TeksIsi"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/></w:style></w:styles>',
    "word/header1.xml": f'<w:hdr xmlns:w="{MAIN}"><w:p><w:r><w:t>Fakultas Contoh</w:t></w:r></w:p></w:hdr>',
    "word/vbaProject.bin": "Sub AutoOpen()",
}


def template(name, **changed):
    with zipfile.ZipFile(folder / "content" / name, "w") as archive:
        for part, text in {**PARTS, **changed}.items():
            archive.writestr(part, text)


def build(reference):
    study = (root / "tests/study/base/content/study.yaml").read_text(encoding="utf-8").replace("appendices: [", "appendices: [narrative, ")
    (folder / "content/study.yaml").write_text(f"{study}appendix: {{reference: {reference}}}\n", encoding="utf-8")
    return subprocess.run([program, "build", "--latex", "--docx", "--out", str(folder / "out"), str(folder)],
                          capture_output=True, text=True)


shutil.copytree(root / "tests/study/base", folder)
with (folder / "content/findings/jadwal.md").open("a", encoding="utf-8") as finding:
    finding.write("\n\nAlinea kedua.\n\nAlinea ketiga.\n")
template("templat.docx")
run = build("templat.docx")
if run.returncode != 0:
    sys.exit(f"not built:\n{run.stderr}")
document = Document(folder / "out/appendices/lampiran.docx", paper=(499, 709))
styles = {style.get(W + "styleId"): style for style in document.styles.iter(W + "style")}
titles = document.with_style("Judul1")
expect(len(titles) > 5 and all(title.find(f"{W}pPr/{W}numPr") is not None for title in titles), "titles in the template's style")
expect(styles["Normal"].find(f"{W}rPr/{W}rFonts").get(W + "ascii") == "Times New Roman", "the template's letters")
expect(styles["TableNote"].find(W + "basedOn").get(W + "val") in styles, "a style is based on none")
expect("TeksIsi" in {style_of(paragraph) for paragraph in document.paragraphs}, "text in the template's style")
expect("BodyText" not in styles, "a style is there twice")
expect("Petunjuk templat" not in document.words(), "the template's own words")
expect(any("Fakultas Contoh" in text_of(document.part("word/" + name)) for name in document.relations.values()
           if name.startswith("header")), "the template's header")
expect(not any("vba" in name for name in document.archive.namelist()), "the template's macros")

bullets = document.part("word/numbering.xml").find(f"{W}num[@{W}numId='981']")
expect(bullets is not None, "lists in tables have no bullets")

(folder / "content/rusak.docx").write_text("bukan arsip")
template("kosong.docx", **{"word/styles.xml": ""})
for name, message in (("kosong.docx", "'content/kosong.docx' is not a Word document"),
                      ("rusak.docx", "'content/rusak.docx' is not a Word document"),
                      ("tidak-ada.docx", "there is no file 'content/tidak-ada.docx'"),
                      ("../base/templat.docx", "there is no file 'content/../base/templat.docx'"),
                      ("templat.odt", "'templat.odt' is not a Word document")):
    run = build(name)
    expect(run.returncode == 1 and message in run.stderr and "content/study.yaml:" in run.stderr and "hint: " in run.stderr,
           f"{name}: {run.stderr}")
finish()
