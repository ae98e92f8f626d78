#!/bin/sh
# long.sh PROGRAM WORD_HTML: what run.sh leaves out, as many studies are built for it: walks through the texts, what the
# writers print of each study, each message in a test. Runs every check, then fails if one failed.
set -u
program=$(realpath "$1")
word_html=$(realpath "$2")
cd "$(dirname "$0")/../.."
failed=0

python3 tests/docs/writers.py "$program" "$word_html" . tests/study/base tests/study/good-* || failed=1
python3 tests/docs/made_up.py "$program" . tests/study/base tests/study/good-* || failed=1
python3 tests/docs/said.py "$program" || failed=1
python3 tests/docs/markdown.py "$program" || failed=1
for text in README.md generator/setup/README.id.md content/FORMAT.md lua/README.md tests/docs/ten-mistakes.md; do
    python3 tests/docs/walk.py "$text" "$program" || failed=1
done
tests/docs/install.sh "$(dirname "$program")" || failed=1
exit $failed
