#!/bin/sh
# run.sh BUILD TEST...: what other systems run in place of Linux's own calls, run on Linux: the tests of the rooms that
# ask the system, a study built and published twice, a layout that would need a confined TeX, and the preview.
set -eu
build=$(realpath "$1")
shift
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "portable: FAILED: $1"; cat "$work/said"; exit 1; }

for test; do "$build/portable/test_$test" >"$work/said" 2>&1 || fail "unit test $test"; done

cp -r tests/study/base "$work/study"
"$build/lampiran" build --out "$work/there" "$work/study" >"$work/said" 2>&1 || fail "no build"
for title in "Judul lama" "Judul baru"; do
    sed -i "s/^title: .*/title: $title/" "$work/study/content/study.yaml"
    "$build/lampiran-portable" build --out "$work/out" "$work/study" >"$work/said" 2>&1 || fail "no build of '$title'"
    "$build/lampiran" build --out "$work/there" "$work/study" >"$work/said" 2>&1 || fail "no build of '$title' on Linux"
    diff -r "$work/there" "$work/out" >"$work/said" || fail "another output than on Linux"
done
grep -q "Judul baru" "$work/out/site/index.html" || fail "the new site is not published"

mkdir -p "$work/study/layouts/latex"
sed 's/^% .*/&./' layouts/latex/lampiran.sty >"$work/study/layouts/latex/lampiran.sty"
! "$build/lampiran-portable" build --pdf --out "$work/out" "$work/study" >"$work/said" 2>&1 || fail "TeX runs unconfined"
grep -q 'layouts/latex/lampiran.sty: error: .* \[untrusted\]' "$work/said" || fail "no word that TeX cannot be confined"

python3 tests/serve/run.py "$build/lampiran-portable" . 100 >"$work/said" 2>&1 || fail "the preview"
echo "portable: the tests hold without Linux's own calls"
