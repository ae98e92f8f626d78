#!/bin/sh
# The appendices of content/ for Word, twice: word.sh BUILD
set -eu
. "$(dirname "$0")/common.sh"
fail() { echo "FAILED: $1" >&2; exit 1; }

for run in one two; do
    XDG_CACHE_HOME="$work/cache-$run" "$build/lampiran" build --latex --docx --out "$work/$run" "$root" >/dev/null || fail "no Word document"
done
for document in "$work/one/appendices/"*.docx; do
    cmp -s "$document" "$work/two/appendices/${document##*/}" || fail "the same study, other bytes"
done
# What informants and documents said, a line of each excerpt.
"$build/lampiran" model --audience all "$root" | python3 -c '
import json, sys
def walk(value):
    if isinstance(value, dict):
        if "codes" in value and "stance" in value and "text" in value:
            print(value["text"].strip().split("\n")[0])
        for inner in value.values(): walk(inner)
    elif isinstance(value, list):
        for inner in value: walk(inner)
walk(json.load(sys.stdin))' >"$work/one/appendices/words.txt"
[ -s "$work/one/appendices/words.txt" ] || fail "no excerpts in the model"
python3 "$here/word.py" "$work/one/appendices/lampiran.docx" "$work/one/appendices" || fail "the Word document"
python3 "$here/word_apart.py" "$work/one/appendices" || fail "the documents of one appendix each"
before=$(stat -c %Y.%i "$work/two/appendices/lampiran.docx")
"$build/lampiran" build --latex --out "$work/two" "$root" >/dev/null
[ "$before" = "$(stat -c %Y.%i "$work/two/appendices/lampiran.docx")" ] || fail "a document that is still right was not kept"

# Without rsvg-convert: words and tables in place of drawings, and a warning. A plain build keeps that document.
mkdir "$work/bin"
ln -s "$(command -v pandoc)" "$work/bin/pandoc"
PATH="$work/bin" "$build/lampiran" build --latex --docx --out "$work/three" "$root" 2>"$work/messages" ||
    fail "no Word document without rsvg-convert"
grep -q "warning: rsvg-convert is not installed" "$work/messages" || fail "no warning of drawings that are missing"
python3 "$here/word_undrawn.py" "$work/three/appendices/lampiran.docx" "$work/one/appendices/lampiran.docx" ||
    fail "the Word document without drawings"
"$build/lampiran" build --latex --out "$work/three" "$root" 2>&1 | grep -q "warning: rsvg-convert is not installed" ||
    fail "the document without drawings was not kept"

# A filter of the study's own that is wrong: one message with what pandoc says, and no document.
cp -r "$root/tests/study/base" "$work/wrong"
mkdir -p "$work/wrong/layouts/docx"
echo 'error("filter yang salah")' >"$work/wrong/layouts/docx/appendices.lua"
! XDG_STATE_HOME="$work/state" "$build/lampiran" build --latex --docx --trust --out "$work/four" "$work/wrong" \
    2>"$work/messages" || fail "a wrong filter passes"
grep -q "error: pandoc made no Word document" "$work/messages" && grep -q "filter yang salah" "$work/messages" ||
    fail "a wrong filter is not named"

python3 "$here/word_hostile.py" "$build/lampiran" "$root" "$work/hostile" || fail "hostile texts in a Word document"
python3 "$here/word_marks.py" "$build/lampiran" "$root" "$work/marks" || fail "marks in a Word document"
python3 "$here/word_template.py" "$build/lampiran" "$root" "$work/template" || fail "a template of the study's own"
python3 "$root/tests/office/valid.py" "$work/one/appendices/lampiran.docx" "$work/hostile/out/appendices/lampiran.docx" \
    "$work/marks/out/appendices/lampiran.docx" "$work/template/out/appendices/lampiran.docx" || fail "not as the schema wants it"
python3 "$here/word_pages.py" "$work/one/appendices/lampiran.docx" "$work" || fail "the pages of the Word document"
echo "tests/latex: the Word document holds the tables, pictures, captions, lists, turned pages, links and excerpts"
