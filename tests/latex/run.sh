#!/bin/sh
# Compiles fragments and reads the PDF back: run.sh BUILD ENGINE
# First the hostile texts in every place where text can stand, then the appendices of the study in content/, field by
# field.
set -eu
. "$(dirname "$0")/common.sh"
engine=$2

# compile NAME RUNS: no error, no lost character, nothing in the margin
compile() {
    draft=-draftmode # pages are drawn by the last run alone
    [ "$engine" != xelatex ] || draft=-no-pdf
    for run in $(seq "$2"); do
        [ "$run" != "$2" ] || draft=
        "$engine" $draft -no-shell-escape -interaction=nonstopmode "$1.tex" >/dev/null 2>&1 || fail "$1.tex: $engine, run $run"
    done
    if grep -a -m5 -A5 '^!' "$1.log"; then fail "$1.tex: errors"; fi
    if grep -a -m5 'Missing character' "$1.log"; then fail "$1.tex: characters that the fonts lack"; fi
    if grep -a -m5 'Reference .* undefined' "$1.log"; then fail "$1.tex: undefined references"; fi
    if grep -a -m5 'widths have changed' "$1.log"; then fail "$1.tex: another run is asked for, whatever is run"; fi
    if grep -a -m5 'multiply defined' "$1.log"; then fail "$1.tex: labels defined twice"; fi
}
no_overfull() {
    if grep -a -m5 -A2 '^Overfull' "$1.log"; then fail "$1.tex: text runs into the margin"; fi
}

"$build/lampiran" build --latex --out "$work" "$root" >/dev/null || fail "the appendices of content/ are not built"
cd "$work/appendices"

"$build/tests/latex/hostile" fragment >fragment.tex
"$build/tests/latex/hostile" document >hostile.tex
compile hostile 1
! grep -a -m3 '^Overfull .vbox' hostile.log || fail "hostile.tex: lines run off the foot of a page"
pdftotext -raw hostile.pdf hostile.txt
"$build/tests/latex/hostile" texts >texts.txt
python3 "$here/compare.py" hostile.txt texts.txt || fail "hostile texts changed on their way into the PDF"

python3 "$here/long.py" "$build/tests/latex/hostile" . "$engine" || fail "a table of 500 rows"
"$here/hyphens.sh" . "$engine" "$build/lampiran" "$root" || fail "hyphens"
[ "$engine" != pdflatex ] || python3 "$here/ink.py" . || fail "ink over ink"
python3 "$here/pages.py" "$build/lampiran" . "$engine" || fail "what belongs together"

compile lampiran 2
no_overfull lampiran
pdftotext -layout lampiran.pdf lampiran.txt
! grep -E '(IK|IU|DOK)-( |$)' lampiran.txt || fail "a code is parted"
! grep -E '^ *(IK|IU)-[0-9]+, [A-Za-z ]*-( |$)' lampiran.txt || fail "the name of a row is parted"
python3 "$here/overlap.py" lampiran.pdf || fail "words lie over each other"
"$build/lampiran" model --audience all "$root" >model.json
python3 "$here/fields.py" model.json lampiran.pdf || fail "texts of the study are not in the PDF"
grep -qE 'Sintesis penelitian( \.)+ +[0-9]+$' lampiran.txt || fail "a table is not in the list of tables"
grep -o 'numberline {[0-9]*}' lampiran.lot | tr -dc '0-9\n' | awk '$1 != NR { exit 1 }' ||
    fail "tables without a caption are counted: a number is left out"
# Each page of the answers to the questions begins with the question.
awk -v RS='\f' '/lanjutan\)\n+ *Kutipan +Isi kutipan +Catatan peneliti\n/ { pages++; if (!/\(etik\)\n+ *P[0-9]+\. /) bad++ }
    END { exit bad || !pages }' lampiran.txt || fail "a page of answers does not say which question"
grep -q '^ *Proses kolaborasi (lanjutan)$' lampiran.txt || fail "a code that goes on is not named again"
# The same study with hostile endings of all its texts.
python3 "$here/hostile_study.py" model.json "$root/content" "$work/hostile" || fail "no hostile study"
"$build/lampiran" build --latex --out "$work/hostile/out" "$work/hostile" >"$work/said" 2>&1 ||
    { fail "the hostile study has no appendices"; cat "$work/said"; }
"$build/lampiran" model --audience all "$work/hostile" >"$work/hostile.json" 2>/dev/null
cd "$work/hostile/out/appendices"
compile lampiran 2
python3 "$here/fields.py" "$work/hostile.json" lampiran.pdf || fail "hostile texts are not in the PDF"
# All settings at once. Citations for a thesis with biblatex; where there is none, they are text.
mkdir -p "$work/study"
cp -r "$root/content" "$work/study/"
sed -i 's/^appendix:/&\n  citations: biblatex\n  heading: right\n  numbering: numbers\n  paper: b5\n  margins: {left: 3, right: 2.5}\n  turned: [tbl:definisi]\n  upright: [tbl:sintesis]\n  font: times\n  line_spacing: one-half\n  page_number: top-right\n  caption: left\n  number_by_chapter: true/
    s/continuation: lanjutan/continuation: sambungan/; s/font_size: 10/font_size: 11/' "$work/study/content/study.yaml"
printf '\n\nDibaca [lihat @bryson2006, hlm. 45; @kemenkes2020], @ansell2008 [hlm. 3], dan [-@ansell2008].\n' \
    >>"$work/study/content/findings/a-misi.md"
"$build/lampiran" build --latex --out "$work/biblatex" "$work/study" >/dev/null 2>&1 || fail "no appendices with biblatex"
cd "$work/biblatex/appendices"
grep -q '{lampiranlebar}' lampiran-definisi.tex || fail "a table is not turned"
! grep -q '{lampiranlebar}' lampiran-sintesis.tex || fail "a table is not upright"
sed 's/tbl:definisi/tbl:definsi/' "$work/study/content/study.yaml" >"$work/study.yaml"
mkdir "$work/typo" && cp -r "$work/study/content" "$work/typo/" && mv "$work/study.yaml" "$work/typo/content/"
if "$build/lampiran" check "$work/typo" >"$work/said" 2>&1; then fail "a table that is not there can be turned"; fi
grep -q "study.yaml:[0-9]*:[0-9]*: error: no table of the appendices has the label 'tbl:definsi'" "$work/said" &&
    grep -q "nearest is 'tbl:definisi'" "$work/said" || { fail "no table that is not there is named"; cat "$work/said"; }
for command in '\parencites[{lihat}][{hlm. 45}]{bryson2006}[{}][{}]{kemenkes2020}' '\textcite[{}][{hlm. 3}]{ansell2008}' \
    '\parencite*[{}][{}]{ansell2008}'; do
    tr '\n' ' ' <lampiran-hasil.tex | grep -qF -- "$command" || fail "no $command"
done
compile lampiran 2
no_overfull lampiran
pdftotext -layout lampiran.pdf lampiran.txt
for text in '  Lampiran 1. Sintesis penelitian terdahulu' 'Tabel 1.1. ' '(sambungan)' 'Dibaca (lihat Bryson'; do
    grep -qF -- "$text" lampiran.txt || fail "'$text' is not printed"
done
pdffonts lampiran.pdf | grep -qE 'NimbusRom|Termes|TimesNewRoman' || fail "no Times"
pdfinfo lampiran.pdf | grep -q '^Page size: *49[0-9].* x 70[0-9]' || fail "the paper is not B5"

[ "$failed" -eq 0 ] && echo "tests/latex: the fragments compile and keep their texts with $engine"
exit "$failed"
