"""A study of hostile texts for Word: word_hostile.py LAMPIRAN ROOT FOLDER.

The document must be whole XML with all texts in it, in titles, tables, quotes, captions, footnotes, lists, alternative
texts and drawings.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys

from docx import DRAWING, W, Document, expect, finish, text_of

program, root, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
texts = [
    "<w:p/> ]]> </w:t> &amp; &lt; <!--section cover--> <!--last section landscape--> -->",
    "kendali \x01 \x08 \x0c \x1b \x7f \ufffe \uffff selesai",
    "panjang " + "abcdefghij" * 1000,
    "arab \u0633\u0644\u0627\u0645 \u202eterbalik\u202c \u2066isolat\u2069 ibrani \u05e9\u05dc\u05d5\u05dd",
    "emoji 😀 👨\u200d👩\u200d👧 \u2764\ufe0f 🇮🇩 \U0001d400 \U0010fffd",
    "tanda \" ' ` \\ $ % # {} ~ ^ _ e\u0301 \u0301awal \u200b\u2060\ufeff\u00ad lunak",
    "lontara \u1a05\u1a00\u1a18 jawa \ua98f\ua9c0 cjk \u4e2d\u6587",
]
escaped = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|&~^@:$\"'])")


def prose(text):
    """text in Markdown, so that it comes out as it is."""
    return escaped.sub(r"\\\1", text)


def quoted(text):
    """text in YAML; what may not stand there as it is, is written as a number."""
    return re.sub(r"[\x7f-\x9f\ufeff\ufffe\uffff]", lambda letter: f"\\u{ord(letter[0]):04x}",
                  json.dumps(text, ensure_ascii=False))


def write(name, text):
    (folder / "content" / name).write_text(text, encoding="utf-8")


def lines(pattern):
    return "\n".join(pattern.format(i=i, text=quoted(text), label=quoted(text[:200]), prose=prose(text))
                     for i, text in enumerate(texts))


shutil.copytree(root / "tests/study/base", folder)
write("frameworks.yaml", "frameworks:\n  - id: rangka\n    name: Rangka\n    components:\n"
      + lines("      - {{id: k{i}, label: {label}}}") + "\n      - {id: pelaku, label: Pelaku}\n    relations:\n"
      + "\n".join(f"      - {{from: k{i}, to: k{i + 1}, label: {quoted(text[:60])}}}" for i, text in enumerate(texts[:-1]))
      + "\n")
write("statistics.yaml", "statistics:\n"
      + "\n".join(f"  - id: s{i}\n    title: {quoted(prose(text))}\n    unit: {quoted(text[:20])}\n    chart: {kind}\n"
                  f"    source: {quoted(prose(text))}\n    points:\n" + lines("      - {{label: {text}, value: {i}}}")
                  for i, (text, kind) in enumerate(zip(texts, ["bar", "line", "dot", "table", "bar", "line", "dot"])))
      + "\n")
write("excerpts/IK-01.yaml", "source: IK-01\nexcerpts:\n"
      + "\n".join(f"  - id: IK-01.{i + 1}\n    codes: [kerja-sama]\n    question: P1\n    text: {quoted(text)}\n"
                  f"    where: {quoted(text[:40])}\n    note: {quoted(prose(text))}" for i, text in enumerate(texts)) + "\n")
write("findings/peran.md", "---\nid: peran-bersama\nobjective: a\ntheme: kerja-sama\ntitle: "
      + quoted(prose(texts[0])) + "\n---\n"
      + lines("## J{i} {prose}\n\nParagraf {prose}[^{i}]\n\n- butir {prose}\n  - butir {prose}\n\n[^{i}]: Catatan {prose}\n\n"
              "| kepala {prose} |\n|---|\n| sel {prose} |\n\n: Tabel {prose} {{#tbl:t{i}}}\n\n![Gambar {prose}](figures/peta.svg)\n")
      + "\n\n@tbl:t0 @tbl:t1\n\n::excerpt{#IK-01.1}\n")
study = (folder / "content/study.yaml").read_text(encoding="utf-8")
study = re.sub(r"^(title|researcher|institution): .*$", lambda key: f"{key[1]}: {quoted(texts[0] + ' ' + texts[1])}", study,
               flags=re.M)
write("study.yaml", re.sub(r"^appendices: .*\n", "", study, flags=re.M))
run = subprocess.run([program, "build", "--latex", "--docx", "--out", str(folder / "out"), str(folder)],
                     capture_output=True, text=True)
if run.returncode != 0:
    sys.exit(f"not built:\n{run.stderr}")
document = Document(folder / "out/appendices/lampiran.docx")


def bare(text):
    """Without what XML or HTML cannot hold or has U+FFFD for, and without spaces, of which Word makes what it likes."""
    return re.sub(r"[\x00-\x1f\x7f\ufffd\ufffe\uffff\s\u200b\ufeff\u2060\u00ad]", "", text)


words = bare(document.words())
notes = bare(text_of(document.part("word/footnotes.xml")))
alternatives = bare(" ".join(found.get("descr", "") for found in document.body.iter(DRAWING + "docPr")))
for text in texts:
    for before in ("", "Paragraf", "butir", "kepala", "sel"):
        expect(bare(before + text) in words, f"not in the document: {before} {text[:60]!r}")
    expect(bare("Catatan" + text) in notes, f"not in a footnote: {text[:60]!r}")
    expect(bare("Gambar" + text) in alternatives, f"not in an alternative text: {text[:60]!r}")
expect(document.body.find(f".//{W}tbl") is not None, "no tables")
finish()
