#!/bin/sh
# Words are hyphenated as their language does: hyphens.sh FOLDER-OF-lampiran.sty ENGINE LAMPIRAN ROOT
# Those of another language with babel and without, and not at all where the document knows no patterns of it; those of
# Indonesian nowhere but at the places in divisions.txt.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
style=$(cd "$1" && pwd)
engine=$2
program=$3
root=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# words PREAMBLE EXPECTED: as TeX would part them
words() {
    cat >words.tex <<EOF
\\documentclass{article}
\\usepackage{iftex}\\ifPDFTeX\\usepackage[T1]{fontenc}\\fi
$1
\\usepackage{lampiran}
\\begin{document}
\\showhyphens{considerable}
\\lampiranasing{en-GB}{\\showhyphens{considerable}}
\\begin{lampiranbahasa}{en}\\showhyphens{considerable}\\end{lampiranbahasa}
\\lampiranasing{nl}{\\showhyphens{samenwerking}}
\\lampiranasing{bug-Bugi}{\\showhyphens{kesehatan}}
\\showhyphens{kesehatan}
\\end{document}
EOF
    TEXINPUTS=".:$style:" "$engine" -no-shell-escape -interaction=nonstopmode words.tex >/dev/null || true
    if grep -a '^!' words.log; then failed=1; fi
    printed=$(grep -a -oE '(con-?sid?|sa-?me|ke-?se)[a-z-]*$' words.log | tr '\n' ' ')
    [ "$printed" = "$2 " ] || { echo "FAILED: $engine, '$1': $printed, not $2" >&2; failed=1; }
}
english='con-sid-er-able con-sid-er-able con-sid-er-able'
words '' "$english samenwerking ke-se-hatan ke-se-hatan"
words '\usepackage[provide=*,indonesian]{babel}' 'con-si-de-ra-ble con-sid-er-able con-sid-er-able samenwerking ke-se-hat-an ke-se-hat-an'

# What the program writes of the words, then the places where TeX parts them.
cp -r "$root/tests/study/base" study
{
    printf -- '---\nid: jadwal-tetap\nobjective: a\ntheme: jadwal\ntitle: Jadwal tetap\n---\n'
    tr -d '-' <"$here/divisions.txt"
} >study/content/findings/jadwal.md
sed -i "s/^appendices: .*/appendices: [narrative]/" study/content/study.yaml
"$program" build --latex --out out study 2>messages || { cat messages >&2; exit 1; }
{
    printf '%s\n' '\documentclass{article}\usepackage{iftex}\ifPDFTeX\usepackage[T1]{fontenc}\fi' \
        '\usepackage[provide=*,indonesian]{babel}\usepackage{lampiran}\begin{document}\begin{lampiranteks}'
    sed -n '/^.lampiranpenggalan{/,/}$/p' out/appendices/lampiran-hasil.tex
    tr -d '-' <"$here/divisions.txt" | tr ' ' '\n' | sed 's/.*/\\showhyphens{&}/'
    printf '%s\n' '\end{lampiranteks}\end{document}'
} >words.tex
TEXINPUTS=".:$style:" "$engine" -no-shell-escape -interaction=nonstopmode words.tex >/dev/null || true
python3 "$here/divisions.py" "$here/divisions.txt" words.log || failed=1
[ "$failed" -eq 0 ] && echo "tests/latex: words of other languages are hyphenated as theirs with $engine"
exit "$failed"
