"""Documents and sheets of several studies and settings, held against the schemas of Word and Excel: run.py LAMPIRAN FOLDER.

Each is a study of this repository, or one that the program makes; some with settings and a page of what is hard.
"""
import pathlib
import shutil
import subprocess
import sys

from valid import faults_of

program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
root = pathlib.Path(__file__).resolve().parents[2]
HARD = r"""---
id: sukar
title: Sukar
---
Kata **tebal *miring dan tebal*** dan *miring **tebal**, :lang[تجربة **مهمة**]{ar}, :lang[*good* governance]{en}, `kode **x**`,
~~dicoret~~, H~2~O, x^2^, [**tautan tebal**](https://example.org) dan [*ke judul*](#rumus), catatan[^1].

> *Kutipan **tebal*** dengan `kode`

1. satu
   - **a**
     1) *dalam*
     2) lagi

        | Kepala *miring* | **B** |
        |:--|--:|
        | - [ ] buka **x** | `kode` |
2. dua

- [x] selesai
- [ ] belum

Istilah
: **Arti** *pertama*

## Rumus **tebal** {#rumus}

Sebaris $\text{kata } x \leq \mathbf{y}$, $[a,b)$, $\mathbb{R}$, $\mathcal{L}$, $\mathrm{d}x$, $\lim_{x\to 0} \sin x$, $\sqrt[3]{x}$.

$$\sum_{i=1}^n \frac{a_i}{b^2} = \left\{ \begin{array}{ll} 1 & \text{jika } x \\ 0 & \text{lainnya} \end{array} \right.$$

$$\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \left[ \binom{n}{k} \right] \left( \int_0^1 \hat{x} \, dx \right) \overline{ab} \vec{v} \underbrace{a+b}_{c}$$

$$\begin{aligned} a &= b \\ c &= \left( d \right) \end{aligned}$$ {#eq:dua}

Lihat @eq:dua.

:::lang{ar}
فقرة *كاملة* بالعربية.
:::

[^1]: Catatan **tebal *miring***, $\text{juga } \sigma^2$.

    - butir **a**
"""
CASES = {
    "tests/study/base": "appendix: {paper: a5, font: times, font_size: 8, numbering: numbers, heading: right, caption: left}\n",
    "tests/study/good-english": "appendix: {paper: b5, margins: {left: 3, right: 2, top: 2, bottom: 2}, line_spacing: double}\n",
    "tests/study/good-case-study": "appendix: {paper: letter, number_by_chapter: true, continuation: Sambungan}\n",
    "tests/study/good-framework-analysis": "",
    "phenomenology": "",
    "grounded-theory": "",
}


def make(case, settings):
    """The whole, and one of an appendix of its own."""
    name = pathlib.Path(case).name
    study, out = folder / name, folder / f"{name}-out"
    if "/" in case:
        shutil.copytree(root / case, study)
    else:
        subprocess.run([program, "new", "--approach", case, study], check=True, capture_output=True)
    file = study / "content/study.yaml"
    text = file.read_text(encoding="utf-8") + settings
    file.write_text(text.replace("appendices: [", "appendices: [{page: sukar, title: Sukar}, "), encoding="utf-8")
    page = study / "content/pages/sukar.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(HARD, encoding="utf-8")
    ran = subprocess.run([program, "build", "--latex", "--docx", "--out", out, study], capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        sys.exit(f"{name} is not built:\n{ran.stderr}")
    return [out / "appendices/lampiran.docx", min((out / "appendices").glob("lampiran-*.docx")), *sheets(study)]


def sheets(study):
    """What the study is for Excel: its excerpts, and those for another coder."""
    made = [study.with_name(f"{study.name}{kind}.xlsx") for kind in ("--xlsx", "--coding-sheet")]
    for file in made:
        kind = file.stem.removeprefix(study.name)
        subprocess.run([program, "export", kind, file, "--audience", "examiner", study], check=True, capture_output=True)
    return made


subprocess.run([program, "import", "--template", folder / "template.xlsx"], check=True, capture_output=True)
documents = [folder / "template.xlsx"] + [document for case, settings in CASES.items() for document in make(case, settings)]
found = faults_of(documents)
print("\n".join(found[:40]))
if found:
    sys.exit(f"FAILED: {len(found)} faults by the schemas")
print(f"tests/office: {len(documents)} files are as the schemas want them")
