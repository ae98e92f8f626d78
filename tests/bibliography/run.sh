#!/bin/sh
# run.sh BUILD: works that are hard to print, styles other than APA, and our bibliography against pandoc's on made-up works: two lists of 600,
# in both languages.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")/../.."
python3 tests/bibliography/hard.py "$build/lampiran"
python3 tests/bibliography/styles.py "$build/lampiran"
for list in "7 id" "10 id" "7 en" "10 en"; do
    # shellcheck disable=SC2086
    python3 tests/bibliography/generate.py "$build/bibliography" 600 $list
    case $list in 7*) python3 tests/bibliography/vancouver.py "$build/lampiran" "$build/bibliography" "${list#* }" ;; esac
    python3 tests/bibliography/compare.py "$build/tests/bibliography/cite_text" "$build/bibliography" "${list#* }"
done
