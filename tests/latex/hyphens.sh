#!/bin/sh
# Words in another language are hyphenated as in that language: hyphens.sh FOLDER-OF-lampiran.sty ENGINE
# With babel and without, and not at all where the document knows no patterns of the language.
set -eu
style=$(cd "$1" && pwd)
engine=$2
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
[ "$failed" -eq 0 ] && echo "tests/latex: words of other languages are hyphenated as theirs with $engine"
exit "$failed"
