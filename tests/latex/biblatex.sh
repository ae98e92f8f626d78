#!/bin/sh
# Citations for a thesis with a biblatex bibliography of its own: biblatex.sh BUILD ENGINE
# The fragments in such a thesis, with the lines of the README, through biber: each citation is found, and reads as we print it ourselves.
set -eu
. "$(dirname "$0")/common.sh"
engine=$2

mkdir "$work/study"
cp -r "$root/content" "$work/study/"
sed -i 's/^appendix:/&\n  citations: biblatex/' "$work/study/content/study.yaml"
cat >>"$work/study/content/findings/a-misi.md" <<'EOF'

AWALUJI [lihat @bryson2006, hlm. 45; @kemenkes2020], @ansell2008 [hlm. 3], dan [-@ansell2008]; juga @bryson2006, lalu
[bdk. @ansell2008, hlm. 5–7, *dan seterusnya*] AKHIRUJI.

| Tabel | Isi |
|---|---|
| SELUJI | [@kemenkes2020; @bryson2006] |

: Judul menurut @ansell2008 {#tbl:ujisitasi}
EOF
"$build/lampiran" build --latex --out "$work" "$work/study" >"$work/said" 2>&1 || { fail "no appendices"; cat "$work/said"; }
cd "$work"
# The lines that the README of the appendices gives.
setup() { sed -n '/^```latex$/,/^```$/{/^```/d;p}' "$1" | sed -n '/{babel}/,/addbibresource/p' | sed "s|{content/|{$2/content/|"; }
cat >host.tex <<'EOF'
\documentclass[12pt,a4paper]{report}
\usepackage{iftex}
\ifPDFTeX\usepackage[T1]{fontenc}\usepackage{lmodern}\else\usepackage{fontspec}\fi
EOF
setup appendices/README.md study >>host.tex
cat >>host.tex <<'EOF'
\usepackage{appendices/lampiran}
\renewcommand\lampiranfolder{appendices/}
\usepackage[hidelinks]{hyperref}
\begin{document}
\listoftables
\chapter{Isi}
\appendix
\input{appendices/lampiran-sintesis}
\input{appendices/lampiran-hasil}
\printbibliography
\end{document}
EOF
run() { "$engine" -no-shell-escape -interaction=nonstopmode host.tex >/dev/null 2>&1 || fail "$engine"; }
run
biber --quiet host >biber.txt 2>&1 || fail "biber"
if grep -E 'WARN|ERROR' biber.txt; then fail "biber complains"; fi
run
run
if grep -a -E -A3 '^!|^LaTeX Warning: Citation|undefined (references|citations)|^Overfull' host.log; then fail "the thesis"; fi

pdftotext -raw host.pdf - | tr '\n' ' ' | sed 's/- //g; s/  */ /g' >host.txt
for text in 'AWALUJI (lihat Bryson dkk., 2006, hlm. 45; Kemenkes, 2020), Ansell dan Gash (2008, hlm. 3), dan (2008); juga Bryson dkk. (2006), lalu (bdk. Ansell & Gash, 2008, hlm. 5–7, dan seterusnya) AKHIRUJI' \
    'SELUJI (Kemenkes, 2020; Bryson dkk., 2006)' 'Judul menurut Ansell dan Gash (2008)'; do
    grep -qF "$text" host.txt || { fail "'$text' is not printed, but:"; grep -oE '.{9}(AWAL|SEL)UJI.{250}|Judul menurut.{30}' host.txt >&2; }
done
# In English, once through all.
mkdir english
cp -r "$root/tests/study/good-english-whole/content" english/
sed -i 's/^appendix:/&\n  citations: biblatex/' english/content/study.yaml
grep -q biblatex english/content/study.yaml || printf 'appendix:\n  citations: biblatex\n' >>english/content/study.yaml
"$build/lampiran" build --latex --out english english >said 2>&1 || { fail "no English appendices"; cat said; }
{
    printf '\\documentclass{report}\n\\usepackage[T1]{fontenc}\n'
    setup english/appendices/README.md english
    printf '\\usepackage{english/appendices/lampiran}\\renewcommand\\lampiranfolder{english/appendices/}\n'
    printf '\\begin{document}\\appendix\\input{english/appendices/lampiran-results}\\printbibliography\\end{document}\n'
} >english.tex
english() { "$engine" -no-shell-escape -interaction=nonstopmode english.tex >/dev/null 2>&1 || fail "$engine, English"; }
english
biber --quiet english >biber.txt 2>&1 || fail "biber, English"
if grep -E 'WARN|ERROR' biber.txt; then fail "biber complains, English"; fi
english
if grep -a -E -A3 '^!|^LaTeX Warning: Citation' english.log; then fail "the English thesis"; fi
pdftotext -raw english.pdf - | tr '\n' ' ' >english.txt
grep -qF '(Green, 2020, p. 7)' english.txt || fail "no English citation"

[ "$failed" -eq 0 ] && echo "tests/latex: citations of a thesis with biblatex are found, and read as ours do"
exit "$failed"
