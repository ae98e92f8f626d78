"""Files that tell a name, or where somebody lives, where few look: the gate names each.

files.py LAMPIRAN: each row of FILES makes a file of words, which is published as it is, and pictures as figures, too.
A study that holds all of them must be stopped, and each file named; with words that nobody hides it is published.
"""
import base64
import gzip
import io
import pathlib
import re
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib

import run as gate

NAME, OTHER = "Tenri Abeng", "Kader Dusun"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
XMP = ('<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
       '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="{}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>')


# ---- pictures ----

def tiff(words, tag=0x13b):
    """A directory of one tag of text, 0x13b being the artist; 0x8825: of where the picture was taken."""
    if tag == 0x8825:
        place = struct.pack("<HHHI4sHHIIHHI4sHHIII", 4, 1, 2, 2, b"S\0\0\0", 2, 5, 3, 80, 3, 2, 2, b"E\0\0\0", 4, 5, 3, 104, 0)
        degrees = struct.pack("<6I", 2, 1, 59, 1, 33, 1) + struct.pack("<6I", 120, 1, 11, 1, 47, 1)
        return b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, tag, 4, 1, 26, 0) + place + degrees
    data = words.encode() + b"\0"
    return b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, tag, 2, len(data), 26, 0) + data


def segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(*segments, behind=b""):
    return (b"\xff\xd8" + b"".join(segments) + segment(0xc0, b"\x08\0\1\0\1\1\1\x11\0") + segment(0xda, b"\1\1\0\0\x3f\0") +
            b"\x55\xff\xd9" + behind)


def iptc(words):
    record = b"\x1c\2\x50" + struct.pack(">H", len(words)) + words.encode()
    return b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + struct.pack(">I", len(record)) + record


def png(*chunks, behind=b""):
    return (b"\x89PNG\r\n\x1a\n" + gate.chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
            b"".join(gate.chunk(*each) for each in chunks) + gate.chunk(b"IDAT", zlib.compress(b"\0\0")) +
            gate.chunk(b"IEND", b"") + behind)


def webp(kind, data):
    data += b"\0" * (len(data) % 2)
    body = b"WEBPVP8X\x0a\0\0\0\x0c" + b"\0" * 9 + b"VP8L\x06\0\0\0\x2f\0\0\0\0\0" + kind + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif(block):
    return b"GIF89a\1\0\1\0\0\0\0" + block + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


# ---- documents ----

def pdf(extra, catalog="", info="", stream=b""):
    """A page, and objects from number 5 on."""
    objects = [f"<</Type/Catalog/Pages 2 0 R {catalog}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[5 0 R]>>", f"<</Producer(x){info}>>", *extra]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + table + b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def stream(data, keys=""):
    packed = zlib.compress(data)
    return b"<<%s/Length %d/Filter/FlateDecode>>\nstream\n" % (keys.encode(), len(packed)) + packed + b"\nendstream"


def wide(words):
    return "<FEFF" + words.encode("utf-16-be").hex() + ">"


def object_stream(words):
    """An annotation within a stream of objects."""
    inner = f"9 0 <</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents{wide(words)}>>".encode()
    return stream(inner, "/Type/ObjStm/N 1/First 4")


def zipped(files, comment="", remark=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.comment = remark.encode()
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
        archive.comment = comment.encode()
    return out.getvalue()


def tarred(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def resized(archive, write, size=124, check=148):
    """The first head of the archive with its size written by write, and its sum set right."""
    head = bytearray(archive[:512])
    head[size:size + 12] = write(int(head[size:size + 11], 8))
    head[check:check + 8] = b" " * 8
    head[check:check + 8] = b"%06o\0 " % sum(head)
    return bytes(head) + archive[512:]


def word(body="", **parts):
    """A Word document: parts by their names, with '__' for '/'."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    files = {"[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
             "word/document.xml": f"<w:document {space}><w:body><w:p>{body}</w:p></w:body></w:document>"}
    files |= {name.replace("__", "/") + ".xml": f"<x {space}>{text}</x>" for name, text in parts.items()}
    return zipped(files)


def run_of(words, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def in_runs(words):
    return "".join(run_of(words[at:at + 3]) for at in range(0, len(words), 3))


def font(words):
    """A font that says whose it is, in UTF-16."""
    data = words.encode("utf-16-be")
    table = struct.pack(">HHH6H", 0, 1, 18, 3, 1, 0x409, 9, len(data), 0) + data
    return b"\0\1\0\0" + struct.pack(">4H", 1, 16, 0, 0) + b"name" + struct.pack(">III", 0, 28, len(table)) + table


def sound(words):
    """A sound whose tag names an artist in UTF-16."""
    frame = b"\1\xff\xfe" + words.encode("utf-16-le")
    tag = b"TPE1" + struct.pack(">I", len(frame)) + b"\0\0" + frame
    return b"ID3\3\0\0" + struct.pack(">I", len(tag)) + tag + b"\xff\xfb\x90\0" + b"\0" * 64


def split(words):
    return "".join(f"<tspan>{letter}</tspan>" for letter in words)


def entities(words):
    return "<!DOCTYPE svg [" + f'<!ENTITY a "{words[:5]}"><!ENTITY b "{words[5:]}">]>' + SVG.format("<text>&a;&b;</text>")


def locked(words):
    """A ZIP file whose only entry is said to be encrypted."""
    data = zipped({"a.txt": words})
    return re.sub(b"(PK\1\2....)\0", b"\\g<1>\1", re.sub(b"(PK\3\4..)\0", b"\\g<1>\1", data, flags=re.S), flags=re.S)


def nest(words, depth):
    return zipped({"a.zip": nest(words, depth - 1)} if depth > 0 else {"a.txt": words})


# What is made of words.
FILES = {
    "exif.jpg": lambda w: jpeg(segment(0xe1, b"Exif\0\0" + tiff(w))),
    "exif-copyright.jpg": lambda w: jpeg(segment(0xe1, b"Exif\0\0" + tiff(w, 0x8298))),
    "xmp.jpg": lambda w: jpeg(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0" + XMP.format(w).encode())),
    "iptc.jpg": lambda w: jpeg(segment(0xed, iptc(w))),
    "profile.jpg": lambda w: jpeg(segment(0xe2, b"ICC_PROFILE\0\1\1desc\0" + w.encode())),
    "behind.jpg": lambda w: jpeg(behind=w.encode()),
    "thumbnail.jpg": lambda w: jpeg(segment(0xe1, b"Exif\0\0" + tiff("x") + jpeg(segment(0xfe, w.encode())))),
    "exif.png": lambda w: png((b"eXIf", tiff(w))),
    "xmp.png": lambda w: png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP.format(w).encode())),
    "text.png": lambda w: png((b"tEXt", b"Author\0" + w.encode())),
    "packed.png": lambda w: png((b"zTXt", b"Author\0\0" + zlib.compress(w.encode()))),
    "international.png": lambda w: png((b"iTXt", b"Author\0\1\0id\0Penulis\0" + zlib.compress(w.encode()))),
    "own-chunk.png": lambda w: png((b"prVt", w.encode())),
    "behind.png": lambda w: png(behind=w.encode()),
    "exif.webp": lambda w: webp(b"EXIF", tiff(w)),
    "xmp.webp": lambda w: webp(b"XMP ", XMP.format(w).encode()),
    "comment.gif": lambda w: gif(b"!\xfe" + bytes([len(w)]) + w.encode() + b"\0"),
    "artist.tif": lambda w: tiff(w),
    "wide.svg": lambda w: ("\ufeff" + SVG.format(f"<text>{w}</text>")).encode("utf-16-le"),
    "wide-big.svg": lambda w: ("\ufeff" + SVG.format(f"<text>{w}</text>")).encode("utf-16-be"),
    "unmarked.svg": lambda w: ('<?xml version="1.0" encoding="UTF-16"?>' + SVG.format(f"<text>{w}</text>")).encode("utf-16-le"),
    "title.svg": lambda w: SVG.format(f"<title>{w}</title>"),
    "metadata.svg": lambda w: SVG.format("<metadata>" + XMP.format(w) + "</metadata>"),
    "script.svg": lambda w: SVG.format(f'<script>var a = "{w[:5]}" + "{w[5:]}"</script>'),
    "letters.svg": lambda w: SVG.format(f"<text>{split(w)}</text>"),
    "picture.svg": lambda w: SVG.format('<image xlink:href="data:image/png;base64,' + base64.b64encode(
        png((b"tEXt", b"Author\0" + w.encode()))).decode() + '"/>'),
    "packed.svgz": lambda w: gzip.compress(SVG.format(f"<desc>{w}</desc>").encode(), mtime=0),
    "note.pdf": lambda w: pdf([f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents({w})>>"]),
    "note-author.pdf": lambda w: pdf([f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T{wide(w)}>>"]),
    "field.pdf": lambda w: pdf([f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V{wide(w)}/Rect[0 0 9 9]>>"], "/AcroForm<</Fields[5 0 R]>>"),
    "attached.pdf": lambda w: pdf(["<<>>", "<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>", stream(w.encode(), "/Type/EmbeddedFile")],
                                  "/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>"),
    "attached-word.pdf": lambda w: pdf(["<<>>", "<</Type/Filespec/F(a.docx)/EF<</F 7 0 R>>>>",
                                        stream(word(run_of(w)), "/Type/EmbeddedFile")]),
    "attached-name.pdf": lambda w: pdf(["<<>>", f"<</Type/Filespec/UF{wide(w + '.txt')}/EF<</F 7 0 R>>>>", stream(b"x", "/Type/EmbeddedFile")]),
    "outline.pdf": lambda w: pdf(["<<>>", "<</First 7 0 R/Last 7 0 R/Count 1>>", f"<</Title{wide(w)}/Parent 6 0 R>>"], "/Outlines 6 0 R"),
    "xmp.pdf": lambda w: pdf(["<<>>", stream(XMP.format(w).encode(), "/Type/Metadata/Subtype/XML")], "/Metadata 6 0 R"),
    "script.pdf": lambda w: pdf(["<<>>", stream(f'var a = "{w}";'.encode())], "/OpenAction<</S/JavaScript/JS 6 0 R>>"),
    "objects.pdf": lambda w: pdf(["<<>>", object_stream(w)]),
    "info.pdf": lambda w: pdf(["<<>>"], info="/Author" + wide(w)),
    "old-version.pdf": lambda w: pdf(["<<>>"], info=f"/Author({w})") + pdf(["<<>>"]),
    "remark.zip": lambda w: zipped({"a.txt": "x"}, comment=w),
    "entry-remark.zip": lambda w: zipped({"a.txt": "x"}, remark=w),
    "entry-name.zip": lambda w: zipped({w.replace(" ", "_") + ".txt": "x"}),
    "nested.zip": lambda w: zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": w})})}),
    "picture.zip": lambda w: zipped({"a.png": png((b"zTXt", b"Author\0\0" + zlib.compress(w.encode())))}),
    "member.tar": lambda w: tarred({"a.txt": w.encode()}),
    "member.tar.gz": lambda w: tarred({"a.txt": w.encode()}, "w:gz"),
    "word.tar": lambda w: tarred({"a.docx": word(run_of(w))}),
    "behind.tar": lambda w: tarred({"a.txt": b"x"}) + w.encode(),
    "second.tar": lambda w: tarred({"a.txt": b"x"}) + tarred({"a.docx": word(run_of(w))}),
    "blanks.tar": lambda w: resized(tarred({"a.docx": word(run_of(w))}), lambda size: b"%11o " % size),
    "nameless.tar": lambda w: tarred({"": w.encode()}),
    "about.rtf": lambda w: "{\\rtf1 Kolom GPSLatitude dihapus, kata " + w + ".}",
    "name.gz": lambda w: b"\x1f\x8b\x08\x08" + b"\0" * 6 + w.encode() + b"\0" + gzip.compress(b"x", mtime=0)[10:],
    "core.docx": lambda w: word(docProps__core=f"<creator>{w}</creator>"),
    "custom.docx": lambda w: word(docProps__custom=f"<property name='peneliti'>{w}</property>"),
    "company.docx": lambda w: word(docProps__app=f"<Manager>{w}</Manager>"),
    "comment.docx": lambda w: word(word__comments=f"<w:comment w:author='{w}'/>"),
    "comment-words.docx": lambda w: word(word__comments=f"<w:comment><w:p>{in_runs(w)}</w:p></w:comment>"),
    "deleted.docx": lambda w: word(f"<w:del w:author='x'><w:r><w:delText>{w}</w:delText></w:r></w:del>"),
    "change-author.docx": lambda w: word(f"<w:ins w:author='{w}'>{run_of('x')}</w:ins>"),
    "hidden.docx": lambda w: word(run_of(w, "<w:vanish/>")),
    "runs.docx": lambda w: word(in_runs(w)),
    "footer.docx": lambda w: word(word__footer1=run_of(w)),
    "person.docx": lambda w: word(word__people=f"<w:person w:author='{w}'/>"),
    "sheet-inside.docx": lambda w: zipped({"word/embeddings/a.xlsx": zipped({"xl/sharedStrings.xml": f"<sst><si><t>{w}</t></si></sst>"})}),
    "hidden-sheet.xlsx": lambda w: zipped({"xl/workbook.xml": f'<sheets><sheet name="{w}" state="hidden"/></sheets>'}),
    "notes.pptx": lambda w: zipped({"ppt/notesSlides/notesSlide1.xml": f"<a:t>{w}</a:t>"}),
    "meta.odt": lambda w: zipped({"meta.xml": f"<dc:creator>{w}</dc:creator>"}),
    "info.rtf": lambda w: "{\\rtf1{\\info{\\author " + w[:5] + "\\'" + f"{ord(w[5]):02x}" + w[6:] + "}}x}",
    "old.doc": lambda w: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + w.encode("utf-16-le") + b"\0" * 512,
    "table.csv": lambda w: ('"nama";"usia"\n' + f'"{w}";34\n').encode("utf-16"),
    "name.ttf": font,
    "artist.mp3": sound,
    "page.html": lambda w: f"<p>x</p><!-- {w} -->",
    "words.json": lambda w: '{"a": "' + "".join(f"\\u{ord(letter):04x}" for letter in w) + '"}',
}
# Where a photograph was taken, as cameras write it.
PLACES = {
    "place.jpg": lambda: jpeg(segment(0xe1, b"Exif\0\0" + tiff("", 0x8825))),
    "place-xmp.jpg": lambda: jpeg(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0" + XMP.format(
        'x" exif:GPSLatitude="2,59.5517S" exif:GPSLongitude="120,11.8113E').encode())),
    "place.png": lambda: png((b"eXIf", tiff("", 0x8825))),
    "place-xmp.png": lambda: png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP.format(
        'x" exif:GPSLatitude="2,59.5517S" exif:GPSLongitude="120,11.8113E').encode())),
    "place.webp": lambda: webp(b"EXIF", tiff("", 0x8825)),
    "place.tif": lambda: tiff("", 0x8825),
    "place.zip": lambda: zipped({"foto.jpg": PLACES["place.jpg"]()}),
    "place.docx": lambda: zipped({"word/media/image1.jpeg": PLACES["place.jpg"]()}),
    "place.pdf": lambda: pdf(["<<>>", stream(PLACES["place.jpg"](), "/Type/EmbeddedFile")]),
    "place.css": lambda: "a { background: url(data:image/jpeg;base64," + base64.b64encode(PLACES["place.jpg"]()).decode() + ") }",
}
# Published in no case, as none can be read in all ways in which a browser or a program does.
REFUSED = {
    "entities.svg": entities,
    "letter.eml": lambda w: base64.b64encode(w.encode()),
    "people.vcf": lambda w: "BEGIN:VCARD\n",
    "locked.zip": locked,
    "locked-inside.zip": lambda w: zipped({"a.zip": locked(w)}),
    "seven-inside.docx": lambda w: zipped({"word/media/a.7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 40}),
    "deep.zip": lambda w: nest(w, 9),
    "binary-size.tar": lambda w: resized(tarred({"a.txt": w.encode()}), lambda size: b"\x80" + size.to_bytes(11, "big")),
}
FIGURES = (".jpg", ".png", ".webp", ".svg", ".gif")
NO_FIGURES = ("wide.svg", "wide-big.svg", "unmarked.svg", "script.svg", "entities.svg")  # a page that shows one is refused for that


def lay_out(study, files):
    """A study that publishes files, the pictures among them as figures as well."""
    gate.lay_out(study, gate.HERE / "cases/text", gate.OTHERS)
    (study / "content/figures").mkdir(exist_ok=True)
    (study / "layouts/assets").mkdir(parents=True, exist_ok=True)
    finding = study / "content/findings/bocor.md"
    for name, data in files.items():
        data = data if isinstance(data, bytes) else data.encode()
        (study / "layouts/assets" / name).write_bytes(data)
        if name.endswith(FIGURES) and name not in NO_FIGURES:
            (study / "content/figures" / name).write_bytes(data)
            finding.write_text(finding.read_text() + f"\n![Gambar itu](figures/{name})\n")


def try_files(program, files):
    """Which of files are named by a check, what a build publishes, and what both say."""
    with tempfile.TemporaryDirectory(prefix="lampiran-files-") as folder:
        study = pathlib.Path(folder) / "study"
        lay_out(study, files)
        said = "\n".join(gate.on_terminal(program, study))
        built = subprocess.run([program, "build", "--trust", study], capture_output=True, text=True)
        out = {path: path.read_bytes() for name in ("site", "appendices") for path in (study / name).rglob("*") if path.is_file()}
    return {name for name in files if re.search(f"/{re.escape(name)}(?![-.\\w])", said)}, out, said + built.stderr


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    made = {name: maker(NAME) for name, maker in FILES.items()} | {name: maker() for name, maker in PLACES.items()}
    named, out, said = try_files(program, made)
    wrong = [f"what {name} tells is not found" for name in made if name not in named]
    wrong += ["something is published"] * bool(out)
    named, out, _ = try_files(program, {name: maker(OTHER) for name, maker in REFUSED.items()})
    wrong += [f"{name} is not refused" for name in REFUSED if name not in named]
    wrong += ["something is published that cannot be read"] * bool(out)
    _, out, said = try_files(program, {name: maker(OTHER) for name, maker in FILES.items()})
    wrong += [f"other names are found\n{said}"] if not out or "[leak" in said else []
    for line in wrong:
        print(f"FAILED {line}")
    print(f"files: {len(made) + len(REFUSED)} ways, {len(wrong)} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
