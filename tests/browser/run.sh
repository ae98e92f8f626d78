#!/bin/sh
# run.sh BUILD: the site of content/ in Chromium, from a server and from its folder: WCAG, links, keyboard, print,
# weight, Lighthouse. Then a study whose quotes do not fit on one page, and one in two languages.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")/../.."
rm -rf "$build/browser"
"$build/lampiran" build --html --out "$build/browser" .
"$build/tests/bench/make_study" "$build/browser/large-study" 10 900 5
sed -i '/^appendices:/d' "$build/browser/large-study/content/study.yaml"
"$build/lampiran" build --html --out "$build/browser/large" "$build/browser/large-study" 2>/dev/null
python3 tests/docs/links.py "$build/browser/large/site"
cp -r tests/study/good-bilingual "$build/browser/bilingual-study"
"$build/lampiran" build --html --out "$build/browser/bilingual" "$build/browser/bilingual-study"
cd tests/browser
export SITE="$build/browser/site" LARGE="$build/browser/large/site" BILINGUAL="$build/browser/bilingual/site"
# A browser waits more than it works, so there is one for each core; what is measured in time is measured alone.
alone="find lighthouse weight"
together=
for file in *.test.js; do
    case " $alone " in *" ${file%.test.js} "*) ;; *) together="$together $file" ;; esac
done
node --test --test-concurrency="$(nproc)" $together
for name in $alone; do node --test "$name.test.js"; done
