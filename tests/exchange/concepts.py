"""One of each thing that a tool keeps, each with words that are nowhere else: all of them are in the study, or what they were is in the table of
losses. write(folder) gives for each file its name, and what is to be found of it: words, and what the table says instead where they may be lost."""
import json
import pathlib
import sqlite3

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


def write(folder):
    (folder / "each.qda").mkdir()
    (folder / "each.qda/pseudonyms.json").write_text(json.dumps([{"original": "Zzoriginalzz", "pseudonym": "Bu Melati"}]))
    yield "each.qda", database(folder / "each.qda/data.qda", QUALCODER) + [("Zzoriginalzz", [])]
    yield "each.rqda", database(folder / "each.rqda", RQDA)
    yield "each.sqlite3", database(folder / "each.sqlite3", TAGUETTE)
    yield "each.mex", database(folder / "each.mex", MAXQDA)
