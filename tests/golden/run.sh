#!/bin/sh
# run.sh PROGRAM [accept]: renders each NAME.md here and compares with NAME.dump (our tree), NAME.html, NAME.tex,
# each where there is one, and the diagnostics with NAME.diag (no file: none are expected). Shows every difference;
# fails if there is any. With accept, writes what was found: the dump and the diagnostics always, the others
# where there is one.
set -eu
program=$(realpath "$1")
accept=${2:-}
cd "$(dirname "$0")"
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
failed=0
count=0

# compare EXPECTED FOUND: a missing file is an empty one
compare() {
    if [ "$accept" ]; then
        if [ -s "$2" ]; then cp "$2" "$1"; else rm -f "$1"; fi
        return 0
    fi
    expected=$1
    [ -e "$expected" ] || expected=/dev/null
    diff -u --label "expected $1" --label "found" "$expected" "$2"
}

# render FORMAT CASE: to $found/out and $found/diag; fails when the program broke
render() {
    status=0
    "$program" render --to "$1" "$2.md" >"$found/out" 2>"$found/diag" || status=$?
    [ "$status" -le 1 ] || { cat "$found/diag"; return 1; }
}

check_case() {
    good=0
    render dump "$1" || return 1
    compare "$1.dump" "$found/out" || good=1
    compare "$1.diag" "$found/diag" || good=1
    for format in html latex; do
        suffix=$format
        [ "$format" = latex ] && suffix=tex
        [ -e "$1.$suffix" ] || continue
        render "$format" "$1" || return 1
        compare "$1.$suffix" "$found/out" || good=1
    done
    return $good
}

for file in *.md; do
    case=${file%.md}
    count=$((count + 1))
    check_case "$case" || { echo "FAILED: tests/golden/$file"; failed=$((failed + 1)); }
done
for file in *.dump *.diag *.html *.tex; do
    case=${file%.*}
    [ ! -e "$file" ] || [ -e "$case.md" ] || { echo "tests/golden/$file belongs to no case"; failed=$((failed + 1)); }
done
[ "$failed" -eq 0 ] || { echo "$failed of $count golden cases differ; make golden-accept takes what was found"; exit 1; }
echo "$count golden cases hold"
