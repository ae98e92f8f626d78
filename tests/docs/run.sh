#!/bin/sh
# run.sh PROGRAM: proves the documentation and the built site true, as far as that takes seconds; long.sh has the rest.
# Runs every check, then fails if one failed.
set -u
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

python3 tests/docs/labels.py || failed=1
python3 tests/docs/paths.py || failed=1
python3 tests/docs/lists.py || failed=1
"$program" build --html --out "$scratch" . || failed=1
python3 tests/docs/links.py "$scratch/site" || failed=1
for study in evidence techniques; do
    cp -r "tests/study/good-$study" "$scratch/$study" # git keeps its private/, which a build refuses
    "$program" build --html "$scratch/$study" || failed=1
done
python3 tests/docs/tables.py "$program" "$scratch/site" "$scratch/evidence/site" "$scratch/techniques/site" || failed=1
python3 tests/docs/drawings.py "$scratch/site" || failed=1
python3 tests/docs/languages.py "$program" "$scratch/site" || failed=1
python3 tests/docs/english.py "$program" tests/study/good-english-whole || failed=1
python3 tests/docs/commands.py "$program" || failed=1
python3 tests/docs/messages.py "$program" || failed=1
python3 tests/docs/guide.py "$program" || failed=1
python3 tests/docs/schema_study.py "$program" || failed=1
python3 tests/docs/recognised.py "$program" || failed=1
python3 tests/docs/fields.py "$program" || failed=1
python3 tests/docs/bilingual.py "$program" || failed=1
exit $failed
