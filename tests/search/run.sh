#!/bin/sh
# run.sh BUILD: the search of the site of content/, run by node as a browser runs it: queries and the pages they must
# find. Then a study too large for full text.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")/../.."
rm -rf "$build/search"
"$build/lampiran" build --html --out "$build/search" .
node tests/search/run.js "$build/search/site"
"$build/tests/bench/make_study" "$build/search/large-study" 700 500 5
"$build/lampiran" build --html --out "$build/search/large" "$build/search/large-study" 2>"$build/search/said"
grep -q 'search-titles' "$build/search/said"
node tests/search/large.js "$build/search/large/site"
python3 tests/docs/links.py "$build/search/large/site"
