"""Builds a study in which every consent of an informant meets every consent of an excerpt, and searches all outputs.

consent.py LAMPIRAN: each excerpt and informant has words of its own.  The site may hold those that are public, the
appendices also those for examiners; of the others no file may hold any word, whatever a finding or a hook asks for.
Of content/private/ nothing may be held but the numbers of lines, also by `lampiran model`; what is exported for an
audience holds no more than it may see.  No table, chart or count
may tell of the withheld either: what the public gets is byte for byte that of a study in which they never were.
"""
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile

CONSENTS = ("public", "examiner", "none")
PRIVATE = 3
NARROWED = ("inherit",) + CONSENTS
EXPORTS = (("qdpx", "qdpx"), ("qdc", "qdc"), ("csv", "csv"), ("xlsx", "xlsx"), ("coding-sheet", "sheet.csv"))
STUDY = """title: Persetujuan
institution: Lembaga
place: Tempat
year: 2024
evidence: collected
"""
CODEBOOK = """variables:
  - id: peran
    label: Peran
    themes:
      - {id: tema, label: Tema, definition: Arti tema.}
"""
OBJECTIVES = """general: Umum.
objectives:
  - {id: a, title: Tujuan, statement: Tujuan itu., variable: peran, themes: [tema]}
"""
GUIDE = "questions:\n  - {id: P1, text: Apa?}\n"
# Prints whatever the model lets it reach, and asks for what it should not.
HOOK = """local function reach(b, found, thing, depth)
    for _, key in ipairs({"id", "code", "text", "translation", "role", "institution", "sector", "transcript_lines"}) do
        local ok, value = pcall(function() return thing[key] end)
        if ok and type(value) == "string" then
            found[#found + 1] = value
        end
    end
    for _, key in ipairs({"informants", "excerpts", "informant", "source", "themes", "codes", "findings"}) do
        local ok, value = pcall(function() return thing[key] end)
        if ok and value and depth < 3 then
            local listed = pcall(function()
                for _, item in ipairs(value) do
                    reach(b, found, item, depth + 1)
                end
            end)
            if not listed then
                reach(b, found, value, depth + 1)
            end
        end
    end
end

return {
    api = 1,
    assemble = function(ctx)
        local found = {}
        reach(ctx.b, found, ctx.model, 0)
        reach(ctx.b, found, ctx.model.sampling, 0)
        for _, id in ipairs({IDS}) do
            for _, kind in ipairs({"excerpt", "informant", "source"}) do
                local ok, object = pcall(ctx.model.find, kind, id)
                if ok and object then
                    reach(ctx.b, found, object, 0)
                end
            end
        end
        local blocks = {ctx.b.para(table.concat(found, "; "))}
        for _, excerpt in ipairs(ctx.model.excerpts) do
            blocks[#blocks + 1] = ctx.b.quote(excerpt)
        end
        return blocks
    end,
}
"""


def word(kind, informant, excerpt=""):
    """A word that stands nowhere else."""
    return f"{kind}zz{informant[:2]}{excerpt[:2]}zz"


def lay_out(study):
    """Writes the study. The words that it holds, each with who may read it at most."""
    words, informants, findings, ids, identities = {}, [], [], [], []

    def secret(level, kind, *of):
        words[word(kind, *of)] = level
        return word(kind, *of)

    for folder in ("excerpts", "findings", "pages", "private/transcripts"):
        (study / "content" / folder).mkdir(parents=True)
    for level, consent in enumerate(CONSENTS):
        code = f"INF-{consent[:2].upper()}7"
        words[code] = level
        informants.append(
            f"  - code: {code}\n    group: main\n    sector: {secret(level, 'sektor', consent)}\n"
            f"    institution: {secret(level, 'lembaga', consent)}\n    role: {secret(level, 'jabatan', consent)}\n"
            f"    note: Catatan {secret(level, 'catatan', consent)}.\n    consent: {consent}\n"
            f"    attributes: {{asal: {secret(max(level, 1), 'asal', consent)}}}\n"  # of one alone, though it is for the public
            f"    interviews: [{{date: 2024-05-17, place: {secret(level, 'ruang', consent)}}}]\n")
        excerpts = [f"source: {code}\nexcerpts:\n"]
        transcript = [f"P: Apa kabar, {secret(PRIVATE, 'sapaan', consent)} {secret(PRIVATE, 'nama', consent)}?\n"]
        identities.append(f"{code}: [{word('nama', consent)}]\n")
        for narrowed in NARROWED:
            own = max(level, CONSENTS.index(narrowed) if narrowed != "inherit" else 0)
            name = f"{code}.{NARROWED.index(narrowed) + 1}"
            words[name] = own
            ids += [name, code]
            transcript.append(f"{code}: Ya. Ucapan {word('ucapan', consent, narrowed)}\nbegitu saja adanya, kata saya.\n")
            excerpts.append(
                f"  - id: {name}\n    codes: [tema]\n    question: P1\n    consent: {narrowed}\n"
                f"    text: Ucapan {secret(own, 'ucapan', consent, narrowed)} begitu saja adanya.\n"
                f"    translation: Terjemahan {secret(own, 'terjemahan', consent, narrowed)}.\n"
                f"    note: Tafsir {secret(own, 'tafsir', consent, narrowed)}.\n"
                f"    where: {secret(own, 'baris', consent, narrowed)}\n")
            findings.append(f"::excerpt{{#{name}}}\n\n[Kutipan](excerpt:{name}) dan [orang](informant:{code}).\n")
        (study / f"content/excerpts/{code}.yaml").write_text("".join(excerpts))
        (study / f"content/private/transcripts/{code}.txt").write_text("".join(transcript))
    (study / "content/private/identities.yaml").write_text("".join(identities))
    (study / "content/informants.yaml").write_text(
        "attributes: [{id: asal, label: Asal, audience: public}]\ninformants:\n" + "".join(informants))
    (study / "content/findings/a.md").write_text(
        "---\nid: f\nobjective: a\ntheme: tema\ntitle: Temuan\n---\n" + "\n".join(findings))
    for name, text in (("study", STUDY), ("codebook", CODEBOOK), ("objectives", OBJECTIVES), ("guide", GUIDE)):
        (study / f"content/{name}.yaml").write_text(text)
    (study / "lua/hooks").mkdir(parents=True)
    (study / "lua/hooks/90-reach.lua").write_text(
        HOOK.replace("{IDS}", "{" + ", ".join(f'"{name}"' for name in ids) + "}"))
    return words


def bytes_of(path):
    """What a file holds, and the files in it if it is an archive."""
    held = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            held += b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    return held


def export(program, study, words):
    """What is wrong in that which `export` and `model` give the public and examiners."""
    wrong = []
    for level, audience in enumerate(CONSENTS[:2]):
        out = {kind: study / f"{audience}.{ending}" for kind, ending in EXPORTS}
        for kind, file in out.items():
            subprocess.run([program, "export", f"--{kind}", file, "--audience", audience, study], capture_output=True, check=True)
        out["model"] = study / f"{audience}.json"
        out["model"].write_bytes(subprocess.run([program, "model", "--audience", audience, study], capture_output=True, check=True).stdout)
        held = {kind: bytes_of(file).lower() for kind, file in out.items()}
        wrong += [f"{kind} for {audience} holds '{secret}'" for kind, data in held.items() for secret, needed in words.items()
                  if needed > level and secret.lower().encode() in data]
        wrong += [f"{kind} for {audience} holds no words" for kind in ("qdpx", "csv", "xlsx", "model")
                  if word("ucapan", "public", "public").encode() not in held[kind]]
    return wrong


def search(folder, words, level, name):
    """What is wrong in folder, for readers who may see up to level."""
    wrong = []
    held = {path: bytes_of(path) + str(path.relative_to(folder)).encode()
            for path in folder.rglob("*") if path.is_file()}
    for secret, needed in words.items():
        where = [path for path, data in held.items() if secret.lower().encode() in data.lower()]
        if needed > level and where:
            wrong.append(f"{name} holds '{secret}': {where[0].relative_to(folder)}")
        if needed <= level and not where and not secret.startswith(("catatan", "baris")):
            wrong.append(f"{name} does not hold '{secret}' ({CONSENTS[needed]})")
    if not any("transkrip baris 4–5".encode() in data for data in held.values()):
        wrong.append(f"{name} does not say in which lines of the transcript a quote stands")
    return wrong, len(held)


def withdraw(program, study):
    """What is wrong when an informant whose words were published takes the consent back."""
    (study / "content/private/consent.yaml").write_text(
        "consents:\n"
        "  - {informant: INF-PU7, date: 2024-05-17, scope: [quote, translation], withdrawn: 2024-08-01}\n"
        "  - {informant: INF-EX7, date: 2024-05-17, scope: [quote, translation]}\n")
    run = subprocess.run([program, "build", study], capture_output=True, text=True)
    pages = ("'site/tujuan/a.html:", "'appendices/lampiran-hasil.tex:", "content/excerpts/INF-PU7.yaml:3, :11, :19")
    wrong = [f"a withdrawn consent names no {page}\n{run.stderr}" for page in pages if page not in run.stderr]
    return wrong + ([] if run.returncode == 1 else [f"a withdrawn consent ends with {run.returncode}"])


CASES = pathlib.Path(__file__).resolve().parents[1] / "study/good-case-study/content"


def public_files(program, study, withheld, absent):
    """What the public gets of a study of which those informants are withheld, or absent."""
    content = study / "content"
    shutil.copytree(CASES, content)
    for file in (content / "informants.yaml", content / "private/identities.yaml"):
        lines = file.read_text().splitlines(keepends=True)
        own = {line for line in lines if any(code in line for code in withheld)}
        file.write_text("".join(line.replace("consent: public", "consent: none") if line in own else line
                                for line in lines if not (absent and line in own)))
    for code in withheld if absent else ():
        (content / f"excerpts/{code}.yaml").unlink()
    subprocess.run([program, "build", "--html", study], capture_output=True, check=True)
    subprocess.run([program, "build", "--latex", "--audience", "public", study], capture_output=True, check=True)
    return {path.relative_to(study): path.read_bytes() for name in ("site", "appendices")
            for path in (study / name).rglob("*") if path.is_file()}


def tells_of_withheld(program):
    """What differs from a study in which the withheld never were; somebody is withheld in both, as notes tell that."""
    wrong = []
    for seed in range(3):
        withheld = random.Random(seed).sample([f"IP-{number:02}" for number in range(1, 10)], 2 * seed + 1)
        with tempfile.TemporaryDirectory(prefix="lampiran-consent-") as folder:
            whole, bare = (public_files(program, pathlib.Path(folder) / name / "study", withheld, name == "absent")
                           for name in ("withheld", "absent"))
        wrong += [f"{path} tells of {', '.join(withheld)}, who are withheld"
                  for path in sorted(whole.keys() | bare.keys()) if whole.get(path) != bare.get(path)]
    return wrong


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="lampiran-consent-") as folder:
        study = pathlib.Path(folder) / "study"
        words = lay_out(study)
        run = subprocess.run([program, "build", study], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"FAILED the consent study does not build\n{run.stderr}")
        model = subprocess.run([program, "model", "--audience", "all", study], capture_output=True, text=True, check=True).stdout.lower()
        wrong = [f"the model holds '{secret}'" for secret, level in words.items() if level == PRIVATE and secret in model]
        files = 0
        for level, name in enumerate(("site", "appendices")):
            found, count = search(study / name, words, level, name)
            wrong += found
            files += count
        wrong += export(program, study, words)
        wrong += withdraw(program, study)
    wrong += tells_of_withheld(program)
    for line in wrong:
        print(f"FAILED {line}")
    print(f"consent: {len(words)} words of {len(CONSENTS) * len(NARROWED)} combinations searched for in {files} files, "
          f"{len(wrong)} wrong")
    sys.exit(bool(wrong))


main()
