#!/usr/bin/env python3
"""A made study of interviews, as large as those that other tools hold: 28 informants with 6 attributes, 1,800 excerpts,
230 codes in 5 levels. A second coder read every fifth interview.

    make_interviews.py FOLDER
"""
import pathlib
import random
import sys

EXCERPTS, INFORMANTS, CODES = 1800, 28, 230
CHILDREN = (6, 4, 3, 2, 1)  # of the root and of the codes of each level, until there are enough
WORDS = """air bersih kami warga dusun sering menunggu giliran sejak pagi karena pipa itu lama sekali belum diganti oleh
petugas yang datang hanya sekali sebulan lalu pulang tanpa kabar sehingga ibu rumah tangga mengangkut ember dari sumur
tetangga dekat balai desa sambil membawa anak kecil dan kadang pulang malam hari kalau musim kemarau panjang seperti
tahun kemarin semua orang mengeluh tetapi tidak ada rapat""".split()
STUDY = """title: Penelitian Besar
institution: Universitas Contoh
place: Contoh
year: 2025
evidence: collected
approach_kind: thematic-analysis
quotes: all
"""
ATTRIBUTES = """attributes:
  - {id: kelamin, label: Jenis kelamin, type: choice, choices: [laki-laki, perempuan]}
  - {id: usia, label: Usia, type: number, unit: tahun, bands: ["30", "40", "50"]}
  - {id: pendidikan, label: Pendidikan, type: choice, choices: [SMA, D3, S1, S2]}
  - {id: pekerjaan, label: Pekerjaan, type: text}
  - {id: dusun, label: Dusun, type: choice, choices: [Utara, Selatan, Timur]}
  - {id: tinggal, label: Lama tinggal, type: number, unit: tahun, bands: ["5", "10"]}
"""


def sentence(chance):
    """Between 4 and 60 words, most of them short, as people speak."""
    count = min(60, 4 + int(chance.expovariate(1 / 14)))
    words = [chance.choice(WORDS) for _ in range(count)]
    return " ".join(words).capitalize() + "."


def code_tree(chance):
    """The lines of codebook.yaml, and the ids of all codes."""
    lines, ids = ["codes:"], []

    def add(depth, prefix):
        if len(ids) == CODES or depth == len(CHILDREN):
            return
        if depth > 0:
            lines.append("  " * (2 * depth - 1) + "  codes:")
        for number in range(1, CHILDREN[depth] + (2 if depth < 3 else 1)):
            if len(ids) == CODES:
                return
            code, indent = f"{prefix}{number}", "  " * (2 * depth + 1)
            ids.append(code)
            lines.append(f"{indent}- id: {code}")
            lines.append(f"{indent}  label: {' '.join(chance.sample(WORDS, 3)).capitalize()}")
            if len(ids) < CODES:
                add(depth + 1, code + ".")

    add(0, "k")
    return lines, ids


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    chance = random.Random(7)
    content = pathlib.Path(sys.argv[1], "content")
    for folder in ("excerpts", "findings", "private"):
        (content / folder).mkdir(parents=True, exist_ok=True)
    (content / "study.yaml").write_text(STUDY)
    lines, codes = code_tree(chance)
    (content / "codebook.yaml").write_text("\n".join(lines) + "\n")
    roots = [code for code in codes if "." not in code]
    objectives = [f"  - {{id: {name}, title: Tujuan, statement: Mengetahui keadaannya., themes: [{', '.join(chosen)}]}}"
                  for name, chosen in zip("abc", (roots[0::3], roots[1::3], roots[2::3]))]
    (content / "objectives.yaml").write_text("general: Mengetahui keadaan.\nobjectives:\n" + "\n".join(objectives) + "\n")
    for number, root in enumerate(roots):
        (content / "findings" / f"{root}.md").write_text(
            f"---\nid: temuan-{root}\nobjective: {'abc'[number % 3]}\ntheme: {root}\ntitle: Temuan {root}\nstatus: final\n"
            f"---\n\n{sentence(chance)} {sentence(chance)}\n")
    informants, identities = ["informants:"], []
    for number in range(1, INFORMANTS + 1):
        code = f"W{number:02}"
        informants.append(
            f"  - {{code: {code}, consent: public, interviews: [{{date: 2025-0{1 + number % 9}-11, minutes: 60}}], "
            f"attributes: {{kelamin: {chance.choice(['laki-laki', 'perempuan'])}, usia: {chance.randint(20, 65)}, "
            f"pendidikan: {chance.choice(['SMA', 'D3', 'S1', 'S2'])}, pekerjaan: {chance.choice(WORDS)}, "
            f"dusun: {chance.choice(['Utara', 'Selatan', 'Timur'])}, tinggal: {chance.randint(1, 20)}}}}}")
        identities.append(f"{code}: {{none: made up}}")
        excerpts = [f"source: {code}", "coder: A", "excerpts:"]
        again = [f"source: {code}", "coder: B", "excerpts:"]
        for part in range(1, EXCERPTS // INFORMANTS + (number <= EXCERPTS % INFORMANTS) + 1):
            chosen = ", ".join(chance.sample(codes, 1 if chance.random() < 0.9 else 2))
            mark = ", exemplar: true" if chance.random() < 0.05 else ""
            said = sentence(chance)
            excerpts.append(f"  - {{id: {code}.{part}, codes: [{chosen}], text: {said!r}{mark}}}")
            other = chosen if chance.random() < 0.7 else chance.choice(codes)
            again.append(f"  - {{id: {code}.B{part}, codes: [{other}], text: {said!r}}}")
        (content / "excerpts" / f"{code}.yaml").write_text("\n".join(excerpts) + "\n")
        if number % 5 == 0:
            (content / "excerpts" / f"{code}-b.yaml").write_text("\n".join(again) + "\n")
    (content / "coders.yaml").write_text("coders:\n  - {id: A, label: Pengode 1}\n  - {id: B, label: Pengode 2}\n")
    (content / "informants.yaml").write_text(ATTRIBUTES + "\n".join(informants) + "\n")
    (content / "private/identities.yaml").write_text("\n".join(identities) + "\n")


if __name__ == "__main__":
    main()
