#!/bin/sh
# The fragments \input into theses of other classes: hosts.sh BUILD ENGINE...
# Each class with each preamble, by one of the engines: no error, no undefined or doubled label, nothing in the margin;
# in those that are run until the pages are settled, "Lampiran A (lanjutan)" is on the pages where it belongs.
set -eu
. "$(dirname "$0")/common.sh"
shift
classes="article report book scrreprt memoir skripsiuji"
preambles="bare babel links dressed parts twoside twocolumn right heads small"
# A wide table, nested lists with references, charts and pictures, a table of a cell over all columns.
fragments="lampiran-definisi lampiran-model lampiran-angka lampiran-buku-kode lampiran-triangulasi lampiran-pustaka"

say() { printf "%s\n" "$1"; } # echo would read the backslashes
there() { kpsewhich "$1.sty" >/dev/null; }
use() { if there "$2"; then say "\\usepackage$1{$2}"; else say "% $2 is not installed"; fi; }
fonts() {
    say '\usepackage{iftex}'
    say '\ifPDFTeX\usepackage[T1]{fontenc}\usepackage{lmodern}\else\usepackage{fontspec}\fi'
}
indonesian() { fonts; say '\usepackage[provide=*,indonesian]{babel}'; }

# What a student's preamble holds.
preamble() {
    case $1 in
    bare) say '\usepackage{lampiran}' ;;
    babel) indonesian; say '\usepackage{lampiran}' ;;
    links) indonesian; say '\usepackage{lampiran}'; use '' hyperref ;;
    dressed)
        indonesian
        use '' setspace; say '\ifdefined\onehalfspacing\onehalfspacing\else\OnehalfSpacing\fi'
        if there enumitem; then say '\usepackage{enumitem}\setlist{itemsep=2em,leftmargin=4em}'; fi
        use '[font=small,labelfont=bf]' caption
        say '\usepackage{lampiran}'
        use '[newcommands]' ragged2e
        use '' hyperref
        use '' cleveref
        ;;
    parts) # without the line on later pages
        indonesian; say '\usepackage{lampiran}\renewcommand\lampirankepalalanjutan[1]{}'; use '' subcaption; use '[none]' hyphenat; use '' pdflscape ;;
    twoside | twocolumn | small) indonesian; say '\usepackage{lampiran}'; use '' hyperref ;;
    right)
        indonesian
        say '\usepackage{lampiran}'
        use '' hyperref
        say '\renewcommand\lampiranjudul{\lampiranjudulkanan}\renewcommand\lampiranlanjutan{sambungan}'
        ;;
    heads) # a page style with much in it, wide lines, figures of a style of their own
        indonesian
        if there float; then say '\usepackage{float}\floatstyle{ruled}\restylefloat{figure}'; fi
        use '' setspace; say '\ifdefined\doublespacing\doublespacing\else\DoubleSpacing\fi'
        say '\usepackage{lampiran}'
        use '' fancyhdr
        say '\ifdefined\fancyhf\pagestyle{fancy}\fancyhf{}\fancyhead[R]{Kepala halaman \thepage}\fancyhead[L]{Tesis}\fi'
        ;;
    esac
}

# host CLASS PREAMBLE: its main file on standard output
host() {
    options=12pt,a4paper
    case $2 in
    twoside | twocolumn) options=$options,$2 ;;
    heads) options=$options,twoside ;;
    small) options=10pt,a5paper,twoside ;; # little room above the heads
    esac
    say "\\documentclass[$options]{$1}"
    preamble "$2"
    [ "$1" != skripsiuji ] || say '\renewcommand\lampiranjudul[2]{\lampiranbaru{#1}\label{#2}}'
    say '\renewcommand\lampiranfolder{../appendices/}'
    say '\begin{document}\tableofcontents\listoftables\section{Isi}\label{isi} Lihat \ref{lampiran-pustaka}.'
    say '\begin{table}\caption{Milik sendiri}\label{tab-sendiri}x\end{table}\begin{itemize}\item a\end{itemize}'
    [ "$2" != links ] || say '\input{../appendices/bab-hasil}' # the results in the body of the thesis
    say '\appendix'
    for fragment in $fragments; do say "\\input{../appendices/$fragment}"; done
    say 'Sesudah semua lampiran.\label{lampiran-usai}\clearpage Halaman tesis lagi.'
    say '\end{document}'
}

"$build/lampiran" build --latex --out "$work" "$root" >/dev/null
cp "$here/hosts/skripsiuji.cls" "$work/appendices/"
for class in $classes; do
    for preamble in $preambles; do
        [ "$class-$preamble" != skripsiuji-small ] || continue # it is for A4 alone, without hyphens
        mkdir "$work/$class-$preamble"
        host "$class" "$preamble" >"$work/$class-$preamble/host.tex"
    done
done

cp "$here/heads.py" "$here/overlap.py" "$here/verdict.py" "$work/"
export FRAGMENTS="$fragments"
cat >"$work/compile.sh" <<'EOF'
cd "$2" || exit 1
name="$1 $(basename "$2")"
runs="1 2"
case $name in *right | *heads) runs="1 2 3" ;; esac
case $1 in xelatex) dry=-no-pdf ;; *) dry=-draftmode ;; esac
for run in $runs; do
    [ "$run" != "${runs##* }" ] || dry= # pages are drawn by the last run alone
    TEXINPUTS=../appendices: $1 $dry -no-shell-escape -interaction=nonstopmode -output-directory . host.tex >/dev/null 2>&1
done
bad=$(grep -a -E -m3 -A2 '^!|LaTeX Warning: (Reference|Label).*(undefined|multiply)|Missing character|Table widths have changed|destination with the same identifier' host.log)
wide=$(grep -a -m3 '^Overfull .[hv]box' host.log)
high=$(grep -a -m3 '^Overfull .vbox' host.log)
case $name in *bare | *parts | *twocolumn | *skripsiuji*) wide= ;; *small) wide=$high ;; esac # nothing can be hyphenated, or no room is left
[ -s host.pdf ] || bad="$bad no PDF"
bad="$bad$(python3 ../overlap.py host.pdf 2>&1)"
case $name in
*right) bad="$bad$(python3 ../heads.py host.aux host.pdf sambungan $FRAGMENTS 2>&1)" ;;
*heads) bad="$bad$(python3 ../heads.py host.aux host.pdf lanjutan $FRAGMENTS 2>&1)"
    pdftotext host.pdf host.txt
    grep -q "fancyhdr.sty" host.log && [ "$(grep -c "^Kepala halaman" host.txt)" -lt 4 ] && bad="$bad the heads of the thesis are gone" ;;
*parts) pdftotext -layout host.pdf host.txt
    ! grep -E 'Lampiran [A-Z0-9]+ \(' host.txt || bad="$bad there are heads that were switched off" ;;
esac
[ -z "$bad$wide" ] || { echo "FAILED: $name: $bad $wide" >&2; exit 1; }
rm -f host.pdf host.aux host.toc host.lot host.out
EOF
engines=
for engine in "$@"; do
    if command -v "$engine" >/dev/null; then engines="$engines $engine"; else echo "tests/latex/hosts: $engine is not installed" >&2; fi
done
[ -n "$engines" ] || exit 0

# takes TURN: sets engine to the one that takes the thesis of that turn, or to nothing. One alone takes all. Those that
# are tried together take every second one, for time: each meets every preamble and every class.
takes() {
    turn=$1
    set -- $engines
    engine=$1
    [ $# -gt 1 ] || return 0
    shift $((turn / 2 % $#))
    engine=$1
    [ $((turn % 2)) = 0 ] || engine=
}
first=0
for class in $classes; do
    turn=$first
    for preamble in $preambles; do
        takes "$turn"
        [ -z "$engine" ] || [ ! -d "$work/$class-$preamble" ] || printf '%s\n%s\n' "$engine" "$work/$class-$preamble"
        turn=$((turn + 1))
    done
    first=$((first + 1))
done >"$work/theses"
xargs -n 2 -P 2 sh "$work/compile.sh" <"$work/theses"
for engine in $engines; do
    echo "tests/latex: the fragments fit $(grep -c "^$engine$" "$work/theses") theses with $engine"
done
