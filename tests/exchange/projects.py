"""Projects of other tools as they write them, with what is odd about each: made here, so that every byte is known.

    projects.py FOLDER    writes one of each, for the fuzzers
"""
import csv
import html
import io
import pathlib
import random
import re
import sqlite3
import sys
import uuid
import zipfile
from xml.sax.saxutils import escape

TEXT = ("P: Apa yang membuat Ibu bertahan?\n\nSaya bertahan karena ibu-ibu datang kembali \U0001f600, dan itu cukup.\n"
        "Timbangan diganti tahun lalu; puskesmas mengirim alat baru.\nKeluarga saya mendukung sejak awal.\n")
SECOND = "Kami jarang rapat.\nSekarang ada grup, jadi lebih mudah bertanya kepada bidan.\n"
QUOTES = ["Saya bertahan karena ibu-ibu datang kembali \U0001f600, dan itu cukup.", "puskesmas mengirim alat baru",
          "Keluarga saya mendukung sejak awal."]


def guid(name):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def selection(text, words, unit, name, codes, coder, memo=""):
    start = text.index(words)
    count = (lambda t: len(t.encode("utf-16-le")) // 2) if unit == "utf16" else len
    first, last = count(text[:start]), count(text[:start + len(words)])
    codings = "".join(f'<Coding guid="{guid(name + c)}" creatingUser="{guid(coder)}"><CodeRef targetGUID="{guid(c)}"/></Coding>'
                      for c in codes)
    described = f"<Description>{memo}</Description>" if memo else ""
    return (f'<PlainTextSelection guid="{guid(name)}" name="" startPosition="{first}" endPosition="{last}" '
            f'creatingUser="{guid(coder)}">{described}{codings}</PlainTextSelection>')


def qde(unit="code points", space="urn:QDA-XML:project:1.0", crlf=False, scheme="internal://", more="", tree=None,
        extra_quote=False):
    text = TEXT.replace("\n", "\r\n") if crlf else TEXT
    u = "utf16" if unit == "utf16" else "cp"
    body = (selection(text, QUOTES[0], u, "s1", ["pengakuan"], "u1", "Memo satu") +
            selection(text, QUOTES[1], u, "s2", ["alat"], "u1") + selection(text, QUOTES[1], u, "s3", ["puskesmas"], "u1") +
            selection(text, QUOTES[2], u, "s4", ["keluarga"] + (["pengakuan"] if extra_quote else []), "u1"))
    if extra_quote:
        body += selection(text, "Timbangan diganti tahun lalu", u, "s9", ["alat"], "u1")
    tree = tree or (f'<Code guid="{guid("dukungan").upper()}" name="3. Dukungan *kuat*" isCodable="false" color="#f80">'
                    f'<Description>Bantuan + apa pun.</Description>'
                    f'<Code guid="{guid("alat")}" name="Alat" isCodable="true"/>'
                    f'<Code guid="{{{guid("keluarga")}}}" name="Keluarga" isCodable="true">'
                    f'<Code guid="{guid("suami")}" name="Suami"><Code guid="{guid("antar")}" name="Antar jemput"/></Code></Code>'
                    f'<Code guid="{guid("puskesmas")}" name="Puskesmas" isCodable="true"/></Code>'
                    f'<Code guid="{guid("pengakuan")}" name="Pengakuan" isCodable="true" color="#112233"/>')
    return f'''\ufeff<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="{space}" name="Kader &amp; Posyandu" origin="NVivo 12" basePath="C:\\Users\\budi"><Users><User guid="{guid("u1")}" name="Budi Santoso"/></Users>
<CodeBook><Codes>{tree}</Codes></CodeBook>
<Variables><Variable guid="{guid("usia")}" name="Usia" typeOfVariable="Integer"/></Variables>
<Cases><Case guid="{guid("c1")}" name="Siti Rahmawati"><VariableValue><VariableRef targetGUID="{guid("usia")}"/><IntegerValue>34</IntegerValue></VariableValue><SourceRef targetGUID="{guid("d1")}"/></Case></Cases>
<Sources><TextSource guid="{guid("d1")}" name="Wawancara Bu Siti" plainTextPath="{scheme}d1.txt">{body}</TextSource>
<TextSource guid="{guid("d2")}" name="IK-02" plainTextPath="{scheme}D2.TXT">{selection(SECOND, "Kami jarang rapat.", "cp", "s5", ["puskesmas"], "u1")}</TextSource>
<PictureSource guid="{guid("p1")}" path="internal://p1.png"><PictureSelection guid="{guid("ps")}"/></PictureSource></Sources>
<Notes><Note guid="{guid("n1")}" name="Jurnal"><PlainTextContent>Catatan harian.</PlainTextContent></Note></Notes>
<Links><Link guid="{guid("l1")}" name="menyebabkan" direction="OneWay" originGUID="{guid("alat")}" targetGUID="{guid("pengakuan")}"/><Link guid="{guid("l2")}" originGUID="{guid("s1")}" targetGUID="{guid("s5")}"/></Links>
<Sets><Set guid="{guid("set")}" name="Penting"><MemberCode targetGUID="{guid("alat")}"/></Set><Set guid="{guid("group")}" name="Kota"><MemberSource targetGUID="{guid("d1")}"/></Set></Sets>{more}</Project>'''


def qdpx(path, stored=False, folder="sources", name="project.qde", with_sources=True, **options):
    text = TEXT.replace("\n", "\r\n") if options.get("crlf") else TEXT
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, qde(**options))
        if with_sources:
            archive.writestr(f"{folder}/.root", "")
            archive.writestr(f"{folder}/d1.txt", "\ufeff" + text)
            archive.writestr(f"{folder}/d2.txt", SECOND)


def odd(path):
    """Codes without a name or called as YAML calls nothing, in Arabic, twice under one parent (one of them unused), with an id of digits alone; words that
    overlap, are none or lie outside; a coder who is unknown; a case of two sources, one with values of its own; a transcript."""
    names = ["   ", "null", "نور", "1.5", "Dukungan / *bantuan*", "a::b", '&quot;Kutip&quot; #1 [x]']
    codes = "".join(f'<Code guid="{guid(f"o{i}")}" name="{name}" isCodable="true"/>' for i, name in enumerate(names))
    codes += (f'<Code guid="{guid("above")}" name="Suami" isCodable="false"><Code guid="{guid("o7")}" name="Sama" isCodable="true"/>'
              f'<Code guid="{guid("o8")}" name="Sama" isCodable="true"/></Code>')
    words = ["Karena anak saya", "anak saya dan suami.", "نعم بالتأكيد 👩‍👧"]
    text = "Karena anak saya dan suami.\nنعم بالتأكيد 👩‍👧 begitu.\n"
    body = "".join(selection(text, w, "cp", f"odd{i}", own, "nobody") for i, (w, own) in enumerate(
        zip(words, (["o0", "o1", "o2"], ["o3", "o4", "o7"], ["o5", "o6"]))))
    body += f'<PlainTextSelection guid="{guid("none")}" startPosition="5" endPosition="5"><Coding guid="{guid("k0")}"><CodeRef targetGUID="{guid("o1")}"/></Coding></PlainTextSelection>'
    body += f'<PlainTextSelection guid="{guid("far")}" startPosition="5000" endPosition="5009"/>'
    value = f'<VariableValue><VariableRef targetGUID="{guid("ov")}"/><TextValue>%s</TextValue></VariableValue>'
    audio = (f'<AudioSource guid="{guid("oa")}" name="R1"><Transcript guid="{guid("ot")}"><PlainTextContent>Satu dua.\nTiga empat.</PlainTextContent>'
             f'<SyncPoint guid="{guid("p1")}" position="0"/><SyncPoint guid="{guid("p2")}" position="9"/><TranscriptSelection guid="{guid("ts")}" '
             f'fromSyncPoint="{guid("p1")}" toSyncPoint="{guid("p2")}"><Coding guid="{guid("tk")}"><CodeRef targetGUID="{guid("o4")}"/></Coding>'
             f'</TranscriptSelection></Transcript><AudioSelection guid="{guid("as")}" begin="0" end="9"/></AudioSource>')
    qde = (f'<Project xmlns="urn:QDA-XML:project:1.0" name="Odd" origin="MAXQDA"><CodeBook><Codes>{codes}</Codes></CodeBook><Variables><Variable '
           f'guid="{guid("ov")}" name="null" typeOfVariable="Text"/></Variables><Cases><Case guid="{guid("oc")}" name="P21">{value % "kota"}'
           f'<SourceRef targetGUID="{guid("od1")}"/><SourceRef targetGUID="{guid("od2")}"/></Case></Cases><Sources><TextSource guid="{guid("od1")}" '
           f'name="x" plainTextPath="odd.txt">{body}</TextSource><TextSource guid="{guid("od2")}" name="y"><PlainTextContent>Sekali lagi.'
           f'</PlainTextContent><PlainTextSelection guid="{guid("os")}" startPosition="0" endPosition="6"/>{value % "desa"}</TextSource>{audio}</Sources></Project>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Sources/ODD.TXT", "\ufeff" + text)
        archive.writestr("My Project.qde", qde)


def taguette(path):
    base = sqlite3.connect(path)
    base.executescript("""CREATE TABLE projects(id INTEGER, name TEXT, description TEXT, created TEXT);
        CREATE TABLE documents(id INTEGER, name TEXT, description TEXT, filename TEXT, created TEXT, project_id INTEGER, text_direction TEXT, contents TEXT);
        CREATE TABLE tags(id INTEGER, project_id INTEGER, path TEXT, description TEXT);
        CREATE TABLE highlights(id INTEGER, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
        CREATE TABLE highlight_tags(highlight_id INTEGER, tag_id INTEGER);
        CREATE TABLE commands(id INTEGER, payload TEXT);
        INSERT INTO projects VALUES (1, 'Kader', 'Uji coba', '');
        INSERT INTO documents VALUES (1, 'P06.txt', '', 'P06.txt', '', 1, 'LTR', '<p>Saya &amp; ibu-ibu <b>senang</b>.</p><p>Alat baru datang.</p>');
        INSERT INTO tags VALUES (1, 1, 'dukungan: alat', 'Segala alat'), (2, 1, 'rasa', '');
        INSERT INTO highlights VALUES (1, 1, 0, 20, 'Saya &amp; ibu-ibu <b>senang</b>.'), (2, 1, 21, 37, 'Alat baru datang.'), (3, 1, 0, 4, 'Saya'), (4, 1, 0, 4, 'Saya');
        INSERT INTO highlight_tags VALUES (1, 2), (2, 1), (2, 2), (4, 1);
        INSERT INTO commands VALUES (1, '{}');""")
    base.commit()
    base.close()


def unspaced(path, words, unit, line_end, count=60):
    """Selections in a script that has no blanks between words: whole words of one line each, counted in UTF-16 units or code points, of line ends of
    two characters that the tool counts as line_end (1 or 2) ones. Returns the words of each."""
    random.seed(count)
    lines = [[random.choice(words) for _ in range(random.randint(5, 16))] + [random.choice(["", " \U0001f600"]) + "."] for _ in range(2 * count)]
    measure = (lambda text: len(text.encode("utf-16-le")) // 2) if unit == "utf16" else len
    body, at, said = "", 0, []
    for number, line in enumerate(lines):
        first, last = sorted(random.sample(range(len(line)), 2))
        start = at + 3 + measure("".join(line[:first]))
        if number % 2:
            said.append("".join(line[first:last]))
            body += (f'<PlainTextSelection guid="{guid(f"un{number}")}" startPosition="{start}" endPosition="{start + measure(said[-1])}"><Coding guid="{guid(f"uc{number}")}">'
                     f'<CodeRef targetGUID="{guid("uk")}"/></Coding></PlainTextSelection>')
        at += 3 + measure("".join(line)) + line_end
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", f'<Project xmlns="urn:QDA-XML:project:1.0" name="U" origin="X"><CodeBook><Codes><Code guid="{guid("uk")}" name="Kode" isCodable="true"/>'
                         f'</Codes></CodeBook><Sources><TextSource guid="{guid("us")}" name="IK-01" plainTextPath="internal://u.txt">{body}</TextSource></Sources></Project>')
        archive.writestr("sources/u.txt", "\ufeff" + "".join(f"{'PI'[number % 2]}: {''.join(line)}\r\n" for number, line in enumerate(lines)))
    return said


def many_highlights(path, count=1794):
    """Highlights as Taguette keeps them: offsets in bytes of the text nodes, tags between them not counted; words that
    are said often, over ends of paragraphs, one without a tag. Returns the text of each document as plain text and
    its highlights, as pairs of characters in it."""
    random.seed(7)
    taguette(path)
    base = sqlite3.connect(path)
    base.executescript("DELETE FROM documents; DELETE FROM highlights; DELETE FROM highlight_tags; DELETE FROM tags;")
    base.executemany("INSERT INTO tags VALUES (?, 1, ?, '')", [(i + 1, f"open: tag {i}" if i % 3 else f"tag {i} - \\ sub") for i in range(60)])
    words = "saya ibu tidak ramai timbangan bidan kader caf\u00e9 \u8a3a\u7642\u6240 \u0442\u0430\u043a \U0001f600 posyandu & 3<4 rapat".split()
    texts = []
    for document in range(12):
        lines = [" ".join(random.choice(words) for _ in range(random.randint(4, 18))) + "." if i % 4 else "Ya." for i in range(160)]
        markup = "\n".join("<p>" + "".join(f"<em>{escape(word)} </em>" if j % 5 == 2 else escape(word) + " " for j, word in enumerate(line.split(" "))).rstrip(" ") + "</p>"
                           for line in lines)
        nodes = html.unescape(re.sub("<[^>]*>", "", markup))
        base.execute("INSERT INTO documents VALUES (?, ?, '', '', '', 1, 'LEFT_TO_RIGHT', ?)", (document + 1, f"P{document + 1:02}.html", markup))
        texts.append((nodes, []))
    for number in range(count):
        document = number % 12
        nodes, marked = texts[document]
        line = random.choice([m.start() for m in re.finditer("(?m)^", nodes)][:-2])
        # Every third is what is said in every fourth line; some go on in the next paragraph.
        end = nodes.index("\n", line) if number % 3 else line
        if number % 3 == 0:
            line = random.choice([m.start() for m in re.finditer("(?m)^Ya[.]$", nodes)])
            end = line + 3
        elif number % 7 == 0:
            end = nodes.find("\n", end + 1) if nodes.find("\n", end + 1) > 0 else end
        marked.append((line, end))
        base.execute("INSERT INTO highlights VALUES (?, ?, ?, ?, ?)", (number + 1, document + 1, len(nodes[:line].encode()), len(nodes[:end].encode()),
                     "<p>" + escape(nodes[line:end]).replace("\n", "</p>\n<p>") + "</p>"))
        base.executemany("INSERT INTO highlight_tags VALUES (?, ?)", [(number + 1, tag) for tag in {number % 60 + 1, number % 7 + 1} if number != 100])
    base.commit()
    base.close()
    return texts


def qualcoder(folder):
    folder = pathlib.Path(folder)
    folder.mkdir()
    base = sqlite3.connect(folder / "data.qda")
    base.executescript("""CREATE TABLE source(id INTEGER, name TEXT, fulltext TEXT, mediapath TEXT, memo TEXT, owner TEXT, date TEXT);
        CREATE TABLE code_cat(catid INTEGER, name TEXT, memo TEXT, owner TEXT, date TEXT, supercatid INTEGER);
        CREATE TABLE code_name(cid INTEGER, name TEXT, memo TEXT, catid INTEGER, owner TEXT, date TEXT, color TEXT);
        CREATE TABLE code_text(ctid INTEGER, cid INTEGER, fid INTEGER, seltext TEXT, pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT, memo TEXT, avid INTEGER, important INTEGER);
        CREATE TABLE annotation(anid INTEGER, fid INTEGER, pos0 INTEGER, pos1 INTEGER, memo TEXT);
        CREATE TABLE cases(caseid INTEGER, name TEXT, memo TEXT);
        CREATE TABLE case_text(id INTEGER, caseid INTEGER, fid INTEGER, pos0 INTEGER, pos1 INTEGER);
        CREATE TABLE attribute(attrid INTEGER, name TEXT, attr_type TEXT, value TEXT, id INTEGER);
        CREATE TABLE journal(jid INTEGER, name TEXT, jentry TEXT);""")
    base.execute("INSERT INTO source VALUES (1, 'wawancara satu', ?, '', 'memo berkas', '', '')", (TEXT,))
    base.execute("INSERT INTO code_cat VALUES (1, 'Dukungan', '', '', '', NULL), (2, 'Benda', '', '', '', 1)")
    base.execute("INSERT INTO code_name VALUES (1, 'Alat', 'memo kode', 2, '', '', '#ff0000'), (2, 'Diakui', '', NULL, '', '', '#00ff00')")
    for number, (words, code, coder) in enumerate([(QUOTES[0], 2, "ani"), (QUOTES[1], 1, "ani"), (QUOTES[1], 1, "budi"),
                                                   ("ntuk", 1, "ani")][:3] + [("uskesmas mengirim alat", 2, "budi")]):
        start = TEXT.index(words)
        base.execute("INSERT INTO code_text VALUES (?, ?, 1, ?, ?, ?, ?, '', '', NULL, ?)",
                     (number + 1, code, words, start, start + len(words), coder, 1 if number == 0 else None))
    base.execute("INSERT INTO cases VALUES (1, 'Nurhayati Daeng', '')")
    base.execute("INSERT INTO case_text VALUES (1, 1, 1, 0, ?)", (len(TEXT),))
    base.execute("INSERT INTO attribute VALUES (1, 'Usia', 'case', '41', 1)")
    base.execute("INSERT INTO journal VALUES (1, 'Hari 1', 'Mulai mengode.')")
    base.commit()
    base.close()


# The tables of RQDA 0.2.2; older ones lack some columns (see rqda_before).
RQDA = """source(name text, id integer, file text, memo text, owner text, date text, dateM text, status integer)
freecode(name text, memo text, owner text, date text, dateM text, id integer, status integer, color text)
treecode(cid integer, catid integer, date text, dateM text, memo text, status integer, owner text)
treefile(fid integer, catid integer, date text, dateM text, memo text, status integer, owner text)
filecat(name text, fid integer, catid integer, owner text, date text, dateM text, memo text, status integer)
codecat(name text, cid integer, catid integer, owner text, date text, dateM text, memo text, status integer)
coding(cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text, memo text)
coding2(cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text, memo text)
project(databaseversion text, date text, dateM text, memo text, about text, imageDir text)
cases(name text, memo text, owner text, date text, dateM text, id integer, status integer)
caselinkage(caseid integer, fid integer, selfirst real, selend real, status integer, owner text, date text, memo text)
attributes(name text, status integer, date text, dateM text, owner text, memo text, class text)
caseAttr(variable text, value text, caseID integer, date text, dateM text, owner text, status integer)
fileAttr(variable text, value text, fileID integer, date text, dateM text, owner text, status integer)
journal(name text, journal text, date text, dateM text, owner text, status integer)
annotation(fid integer, position integer, annotation text, owner text, date text, dateM text, status integer)
image(name text, id integer, date text, dateM text, owner text, status integer)
imageCoding(cid integer, iid integer, x1 integer, y1 integer, x2 integer, y2 integer, memo text, date text, dateM text, owner text, status integer)"""


def rqda_rows(base, table, *rows):
    """Rows by the names of their columns: RQDA leaves the others NULL."""
    for row in rows:
        row = {"status": 1, **row}
        base.execute(f"INSERT INTO {table}({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def rqda_begin(path):
    base = sqlite3.connect(path)
    base.executescript("".join(f"CREATE TABLE {table};" for table in RQDA.splitlines()))
    base.execute("INSERT INTO project VALUES ('0.2.2', 'Mon Mar 04 10:11:12 2013', NULL, 'Memo proyek.', 'Database created by RQDA', NULL)")
    return base


def rqda_before(base):
    """As version 0.1.6 made it: no colours, no state of attributes."""
    for table, column in (("freecode", "color"), ("caseAttr", "status"), ("fileAttr", "status"), ("attributes", "class"), ("treecode", "owner"),
                          ("treefile", "owner")):
        base.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    base.executescript("DROP TABLE coding2; DROP TABLE annotation; DROP TABLE image; DROP TABLE imageCoding; DROP TABLE journal;")


def rqda(path):
    base = rqda_begin(path)
    rqda_rows(base, "cases", {"name": "Bu Siti Rahma", "memo": "Kasus pertama.", "id": 1})
    rqda_rows(base, "caselinkage", {"caseid": 1, "fid": 1, "selfirst": 0, "selend": 9})
    rqda_rows(base, "attributes", {"name": "umur", "class": "numeric"}, {"name": "hapus", "status": 0})
    rqda_rows(base, "caseAttr", {"variable": "umur", "value": "34", "caseID": 1}, {"variable": "hapus", "value": "x", "caseID": 1, "status": 0},
              {"variable": "kerja", "value": "NA", "caseID": 1})
    rqda_rows(base, "fileAttr", {"variable": "tempat", "value": "rumah", "fileID": 1}, {"variable": "hapus", "value": "x", "fileID": 1, "status": 0},
              {"variable": "tempat", "value": "x", "fileID": 9})
    rqda_rows(base, "filecat", {"name": "Desa", "catid": 1}, {"name": "Hapus", "catid": 2, "status": 0})
    rqda_rows(base, "treefile", {"fid": 1, "catid": 1}, {"fid": 1, "catid": 2})
    rqda_rows(base, "journal", {"name": "Hari 1", "journal": "Mulai mengode."})
    rqda_rows(base, "annotation", {"fid": 1, "position": 5, "annotation": "x"})
    rqda_rows(base, "source", {"name": "satu", "id": 1, "file": TEXT}, {"name": "hapus", "id": 2, "file": "x", "status": 0})
    rqda_rows(base, "freecode", {"name": "Alat", "id": 1}, {"name": "Rasa", "id": 2}, {"name": "Hapus", "id": 3, "status": 0})
    rqda_rows(base, "codecat", {"name": "Dukungan", "catid": 1})
    rqda_rows(base, "treecode", {"cid": 1, "catid": 1})
    rqda_rows(base, "imageCoding", {"cid": 1, "iid": 1})
    rqda_rows(base, "coding2", {"cid": 1, "fid": 1, "seltext": QUOTES[1], "selfirst": 1, "selend": 9, "owner": "budi"})
    for code, words, shift in ((1, QUOTES[1], 0), (2, QUOTES[0], 0), (2, QUOTES[2], 7)):
        start = TEXT.index(words) + shift
        rqda_rows(base, "coding", {"cid": code, "fid": 1, "seltext": words, "selfirst": start, "selend": start + len(words), "owner": "ani", "memo": ""})
    base.commit()
    base.close()


def many_codings(path, count=753):
    """Codings as RQDA keeps them: letters beyond ASCII, line ends of Windows in some texts, places that are off in others, a code in two categories, two
    coders, cases that share a file, rows that were deleted. Returns the words that are to be found, by the number of their file."""
    random.seed(11)
    base = rqda_begin(path)
    words = "saya ibu tidak ramai timbangan bidan kader caf\u00e9 \u8a3a\u7642\u6240 \u201ckata\u201d \u0442\u0430\u043a posyandu rapat 'kan' & 50%".split()
    texts, wanted = [], {}
    for file in range(1, 16):
        lines = [" ".join(random.choice(words) for _ in range(random.randint(5, 14))) + f" ke-{file}-{i}." for i in range(120)]
        texts.append(("\r\n" if file % 4 == 0 else "\n").join(lines))
        rqda_rows(base, "source", {"name": f"wawancara {file:02}.txt", "id": file, "file": texts[-1], "owner": "ani", "date": "Tue Mar 05 09:00:00 2013"})
        wanted[file] = set()
    rqda_rows(base, "source", {"name": "dihapus", "id": 16, "file": "Hapus.", "status": 0})
    for code in range(1, 48):
        rqda_rows(base, "freecode", {"name": f"kode {code:02}", "id": code, "status": code != 47, "color": "no such" if code == 46 else ("red", "#00FF00", None)[code % 3], "owner": "ani",
                                     "memo": f"Arti {code}." if code % 2 else None})
    rqda_rows(base, "codecat", *({"name": f"kategori {i}", "catid": i} for i in range(1, 8)), {"name": "dihapus", "catid": 8, "status": 0})
    rqda_rows(base, "treecode", *({"cid": code, "catid": code % 8 + 1} for code in range(1, 40)), {"cid": 5, "catid": 2})
    rqda_rows(base, "cases", *({"name": f"Bu Kader {i}", "id": i} for i in range(1, 15)))
    rqda_rows(base, "caselinkage", *({"caseid": i, "fid": i, "selfirst": 0, "selend": len(texts[i - 1])} for i in range(1, 14)),
              {"caseid": 14, "fid": 14, "selfirst": 0, "selend": len(texts[13]) // 2}, {"caseid": 13, "fid": 14, "selfirst": len(texts[13]) // 2,
                                                                                        "selend": len(texts[13])})
    rqda_rows(base, "attributes", {"name": "usia", "class": "numeric"}, {"name": "desa", "class": "character"})
    rqda_rows(base, "caseAttr", *({"variable": "usia", "value": str(20 + i), "caseID": i} for i in range(1, 15)), {"variable": "desa", "value": "NA", "caseID": 1})
    for number in range(count):
        file = number % 15 + 1
        text = texts[file - 1]
        start = random.choice([m.start() for m in re.finditer(r"(?m)^", text)][:-3])
        end = text.index(".", start) + 1
        off = (3 if number % 2 else -2) if file == 7 and number % 3 == 0 and start > 2 else 0
        owner = "budi" if number % 9 == 0 else "ani"
        deleted, orphan = number % 50 == 7, number % 100 == 21
        rqda_rows(base, "coding", {"cid": 47 if orphan else number % 46 + 1, "fid": file, "seltext": text[start:end], "selfirst": float(start + off),
                                   "selend": float(end + off), "status": 0 if deleted else 1, "owner": owner, "memo": "Catatan." if number % 20 == 0 else None,
                                   "date": "Wed Mar 06 10:00:00 2013"})
        if not deleted and not orphan:
            wanted[file].add(text[start:end])
    return base, wanted


def maxqda(path, with_texts=True):
    base = sqlite3.connect(path)
    base.executescript("""CREATE TABLE Texts(ID INTEGER, Name TEXT, GroupID INTEGER, PlainText TEXT, Memo TEXT);
        CREATE TABLE Textgroups(ID INTEGER, Name TEXT);
        CREATE TABLE Codewords(ID INTEGER, ParentID INTEGER, Name TEXT, Memo TEXT);
        CREATE TABLE Codings(ID INTEGER, TextID INTEGER, WordID INTEGER, Preview TEXT, SegPos1X INTEGER, SegPos2X INTEGER, CreationUser TEXT);
        INSERT INTO Textgroups VALUES (1, 'Kota');
        INSERT INTO Codewords VALUES (1, 2, 'Alat', 'Segala alat'), (2, 0, 'Dukungan', ''), (3, 0, 'Pengakuan', '');""")
    base.execute("INSERT INTO Texts VALUES (1, 'Wawancara', 1, ?, '')", (TEXT if with_texts else None,))
    for number, (words, code) in enumerate([(QUOTES[0] + "\nTimbangan diganti tahun lalu", 3), (QUOTES[1], 1), (QUOTES[2], 2)]):
        start = len(TEXT[:TEXT.index(words)].encode("utf-16-le")) // 2
        base.execute("INSERT INTO Codings VALUES (?, 1, ?, ?, ?, ?, 'budi')",
                     (number + 1, code, words[:63], start, start + len(words.encode("utf-16-le")) // 2))
    base.commit()
    base.close()


TAGUETTE = '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="UTF-8">\n<title>Taguette</title>\n</head>\n<body>\n<h1>Taguette</h1>\n'


def taguette_codebook(path):
    pathlib.Path(path).write_text(TAGUETTE + "<h2>dukungan &amp; alat</h2>\n<p class=\"number\">2 sorotan</p>\n<p>Segala alat.</p>\n"
                                  "<h2>rasa</h2>\n\n<p class=\"number\">1 sorotan</p>\n<p></p>\n</body>\n</html>")


def taguette_highlights(path):
    parts = [("<p>Saya &amp; ibu-ibu <strong>senang</strong>.</p>", "P06.txt", "rasa, dukungan &amp; alat"), ("Alat baru datang.", "P06.txt", "rasa")]
    body = "\n<hr>\n".join(f"    {words}\n    <p>\n      <strong>Dokumen:</strong> {document}\n      <strong>Tag:</strong>\n        {tags}\n    </p>"
                           for words, document, tags in parts)
    pathlib.Path(path).write_text(TAGUETTE + body + "\n  </body>\n</html>\n")


def sheet(path, delimiter=",", encoding="utf-8-sig", heads=("ID", "document", "tag", "content"), rows=None, ends="\r\n"):
    rows = rows or [("1", "P01", "dukungan -> alat; rasa", "Kami \"senang\", sekali."), ("2", "P02", "rasa", "Café tua di pojok"),
                    ("3", "P01", "rasa", "Baris satu\nbaris dua")]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ends)
    writer.writerow(heads)
    writer.writerows(rows)
    pathlib.Path(path).write_bytes(out.getvalue().encode(encoding))


def xlsx(path, rows, merged=()):
    strings = sorted({cell for row in rows for cell in row})
    items = "".join(f"<si><t>{s}</t></si>" for s in strings)
    body = "".join("<row r=\"%d\">%s</row>" % (i + 1, "".join(
        f'<c r="{"ABCDEFGH"[j]}{i + 1}" t="s"><v>{strings.index(cell)}</v></c>' for j, cell in enumerate(row) if cell))
        for i, row in enumerate(rows))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst>{items}</sst>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{body}</sheetData><mergeCells>" + "".join(f'<mergeCell ref="{m}"/>' for m in merged) + "</mergeCells></worksheet>")


def quackdas(path):
    """As Quackdas writes a project, by its source: selections beside the sources, ids as attributes, notes that say what they are about."""
    text, quotes = "P: Apa kabar?\nI: Saya takut \U0001f600 jarum. Jauh sekali.\n", ("Saya takut \U0001f600 jarum.", "Jauh sekali.")
    units = [(len(text[:text.index(q)].encode("utf-16-le")) // 2, len(text[:text.index(q) + len(q)].encode("utf-16-le")) // 2) for q in quotes]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sources/satu.txt", text)
        archive.writestr("project.qde", f"""<Project xmlns="urn:QDA-XML:project:1.0" name="Q" origin="Quackdas"><Users><User guid="{guid('user')}" name="Budi Santoso"/></Users>
<CodeBook><Codes><Code guid="{guid('takut')}" name="Takut" isCodable="true"/><Code guid="{guid('jarak')}" name="Jarak" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="{guid('satu')}" name="IU-01" plainTextPath="internal://satu.txt" creatingUserGUID="{guid('user')}"/></Sources>
<Variables><Variable guid="{guid('usia')}" name="usia" typeOfVariable="Text"/></Variables>
<Cases><Case guid="{guid('orang')}" name="IU-01"><MemberSource targetGUID="{guid('satu')}"/><VariableValue variableGUID="{guid('usia')}" value="34"/></Case></Cases>
<Selections>""" + "".join(f"""<PlainTextSelection guid="{guid(f'pilih{i}')}" sourceGUID="{guid('satu')}" startPosition="{start}" endPosition="{end}">
<Coding guid="{guid(f'beri{i}')}" codeGUID="{guid(('takut', 'jarak')[i])}"/></PlainTextSelection>""" for i, (start, end) in enumerate(units)) + f"""
<PlainTextSelection guid="{guid('hilang')}" sourceGUID="{guid('tidak ada')}" startPosition="0" endPosition="1"/></Selections>
<Notes><Note guid="{guid('memo')}" name="segment memo" creatingUserGUID="{guid('user')}"><PlainTextContent>Memo segmen.</PlainTextContent><NoteRef targetGUID="{guid('pilih0')}"/></Note></Notes></Project>""")


def tabs(path, *sheets):
    """A workbook of several sheets: the name of each, and its rows."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", f"<workbook {space}><sheets>" + "".join(
            f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, (name, _) in enumerate(sheets, 1)) + "</sheets></workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships>" + "".join(
            f'<Relationship Id="r{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1)) + "</Relationships>")
        for i, (_, rows) in enumerate(sheets, 1):
            archive.writestr(f"xl/worksheets/sheet{i}.xml", f"<worksheet {space}><sheetData>" + "".join("<row>" + "".join(
                f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows) + "</sheetData></worksheet>")


def workbook(path):
    """As Excel writes one: tabs in another order than their parts, one of them hidden, days as numbers, a formula that
    failed, and joined cells."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

    def cells(*row):
        return "".join(c if c.startswith("<c ") else f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row)

    def day(number, style=1):
        return f'<c s="{style}"><v>{number}</v></c>'

    heads = cells("Responden", "Tanggal", "Waktu", "Usia", "Transkrip", "Koding")
    rows = [cells("P01", day(45413), day(45413.4375, 2), day(34, 0), "Timbangan baru datang.", "alat"),
            cells("P01", day(45413), day(45413.4375, 2), day(34, 0), '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "alat"),
            cells("P02", day(45414), day(45414, 2), day(41.5, 0), "Ongkosnya mahal.", "biaya")]
    sheets = [[cells("sumber", "kode", "kutipan"), cells("X1", "lain", "Tab kedua.")], [cells("sumber", "kode", "kutipan"), cells("X2", "rahasia", "Tab tersembunyi.")],
              [heads] + rows]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", f'<workbook {space}><sheets><sheet name="Lama" sheetId="2" state="hidden" r:id="b"/><sheet name="Data" sheetId="3" r:id="c"/>'
                         '<sheet name="Lain" sheetId="1" r:id="a"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships>" + "".join(
            f'<Relationship Id="{name}" Target="{target}"/>' for name, target in zip("abc", ("worksheets/sheet1.xml", "/xl/worksheets/sheet2.xml", "worksheets/sheet3.xml"))) + "</Relationships>")
        archive.writestr("xl/styles.xml", '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-421]dd\\ mmmm&quot; pukul &quot;hh:mm"/><numFmt numFmtId="165" formatCode="0.00&quot; hari&quot;"/>'
                         '</numFmts><cellXfs><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>')
        for i, rows_of_sheet in enumerate(sheets):
            archive.writestr(f"xl/worksheets/sheet{i + 1}.xml", f"<worksheet {space}><sheetData>" + "".join(f"<row>{row}</row>" for row in rows_of_sheet) + "</sheetData></worksheet>")


def colors(*paragraphs):
    """Paragraphs of words in colours, or in none."""
    return "".join("<w:p>" + "".join(f'<w:r><w:rPr><w:highlight w:val="{color}"/></w:rPr><w:t>{words}</w:t></w:r>' if color else
                                     f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' for words, color in runs) + "</w:p>" for runs in paragraphs)


def docx(path, legend=""):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (f'<w:document {w}><w:body>{legend}<w:p><w:r><w:t xml:space="preserve">Kami </w:t></w:r><w:commentRangeStart w:id="0"/>'
            '<w:r><w:t>jarang rapat</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:t>.</w:t></w:r></w:p>'
            '<w:p><w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>Bidan menjawab cepat.</w:t></w:r></w:p></w:body></w:document>')
    comments = (f'<w:comments {w}><w:comment w:id="0" w:author="Budi Santoso"><w:p><w:r><w:t>rapat; dukungan -&gt; waktu</w:t></w:r></w:p>'
                '</w:comment></w:comments>')
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", body)
        archive.writestr("word/comments.xml", comments)


if __name__ == "__main__":
    into = pathlib.Path(sys.argv[1])
    qdpx(into / "project.qdpx", unit="utf16", crlf=True)
    (into / "project.qde").write_text(qde(), encoding="utf-8")
    taguette(into / "project.sqlite3")
    sheet(into / "project.csv")
    xlsx(into / "project.xlsx", [("source", "code", "text"), ("P01", "a", "b")])
    workbook(into / "workbook.xlsx")
    maxqda(into / "project.mex")
    taguette_highlights(into / "project.html")
    rqda(into / "project.rqda")
    docx(into / "project.docx")
    for archive, part in (("project.docx", "word/document.xml"), ("project.docx", "word/comments.xml"), ("project.xlsx", "xl/worksheets/sheet1.xml"),
                          ("project.xlsx", "xl/sharedStrings.xml"), ("workbook.xlsx", "xl/workbook.xml"), ("workbook.xlsx", "xl/styles.xml"),
                          ("workbook.xlsx", "xl/_rels/workbook.xml.rels")):
        (into / pathlib.Path(part).name).write_bytes(zipfile.ZipFile(into / archive).read(part))
    for encoding, words in (("utf-8", TEXT), ("utf-16", TEXT), ("utf-16-be", TEXT), ("cp1252", "Café \u201cdi\u201d pojok \u2013 \u20ac5.\r\n"), ("gbk", "我的丈夫送我去。\n")):
        (into / f"project.{encoding}.txt").write_bytes(words.encode(encoding))
    qualcoder(into / "project")
    (into / "project" / "data.qda").rename(into / "project.qda")
