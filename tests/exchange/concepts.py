"""One of each thing that a tool keeps, each with words that are nowhere else: all of them are in the study, or what they were is in the table of
losses. write(folder) gives for each file its name, and what is to be found of it: words, and what the table says instead where they may be lost."""
import json
import re
import sqlite3
import zipfile

import projects

# The tables of QualCoder's version 17, with what each column holds: N number, T text that a person wrote.
QUALCODER = """project(databaseversion:v17 date:2024-01-02 memo:T about:QualCoder bookmarkfile:N bookmarkpos:N codername:ani recently_used_codes:1)
source(id:N name:T fulltext:text mediapath:docs:a.mp3 memo:T owner:T date:T av_text_id:N risid:N)
code_image(imid:N id:N x1:N y1:N width:N height:N cid:N memo:T date:T owner:T important:N pdf_page:N)
code_av(avid:N id:N pos0:N pos1:N cid:N memo:T date:T owner:T important:N)
annotation(anid:N fid:N pos0:N pos1:N memo:T owner:T date:T)
attribute_type(name:Usia date:T owner:T memo:T caseOrFile:case valuetype:numeric)
attribute(attrid:N name:Usia attr_type:case value:34 id:N date:T owner:T)
case_text(id:N caseid:N fid:N pos0:0 pos1:99 owner:T date:T memo:T)
cases(caseid:N name:T memo:T owner:T date:T)
code_cat(catid:N name:T owner:T date:T memo:T supercatid:)
code_text(ctid:N cid:N fid:N seltext:words pos0:start pos1:end owner:T date:T memo:T avid:N important:N)
code_name(cid:N name:T memo:T catid:N owner:T date:T color:#ff0000 supercid:)
journal(jid:N name:T jentry:T date:T owner:T)
stored_sql(title:T description:T grouper:T ssql:T)
graph(grid:N name:T description:T date:T scene_width:N scene_height:N)
ris(risid:N tag:TI longtag:T value:T)
coder_names(name:ani visibility:N)
another(what:T)"""
RQDA = """source(name:T id:N file:text memo:T owner:T date:T dateM:T status:N)
freecode(name:T memo:T owner:T date:T dateM:T id:N status:N color:red)
treecode(cid:N catid:N date:T dateM:T memo:T status:N owner:T)
treefile(fid:N catid:N date:T dateM:T memo:T status:N owner:T)
filecat(name:T fid:N catid:N owner:T date:T dateM:T memo:T status:N)
codecat(name:T cid:N catid:N owner:T date:T dateM:T memo:T status:N)
coding(cid:N fid:N seltext:words selfirst:start selend:end status:N owner:T date:T memo:T)
coding2(cid:N fid:N seltext:T selfirst:N selend:N status:N owner:T date:T memo:T)
project(databaseversion:0.2.2 date:2013 dateM:2013 memo:T about:RQDA imageDir:)
cases(name:T memo:T owner:T date:T dateM:T id:N status:N)
caselinkage(caseid:N fid:N selfirst:0 selend:99 status:N owner:T date:T memo:T)
attributes(name:Usia status:N date:T dateM:T owner:T memo:T class:numeric)
caseAttr(variable:Usia value:34 caseID:N date:T dateM:T owner:T status:N)
fileAttr(variable:T value:T fileID:N date:T dateM:T owner:T status:N)
journal(name:T journal:T date:T dateM:T owner:T status:N)
annotation(fid:N position:N annotation:T owner:T date:T dateM:T status:N)
image(name:T id:N date:T dateM:T owner:T status:N)
imageCoding(cid:N iid:N x1:N y1:N x2:N y2:N memo:T date:T dateM:T owner:T status:N)"""
TAGUETTE = """projects(id:N name:T description:T created:T)
documents(id:N name:T description:T filename:T created:T project_id:N text_direction:LEFT_TO_RIGHT contents:text)
tags(id:N project_id:N path:T description:T)
highlights(id:N document_id:N start_offset:start end_offset:end snippet:words)
highlight_tags(highlight_id:N tag_id:N)
users(login:T created:T language:T)
project_members(project_id:N user_login:T privileges:ADMIN)
commands(id:N date:T user_login:T project_id:N document_id:N payload:T)
alembic_version(version_num:T)"""
MAXQDA = """Texts(ID:N Name:T GroupID:N PlainText:text Memo:T Color:N CreationDate:T)
Textgroups(ID:N Name:T Memo:T)
Codewords(ID:N ParentID: Name:T Memo:T Color:T)
Codings(ID:N TextID:N WordID:N Preview:words SegPos1X:start SegPos2X:end CreationUser:T Memo:T Weight:7)
Memos(ID:N Title:T Text:T)"""
# Tables that the table of losses names otherwise.
CALLED = {"code_image": "image coding", "code_av": "audio or video coding", "graph": "graph", "ris": "line of a reference", "coding2": "coding to compare",
          "imageCoding": "image coding", "image": "picture or recording", "commands": "log entry", "coder_names": None, "alembic_version": None}


def database(path, tables):
    """Fills each column. Gives pairs: the words, and what is to be read of the loss of them."""
    base, found = sqlite3.connect(path), []
    start = projects.TEXT.index(projects.QUOTES[1])
    fixed = {"N": 1, "": None, "text": projects.TEXT, "words": projects.QUOTES[1], "start": start, "end": start + len(projects.QUOTES[1])}
    for line in tables.splitlines():
        table, columns = line[:-1].split("(")
        columns = [column.split(":", 1) for column in columns.split(" ")]
        row = []
        for column, kind in columns:
            words = f"Zz{table}{column}zz".replace("_", "")
            row.append(words if kind == "T" else fixed.get(kind, kind))
            if kind == "T":
                lost = [f"column '{column}' of table '{table}'", f"table '{table}'"]
                if column in ("owner", "date", "dateM", "created"):
                    lost += ["date or author of an object", "date of a coding"]
                lost += [CALLED[table]] if table in CALLED else []
                found.append((words, lost))
        base.execute(f"CREATE TABLE {table}({', '.join(column for column, _ in columns)})")
        base.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    base.commit()
    base.close()
    return found


# All that the schema of REFI-QDA has, with a guid for each #: words between "Zz" and "zz" are looked for; where they may be lost it is told as what
# stands behind them, between parentheses, which is taken out.
REFI = """<Project xmlns="urn:QDA-XML:project:1.0" name="Zzprojectzz" origin="Each" creatingUserGUID="#u1" creationDateTime="2024-01-01T10:00:00" basePath="C:/x">
<Users><User guid="#u1" name="Zzuserzz" id="u"/></Users>
<CodeBook><Codes><Code guid="#k1" name="Zzcodezz" isCodable="true" color="#112233"><Description>Zzcodedescriptionzz</Description><NoteRef targetGUID="#n1"/>
<Code guid="#k2" name="Zzsubcodezz" isCodable="false"/></Code></Codes></CodeBook>
<Variables><Variable guid="#v1" name="Zzvariablezz" typeOfVariable="Text"><Description>Zzvariabledescriptionzz</Description></Variable></Variables>
<Cases><Case guid="#c1" name="Zzcasezz"><Description>Zzcasedescriptionzz</Description><VariableValue><VariableRef targetGUID="#v1"/><TextValue>Zzvaluezz</TextValue>
</VariableValue><SourceRef targetGUID="#d1"/></Case><Case guid="#c2" name="Zzsecondcasezz"><SourceRef targetGUID="#d2"/></Case>
<Case guid="#c3" name="Zzthirdcasezz"><SourceRef targetGUID="#d2"/><SelectionRef targetGUID="#s2"/></Case></Cases>
<Sources><TextSource guid="#d1" name="Zzsourcezz" richTextPath="Zzlayout.docxzz(layout of a text)" creatingUser="#u1" creationDateTime="2024-01-01T10:00:00">
<Description>Zzsourcedescriptionzz</Description><PlainTextContent>Zztextzz satu dua.</PlainTextContent>
<PlainTextSelection guid="#s1" startPosition="0" endPosition="8" creatingUser="#u1" modifiedDateTime="2024-01-01T10:00:00"><Description>Zzselectionzz</Description>
<Coding guid="#g1" creatingUser="#u1" creationDateTime="2024-01-01T10:00:00"><CodeRef targetGUID="#k1"/><NoteRef targetGUID="#n2"/></Coding><NoteRef targetGUID="#n3"/></PlainTextSelection>
<Coding guid="#g2"><CodeRef targetGUID="#k1"/></Coding><NoteRef targetGUID="#n4"/></TextSource>
<TextSource guid="#d2" name="Zzgroupzz"><PlainTextContent>Tiga empat.</PlainTextContent><PlainTextSelection guid="#s2" startPosition="0" endPosition="4">
<Coding guid="#g3"><CodeRef targetGUID="#k1"/></Coding></PlainTextSelection></TextSource>
<PDFSource guid="#d3" name="Zzpdfzz" path="internal://a.pdf"><Description>Zzpdfdescriptionzz</Description><PDFSelection guid="#s3" page="1" firstX="1" firstY="1" secondX="2" secondY="2"/>
<Representation guid="#r1" name="r"><PlainTextContent>Zzpdftextzz</PlainTextContent></Representation><NoteRef targetGUID="#n5"/></PDFSource>
<AudioSource guid="#d4" name="Zzaudiozz" path="internal://a.mp3"><Transcript guid="#t1"><PlainTextContent>Zzfirsttranscriptzz</PlainTextContent>
<SyncPoint guid="#y1" timeStamp="5" position="0"/><SyncPoint guid="#y2" timeStamp="9" position="4"/></Transcript>
<Transcript guid="#t2"><PlainTextContent>Zzsecondtranscriptzz</PlainTextContent></Transcript><AudioSelection guid="#s4" begin="0" end="5"/></AudioSource>
<PictureSource guid="#d5" name="Gambar" path="internal://a.png"><PictureSelection guid="#s5" firstX="1" firstY="1" secondX="2" secondY="2"/></PictureSource></Sources>
<Notes><Note guid="#n1" name="Zznotezz"><PlainTextContent>Zznoteofcodezz</PlainTextContent></Note><Note guid="#n2"><PlainTextContent>Zznoteofcodingzz</PlainTextContent></Note>
<Note guid="#n3"><PlainTextContent>Zznoteofselectionzz</PlainTextContent></Note>
<Note guid="#n4" creatingUser="#u1" creationDateTime="2024-05-06T10:00:00"><Description>Zznotedescriptionzz</Description><PlainTextContent>Zznoteofsourcezz</PlainTextContent>
<PlainTextSelection guid="#s6" startPosition="0" endPosition="2"/></Note><Note guid="#n5"><PlainTextContent>Zznoteofpdfzz</PlainTextContent></Note>
<Note guid="#n6"><PlainTextContent>Zznoteofprojectzz</PlainTextContent></Note></Notes>
<Links><Link guid="#l1" name="Zzlinkzz" direction="Bidirectional" color="#ff0000" originGUID="#k1" targetGUID="#k2"/></Links>
<Sets><Set guid="#e1" name="Zzsetzz"><Description>Zzsetdescriptionzz</Description><MemberCode targetGUID="#k1"/></Set>
<Set guid="#e2" name="Zzdocumentsetzz"><Description>Zzdocumentsetdescriptionzz</Description><MemberSource targetGUID="#d1"/><MemberNote targetGUID="#n1"/></Set></Sets>
<Graphs><Graph guid="#a1" name="Zzgraphzz(graph)"><Vertex guid="#b1" firstX="1" firstY="1" name="x"/></Graph></Graphs>
<Description>Zzprojectdescriptionzz</Description><NoteRef targetGUID="#n6"/><Another>Zzanotherzz('Another' of 'Project')</Another></Project>"""
TOLD = ["coding of a whole source", "selection in a picture, PDF or recording", "source without text", "date of a coding", "date or author of an object",
        "picture, PDF or recording", "member of a set", "source of several cases", "'timeStamp' of 'SyncPoint'", "'PlainTextSelection' of 'Note'", "'color' of 'Link'",
        "link | 1 | changed"]


def refi(path):
    found = [(words, [lost] if lost else []) for words, lost in re.findall(r"(Zz[^<>\"]*?zz)(?:\(([^)]*)\))?", REFI)]
    text = re.sub(r"zz\([^)]*\)", "zz", REFI)
    path.write_text(re.sub(r"#([a-z][0-9])", lambda name: projects.guid("each " + name.group(1)), text))
    return found + [("no words of its own", [told]) for told in TOLD]


def sheet(path):
    heads = {"Document name": "P01", "Document group": "Zzgroupzz", "Code": "Zzcodezz", "Segment": "Zzwordszz", "Comment": "Zzcommentzz", "Weight score": "Zzweightzz",
             "Color": "Zzcolorzz", "Created": "Zzcreatedzz", "Created by": "Zzcreatorzz", "Modified by": "Zzmodifierzz", "Area": "Zzareazz", "Coverage %": "Zzcoveragezz",
             "Beginning": "3", "End": "5", "Zzunknown": "Zzunknownzz"}
    path.write_text(",".join(heads) + "\n" + ",".join(heads.values()) + "\nP01,Kota,Lain,Kata lain,,,,,,,,,6,7,lain\nP02,Kota,Lain,Kata ketiga,,,,,,,,,6,7,lain\n")
    return [(words, [f"column '{head}'"]) for head, words in heads.items() if words.startswith("Zz")]


def word(path):
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'''<w:document {name}><w:body><w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Zzwordszz</w:t></w:r>
<w:commentRangeEnd w:id="0"/><w:r><w:footnoteReference w:id="1"/></w:r><w:ins><w:r><w:t>Zzinsertedzz</w:t></w:r></w:ins><w:del><w:r><w:delText>Zzdeletedzz</w:delText></w:r></w:del>
<w:r><w:drawing/></w:r></w:p></w:body></w:document>''')
        archive.writestr("word/comments.xml", f'''<w:comments {name}><w:comment w:id="0" w:author="Zzauthorzz"><w:p><w:r><w:t>Zzcodezz</w:t></w:r></w:p></w:comment>
<w:comment w:id="9" w:author="Zzauthorzz"><w:p><w:r><w:t>Zzloosezz</w:t></w:r></w:p></w:comment></w:comments>''')
    told = ["note of a document", "tracked change | 2 |", "picture or recording", "layout of a text"]
    return [(f"Zz{words}zz", []) for words in ("words", "inserted", "author", "code")] + [("Zzdeletedzz", ["tracked change"]), ("Zzloosezz", ["comment"])] + [
        ("no words of its own", [what]) for what in told]


def write(folder):
    (folder / "each.qda").mkdir()
    (folder / "each.qda/pseudonyms.json").write_text(json.dumps([{"original": "Zzoriginalzz", "pseudonym": "Bu Melati"}]))
    yield "each.qda", database(folder / "each.qda/data.qda", QUALCODER) + [("Zzoriginalzz", [])]
    yield "each.rqda", database(folder / "each.rqda", RQDA)
    yield "each.sqlite3", database(folder / "each.sqlite3", TAGUETTE)
    yield "each.mex", database(folder / "each.mex", MAXQDA)
    yield "each.csv", sheet(folder / "each.csv")
    yield "each.docx", word(folder / "each.docx")
    yield "each.qde", refi(folder / "each.qde")
