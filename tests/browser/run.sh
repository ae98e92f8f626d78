#!/bin/sh
# run.sh BUILD pages|times: the site of content/ in Chromium, from a server and from its folder: WCAG, links, keyboard,
# print. Then a study whose quotes do not fit on one page, and one in two languages. `times` is what measures time, each
# alone, in the sites that `pages` has built: speed, Lighthouse; then the preview.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")/../.."
export SITE="$build/browser/site" LARGE="$build/browser/large/site" BILINGUAL="$build/browser/bilingual/site"
alone="lighthouse speed"
if [ "$2" = times ]; then
    cd tests/browser
    for name in $alone; do node --test "$name.test.js"; done
    exec node ../serve/browser.js "$build/lampiran" ../..
fi
rm -rf "$build/browser"
"$build/lampiran" build --html --out "$build/browser" .
"$build/tests/bench/make_study" "$build/browser/large-study" 10 900 5
sed -i '/^appendices:/d' "$build/browser/large-study/content/study.yaml"
"$build/lampiran" build --html --out "$build/browser/large" "$build/browser/large-study" 2>/dev/null
python3 tests/docs/links.py "$build/browser/large/site"
cp -r tests/study/good-bilingual "$build/browser/bilingual-study"
"$build/lampiran" build --html --out "$build/browser/bilingual" "$build/browser/bilingual-study"
cd tests/browser
# All the rest in one process, as a browser takes seconds to start.
together=
for file in *.test.js; do
    case " $alone " in *" ${file%.test.js} "*) ;; *) together="$together ./$file" ;; esac
done
exec node --input-type=module --eval 'await Promise.all(process.argv.slice(1).map((file) => import(file)));' $together
