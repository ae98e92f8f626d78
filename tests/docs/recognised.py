#!/usr/bin/env python3
"""Who could be recognised, and who wants to be: what `check --privacy` counts by edition, the appendix that says so, how
quotes are attributed in all writers, and the appendices for everybody.

    recognised.py PROGRAM
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

program = str(pathlib.Path(sys.argv[1]).resolve())
problems = []


def expect(holds, what):
    if not holds:
        problems.append(what)


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)


def informant(code, role, since, consent="public", more=""):
    return (f"  - code: {code}\n    group: main\n    sector: Kesehatan\n    role: {role}\n    since: {since}\n    involved: true\n"
            f"    knowledgeable: true\n    interviews: [{{date: 2025-03-04, minutes: 41}}]\n    consent: {consent}\n"
            f"    illustrative: true\n{more}")


def excerpt(code, text):
    return (f"source: {code}\nexcerpts:\n  - {{id: {code}.1, codes: [dukungan], question: P2, illustrative: true, "
            f"stance: contrast, where: baris 7, text: {text}}}\n")


def words(folder):
    return "\n".join(re.sub(r"<[^>]*>|\s+", " ", path.read_text()) for path in sorted(folder.rglob("*"))
                     if path.suffix in (".html", ".tex"))


with tempfile.TemporaryDirectory() as scratch:
    study = pathlib.Path(scratch) / "study"
    run("new", study)
    content = study / "content"
    for path in (content / "excerpts").iterdir():
        path.unlink()
    for path in (content / "findings").iterdir():
        path.unlink()
    informants = "groups: []\ninformants:\n" + "".join((
        informant("KX-01", "Kader", "2019-02"), informant("KX-02", "Kader", "2018-07"),
        informant("KX-03", "Kader", "2017-01"),
        informant("KX-04", "Perawat pembina", "2019-03", more="    attribution: role\n"),
        informant("KX-05", "Penggerak", "2019-03", more="    attribution: named\n    credit: Wulan Sekar\n"),
        informant("KX-06", "Pengawas gudang", "2019-03", consent="examiner")))
    (content / "informants.yaml").write_text(informants)
    for number, text in enumerate(("Timbangan sering rusak di tempat kami", "Buku catatan selalu terlambat datang",
                                   "Kami menunggu obat cacing", "Saya membina lima belas kader",
                                   "Nama saya boleh ditulis", "Kunci gudang hilang dua kali tahun itu"), 1):
        (content / f"excerpts/KX-0{number}.yaml").write_text(excerpt(f"KX-0{number}", text))
    settings = re.sub(r"appendices:.*\n", "", (content / "study.yaml").read_text())
    (content / "study.yaml").write_text(settings.replace("dates: months", "dates: days") +
                                         "appendices: [informants, privacy, quote-matrix]\n")

    told = json.loads(run("check", "--privacy", "--format", "json", study).stdout)
    editions = {edition["edition"]: {row["code"]: row for row in edition["informants"]} for edition in told["privacy"]}
    expect(editions["public"]["KX-01"]["alike"] == 3, "three volunteers of a band of tenure are alike in public")
    expect(editions["public"]["KX-01"]["coarsen"] == [], "what three share need not be made less exact")
    expect(editions["public"]["KX-04"]["alike"] == 1, "the role singles out")
    expect(editions["public"]["KX-04"]["coarsen"] == ["role"], "the role alone is to be made less exact")
    expect("KX-06" not in editions["public"] and "KX-06" in editions["examiner"], "each edition has its informants")
    expect(editions["examiner"]["KX-01"]["coarsen"] == ["since"], "examiners read the month since when")
    few = [message["message"] for message in told["messages"] if message["code"] == "few-alike"]
    expect(any("'KX-06'" in message for message in few), "who agreed to 'examiner' is warned of")
    expect(not any("'KX-04'" in message or "'KX-05'" in message for message in few),
           "who agreed to be known is not warned of")
    expect("KX-04" in run("check", "--privacy", study).stdout, "a person reads a table")

    built = run("build", study)
    expect(built.returncode == 0, "the study is built: " + built.stderr)
    expect(run("build", "--latex", "--audience", "public", study).returncode == 0, "open appendices are built")
    site, printed, opened = (words(study / name) for name in ("site", "appendices", "appendices-public"))
    for text, where in ((site, "site"), (printed, "appendices"), (opened, "open appendices")):
        expect("Wulan Sekar (KX-05)" in text, f"{where}: who wants to be named is")
        expect(re.search(r"KX-04[^.]{0,120}Perawat pembina", text), f"{where}: a role stands with the quote")
    expect("Keterkenalan" in printed and "Keterkenalan" not in site + opened, "the board's appendix is for examiners")
    expect("Kunci gudang" in printed, "examiners read what they may")
    expect("KX-06" not in opened and "Kunci gudang" not in opened, "open appendices hold what everybody may read")
    expect("4 Maret 2025" in printed and "4 Maret 2025" not in opened, "open appendices tell months")
    seen = json.loads(run("model", study).stdout)["excerpts"]
    expect([file["source"] for file in seen] == ["KX-01", "KX-02", "KX-03", "KX-04", "KX-05"] and
           all(len(file["excerpts"]) == 1 for file in seen), "the model of the public has the excerpts of the public")
    expect(len(json.loads(run("model", "--audience", "examiner", study).stdout)["excerpts"]) == 6,
           "the model of the examiners has theirs")
    (content / "memos.yaml").write_text("memos: [{about: KX-01, text: Ia tampak lelah dan ingin berhenti saja.}]\n")
    (content / "pages/catatan.md").write_text("---\nid: catatan\ntitle: Catatan\n---\n"
                                              "Seorang kader tampak lelah dan ingin berhenti saja.\n")
    warned = run("build", study)
    expect(warned.returncode == 0 and "what memo 'KX-01' says" in warned.stderr, "a memo that is published is warned of")
    (content / "memos.yaml").unlink()
    characterised = ("attributes: [{id: didik, label: Pendidikan, audience: public}, "
                     "{id: usia, label: Usia, type: number, bands: [30, 40]}]\n" + informants.replace(
        "    illustrative: true\n", "    attributes: {didik: VALUE, usia: 34}\n", 6))
    for value in ("Sarjana", "Sarjana", "Sarjana", "Sarjana", "Magister", "Doktor"):
        characterised = characterised.replace("VALUE", value, 1)
    (content / "informants.yaml").write_text(characterised)
    told = json.loads(run("check", "--privacy", "--format", "json", study).stdout)["privacy"]
    values = {edition["edition"]: edition["informants"][0]["attributes"] for edition in told}
    expect(values == {"public": "didik Sarjana", "examiner": "didik Sarjana; usia 30-40"},
           f"attributes count as each edition has them: {values}")
    run("build", study)
    rows = [path.read_text() for path in (study / "site/unduhan").glob("*.csv") if "Pendidikan" in path.read_text()]
    expect(len(rows) == 1 and "Magister" in rows[0] and "Sarjana, Magister" in rows[0].replace('"', "") and
           "<" not in rows[0], f"what one person has is counted with others: {rows}")
    (content / "informants.yaml").write_text("sampling: Kunci gudang hilang dua kali tahun itu.\n" + informants)
    stopped = run("build", "--latex", "--audience", "public", study)
    expect(stopped.returncode == 1 and "[leak]" in stopped.stderr, "the gate looks through open appendices")

for problem in problems:
    print("FAILED:", problem)
sys.exit(bool(problems))
