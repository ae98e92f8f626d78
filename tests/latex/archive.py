"""Is this a PDF/A-2b, as far as its parts tell: archive.py FILE.pdf

What ISO 19005-2 asks for, level B, of a document without forms, films and layers: the file says so in readable XMP,
which is XML and has its title; a profile of colours; a number of the file; embedded fonts (pdf.sh asks pdffonts);
links that are printed; no encryption, LZW, scripts, actions other than leading somewhere, and no colours for presses.
"""
import re
import sys
import xml.etree.ElementTree as xml
import zlib

from verdict import conclude

raw = open(sys.argv[1], "rb").read()
problems = []
streams = []
objects = re.sub(rb"stream\r?\n.*?endstream", b"", raw, flags=re.S)
for head, stream in re.findall(rb"(<<(?:(?!endobj|stream).)*?>>)\s*stream\r?\n(.*?)\r?\n?endstream", raw, re.S):
    plain = zlib.decompressobj().decompress(stream) if b"/FlateDecode" in head else stream
    if b"/ObjStm" in head or b"/XRef" in head:
        objects += head + plain if b"/ObjStm" in head else head
    streams.append((head, plain))


def need(pattern, lack):
    if not re.search(pattern, objects):
        problems.append(lack)


need(rb"/ID ?\[ ?[<(]", "the file has no number")
need(rb"/Metadata \d+ 0 R", "the catalog has no description")
need(rb"/OutputIntents ?\[", "nothing says what the colours are")
need(rb"/GTS_PDFA1", "the colours are not those of a PDF/A")
if not any(re.search(rb"/N 3\b", head) and plain[36:40] == b"acsp" for head, plain in streams):
    problems.append("no profile of colours")
for found in sorted(set(re.findall(rb"/Encrypt\b|/LZWDecode\b|/JavaScript\b|/Launch\b|/ResetForm\b|/DeviceCMYK\b|/AA\b|/OCProperties\b", objects))):
    problems.append(f"it has {found.decode()}")
links = re.findall(rb"/Subtype ?/Link\b.{0,200}", objects, re.S)
if not links or any(not re.search(rb"/F 4\b", link) for link in links):
    problems.append("a link does not say that it is printed")
descriptions = [plain for head, plain in streams if re.search(rb"/Subtype ?/XML\b", head) and b"/Filter" not in head]
if len(descriptions) != 1:
    problems.append(f"{len(descriptions)} descriptions that can be read as they are")
for text in descriptions:
    tree = xml.fromstring(re.sub(rb"<\?xpacket.*?\?>", b"", text))
    said = {element.tag.split("}")[1]: "".join(element.itertext()).strip() for element in tree.iter()}
    if (said.get("part"), said.get("conformance")) != ("2", "B"):
        problems.append("it does not say that it is PDF/A-2b")
    if not said.get("title") or not said.get("language"):
        problems.append("no title or language")
    # In UTF-16, with numbers for what is no letter, or numbers alone.
    letters = re.sub(rb"<feff([0-9a-f]*)>", lambda text: b"(%s)" % bytes.fromhex(text[1].decode()), objects)
    letters = re.sub(rb"\\[0-7]{3}|[\x00\xfe\xff]", b"", letters)
    for name, key in (("Producer", b"Producer"), ("CreatorTool", b"Creator")):
        if not re.search(rb"/%s ?\(%s\)" % (key, re.escape(said.get(name, "?").encode())), letters):
            problems.append(f"{name} is another in the description than in the file")
conclude(problems)
