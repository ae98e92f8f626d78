#!/bin/sh
# Citations for a thesis with a biblatex bibliography of its own: biblatex.sh BUILD ENGINE
# The fragments in such a thesis, through biber: each citation is found, and reads as we print it ourselves.
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
cat >host.tex <<'EOF'
\documentclass[12pt,a4paper]{report}
\usepackage{iftex}
\ifPDFTeX\usepackage[T1]{fontenc}\usepackage{lmodern}\else\usepackage{fontspec}\fi
\usepackage[provide=*,indonesian]{babel}
\usepackage[backend=biber,style=apa]{biblatex}
\DeclareLanguageMapping{indonesian}{english-apa}
\DefineBibliographyStrings{indonesian}{andothers={dkk\adddot},and={dan}}
\addbibresource{study/content/references.bib}
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
[ "$failed" -eq 0 ] && echo "tests/latex: citations of a thesis with biblatex are found, and read as ours do"
exit "$failed"
