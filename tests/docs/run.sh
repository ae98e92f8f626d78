#!/bin/sh
# run.sh PROGRAM WORD_HTML: proves the documentation and the built site true. Runs every check, then fails if one
# failed.
set -u
program=$(realpath "$1")
word_html=$(realpath "$2")
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

python3 tests/docs/labels.py || failed=1
python3 tests/docs/paths.py || failed=1
"$program" build --html --out "$scratch" . || failed=1
python3 tests/docs/links.py "$scratch/site" || failed=1
cp -r tests/study/good-evidence "$scratch/evidence" # git keeps its private/, which a build refuses
"$program" build --html "$scratch/evidence" || failed=1
python3 tests/docs/tables.py "$program" "$scratch/site" "$scratch/evidence/site" || failed=1
python3 tests/docs/drawings.py "$scratch/site" || failed=1
python3 tests/docs/languages.py "$program" "$scratch/site" || failed=1
python3 tests/docs/english.py "$program" tests/study/good-english-whole || failed=1
python3 tests/docs/writers.py "$program" "$word_html" . tests/study/base tests/study/good-* || failed=1
python3 tests/docs/made_up.py "$program" . tests/study/base tests/study/good-* || failed=1
python3 tests/docs/commands.py "$program" || failed=1
python3 tests/docs/messages.py "$program" || failed=1
python3 tests/docs/said.py "$program" || failed=1
python3 tests/docs/guide.py "$program" || failed=1
python3 tests/docs/markdown.py "$program" || failed=1
python3 tests/docs/schema_study.py "$program" || failed=1
python3 tests/docs/recognised.py "$program" || failed=1
python3 tests/docs/fields.py "$program" || failed=1
python3 tests/docs/bilingual.py "$program" || failed=1
for text in README.md generator/setup/README.id.md content/FORMAT.md lua/README.md tests/docs/ten-mistakes.md; do
    python3 tests/docs/walk.py "$text" "$program" || failed=1
done
tests/docs/install.sh "$(dirname "$program")" || failed=1
exit $failed
