#!/bin/sh
# pictures.sh PROGRAM: makes the pictures of README.md anew out of the study here: a page of the site by Chromium, a
# page of the appendices by pdftoppm, both made small by ImageMagick. For when their looks have changed.
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$program" build --pdf --out "$scratch" .
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1100,760 \
    --screenshot="$scratch/site.png" "file://$scratch/site/tujuan/a.html" 2>/dev/null
convert "$scratch/site.png" +dither -colors 32 -define png:compression-level=9 layouts/pictures/site.png

# The first page that goes on with a matrix of quotes.
pdf=$scratch/appendices/lampiran.pdf
page=1
shows() { pdftotext -f $page -l $page "$pdf" - | grep -q "$1"; }
until shows 'Ucapan (emik)' && shows lanjutan; do
    page=$((page + 1))
done
pdftoppm -r 80 -png -f $page -l $page -singlefile "$pdf" "$scratch/page"
convert "$scratch/page.png" -trim -bordercolor white -border 24 +dither -colors 16 layouts/pictures/appendix.png
ls -l layouts/pictures
