#!/bin/sh
# build --pdf: pdf.sh BUILD ENGINE
# The same bytes twice, kept while it is right, nothing of the machine in it, and TeX's complaints at their places.
set -eu
. "$(dirname "$0")/common.sh"
engine=$2
lampiran() { "$build/lampiran" "$@" >"$work/said" 2>&1; }
says() { grep -qE "$1" "$work/said" || { fail "nothing is said like '$1':"; cat "$work/said" >&2; }; }
stamp() { stat -c '%i %Y %s' "$work/$1/appendices/lampiran.pdf"; }

mkdir -p "$work/study"
cp -r "$root/content" "$work/study/"
# First by runs until nothing moves, then by one, from what those remembered.
for run in one two; do
    lampiran build --latex --pdf --engine "$engine" --out "$work/$run" "$work/study" || { fail "no PDF"; cat "$work/said" >&2; }
    [ $run = two ] || { cp -r "$work/one" "$work/two" && rm "$work/two/appendices/lampiran.pdf"; }
done
grep -q '\[tex-' "$work/said" && fail "TeX complains of the study in content/"
pdf=$work/one/appendices/lampiran.pdf
cmp -s "$pdf" "$work/two/appendices/lampiran.pdf" || fail "the same study, other bytes"

before=$(stamp two)
lampiran build --latex --pdf --engine "$engine" --out "$work/two" "$work/study"
[ "$before" = "$(stamp two)" ] || fail "made again, though nothing changed"
lampiran build --latex --out "$work/two" "$work/study"
[ "$before" = "$(stamp two)" ] || fail "not kept by a build without --pdf"

pdfinfo "$pdf" >"$work/info"
grep -q '^Title: .*Lampiran penelitian: ' "$work/info" || fail "no title in the PDF"
if [ "$engine" != xelatex ]; then grep -q '^CreationDate' "$work/info" && fail "a time in the PDF"; fi
python3 -c '
import re, sys, zlib
bytes = open(sys.argv[1], "rb").read()
for stream in re.findall(rb"stream\r?\n(.*?)endstream", bytes, re.S):
    try: bytes += zlib.decompressobj().decompress(stream)
    except zlib.error: pass
sys.exit(not re.search(rb"/Lang ?\(id\)|/Lang ?<(feff)?(00)?69", bytes, re.I))' "$pdf" || fail "no language in the PDF"
# For archives: PDF/A-2b, by its parts. No free program that checks all of it is in Debian.
python3 "$here/archive.py" "$pdf" || fail "the PDF is no PDF/A-2b"
# Names and paths may stand in streams: pdfinfo and pdftotext read those, strings the rest.
{ cat "$work/info"; strings -a "$pdf"; } | grep -E "$work|/tmp/|/home/|/root/" && fail "a path of this machine in the PDF"
pdffonts "$pdf" | awk 'NR > 2 { if ($(NF - 4) != "yes") bad = 1 } END { exit bad }' || fail "a font is not embedded"
pdffonts "$pdf" | grep -q 'Type 3' && fail "a font of dots"
pdftotext "$pdf" "$work/text"
grep -q '“' "$work/text" || fail "quotation marks do not copy out"
if grep -q '[ﬁﬂﬀﬃﬄ]' "$work/text"; then fail "ligatures do not copy out as letters"; fi

cp -r "$root/tests/study/base" "$work/final"
# Its title, of letters that TeX takes for commands or does not have, is that of the window and of the archive.
title='Api <1> #2 50% ḥ حياة'
sed -i "s/^title: .*/title: '$title'/" "$work/final/content/study.yaml"
# One that shows a PDF of the study's own, which may hold anything, promises nothing.
cp -r "$root/tests/study/good-appendices" "$work/shown"
printf '\n\n![Surat izin](figures/surat-izin.pdf){width=50%%}\n\n| BAITSATU\n|    BAITDUA\n| BAITTIGA\n' >>"$work/shown/content/pages/persetujuan.md"
# A picture among words: they go on in the same line, and one with no room behind them has a line of its own.
printf '\n\nSEBELUM ![surat](figures/lebar.png) SESUDAH ![surat](figures/kecil.png) SEBARIS\n\n- BUTIR ![surat](figures/lebar.png)\n' \
    >>"$work/shown/content/pages/persetujuan.md"
python3 - "$work/shown/content/figures" <<'END'
import struct, sys, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
for name, width in ("lebar", 2000), ("kecil", 40):
    rows = zlib.compress((b"\0" + b"\x80" * width) * 20)
    open(f"{sys.argv[1]}/{name}.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, 20, 8, 0, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
END
lampiran build --latex --pdf --engine "$engine" --out "$work/shown/out" "$work/shown" || { fail "no PDF in a PDF"; cat "$work/said" >&2; }
pdftotext -bbox "$work/shown/out/appendices/lampiran.pdf" - |
    awk -F'"' '/BAITDUA/ { two = $2 } /BAITTIGA/ { three = $2 } END { exit !(two > three + 5) }' || fail "a line of a line block lost its blanks"
pdftotext -bbox "$work/shown/out/appendices/lampiran.pdf" - |
    awk -F'"' '/SEBELUM/ { left = $2 } /SESUDAH/ { behind = $2; y = $4 } /SEBARIS/ { same = $4 } END { exit !(behind <= left && same == y) }' ||
    fail "words behind a picture begin a paragraph"
! grep -q 'points too wide' "$work/said" || fail "a picture among words is too wide"
! grep -aq 'pdfaid:part' "$work/shown/out/appendices/lampiran.pdf" || fail "a PDF/A with a PDF in it that is not known"
# TeX counts its runs and prints how many there were: one, where a word changed and no page or number with it.
mkdir -p "$work/final/layouts/latex"
sed 's|\\begin{document}|\\newcount\\jalan\\InputIfFileExists{jalan.txt}{}{}\\advance\\jalan1 \\newwrite\\hitungan\
\\immediate\\openout\\hitungan=jalan.txt \\immediate\\write\\hitungan{\\jalan=\\the\\jalan\\relax}\\immediate\\closeout\\hitungan\
&Dijalankan \\the\\jalan\\ kali.|' "$root/layouts/latex/lampiran.tex" >"$work/final/layouts/latex/lampiran.tex"
runs() { # runs FROM TO: a build in which TeX runs that often
    lampiran build --trust --final --latex --pdf --engine "$engine" --out "$work/archive" "$work/final" || { fail "no counted PDF"; cat "$work/said" >&2; }
    pdftotext "$work/archive/appendices/lampiran.pdf" "$work/text"
    grep -q "Dijalankan [$1-$2] kali" "$work/text" || fail "$1 to $2 runs were to be, not: $(grep -o 'Dijalankan.*' "$work/text")"
}
runs 2 4
sed -i 's/Tugas yang dijalankan/Tugas yang dilakukan/' "$work/final/content/definitions.yaml"
runs 1 1
grep -q 'yang dilakukan' "$work/text" || fail "the old PDF was kept"
pdfinfo "$work/archive/appendices/lampiran.pdf" | grep -q "^Title: .*: $title\$" || fail "the title is another in the window"
pdfinfo -meta "$work/archive/appendices/lampiran.pdf" |
    python3 -c 'import html, sys; print(html.unescape(sys.stdin.read()))' >"$work/meta"
grep -q ": $title<" "$work/meta" || fail "the title is another in the archive"
# Nothing changed: TeX is asked for its version and runs no more.
mkdir "$work/bin"
printf '#!/bin/sh\n[ "$1" = --version ] && exec %s --version\nexit 1\n' "$(command -v "$engine")" >"$work/bin/$engine"
chmod +x "$work/bin/$engine"
PATH="$work/bin:$PATH" lampiran build --trust --final --latex --pdf --engine "$engine" --out "$work/archive" "$work/final" ||
    { fail "TeX runs again, though nothing changed"; cat "$work/said" >&2; }
# Nor does poppler: what it read of those bytes is kept.
for run in one two; do XDG_CACHE_HOME="$work/cache" lampiran build --latex --out "$work/two" "$work/study"; done
[ "$(ls "$work/cache/lampiran/read" | wc -l)" = 1 ] || fail "the words of one PDF are not kept once"

# The project for Overleaf holds what is needed to compile it there, and has no time of its own.
lampiran build --overleaf --latex --out "$work/one" "$work/study"
mkdir "$work/overleaf"
python3 -m zipfile -e "$work/one/appendices/overleaf.zip" "$work/overleaf"
for file in "$work/one/appendices"/*.tex "$work/one/appendices"/*.sty; do
    cmp -s "$file" "$work/overleaf/${file##*/}" || fail "overleaf.zip lacks ${file##*/}"
done
cksum "$work/one/appendices/overleaf.zip" >"$work/sum"
lampiran build --latex --out "$work/one" "$work/study"
cksum "$work/one/appendices/overleaf.zip" | cmp -s - "$work/sum" || fail "the same study, another overleaf.zip"

# Small letters of Times: those of codes come in every size as well, and none is a picture.
cp -r "$root/tests/study/base" "$work/times"
sed -i 's/^appendices: .*/appendices: [trail]/' "$work/times/content/study.yaml"
printf 'appendix: {font: times, font_size: 8}\n' >>"$work/times/content/study.yaml"
lampiran build --latex --pdf --engine "$engine" --out "$work/times/out" "$work/times" || fail "no PDF with small letters of Times"
! pdffonts "$work/times/out/appendices/lampiran.pdf" | grep "Type 3" || fail "a font of Times is a picture"

# Changed: the old PDF goes when it is not asked for, a new one comes when it is.
sed -i '1s/$/ /; s/^title: .*/&, edisi kedua/' "$work/study/content/study.yaml"
lampiran build --latex --out "$work/two" "$work/study"
[ ! -e "$work/two/appendices/lampiran.pdf" ] || fail "a PDF of another study was kept"
says "\[outdated-output\]"

# Characters that no font has, of those that are tried either, are named where they stand, and printed as what they are:
# a letter of Kawi, and one of Linear A. All others here are drawn.
cp -r "$root/tests/study/base" "$work/trouble"
sed -i 's/^appendices: .*/appendices: [narrative]/' "$work/trouble/content/study.yaml"
printf '\n\nTanda ∅ ⌈⌉ ⌊⌋ ⟨⟩ ↦ ∓ ∕ ∠ ∋ ≃ ⊃ ⊇ ⊕ ⊗ ⊥ ▲ ★ ▼ ▽ ▶ ► ₓ ʾ ʿ ə ɔ ɛ ≤ √ ✓ ½ ŋ; sebuah aksara Kawi, \360\221\274\222, dan \360\220\230\200.\n' \
    >>"$work/trouble/content/findings/jadwal.md"
line=$(wc -l <"$work/trouble/content/findings/jadwal.md")
lampiran build --latex --pdf --engine "$engine" --out "$work/three" "$work/trouble" || fail "no PDF with odd characters"
says "content/findings/jadwal.md:$line: warning: the font of the PDF lacks [^,]*U\+11F12, [^,]*U\+10600, (printed|which)"
pdftotext "$work/three/appendices/lampiran.pdf" - | tr -d '\n' | grep -q '\[U+11F12\].*\[U+10600\]' || fail "the code of a character is not printed"
pdftotext "$work/three/appendices/lampiran.pdf" - | grep -q '▲.*▼' || fail "a filled triangle is hollow"
lampiran build --latex --pdf --engine "$engine" --out "$work/three" "$work/trouble"
says "content/findings/jadwal.md:$line: warning: the font of the PDF lacks"

# A mistake in the study's own style is shown where it stands, a broken picture where it is shown; nothing is published.
mkdir -p "$work/trouble/layouts/latex"
sed 's/\\newenvironment{lampirankutipan}{/&\\tidakadaperintahini /' "$root/layouts/latex/lampiran.sty" >"$work/trouble/layouts/latex/lampiran.sty"
before=$(stamp three)
if lampiran build --latex --pdf --engine "$engine" --out "$work/three" "$work/trouble"; then fail "an error of TeX is no error"; fi
says "layouts/latex/lampiran.sty:[0-9]+:[0-9]+: error: TeX does not know the command '.tidakadaperintahini'"
[ "$before" = "$(stamp three)" ] || fail "published with an error"
rm -r "$work/trouble/layouts"
cp "$work/trouble/content/findings/jadwal.md" "$work/jadwal.md"
echo rusak >"$work/trouble/content/figures/rusak.png"
printf '\n\n![Gambar rusak](figures/rusak.png)\n' >>"$work/trouble/content/findings/jadwal.md"
if lampiran build --latex --pdf --engine "$engine" --out "$work/three" "$work/trouble"; then fail "a broken picture is no error"; fi
says "content/findings/jadwal.md:$((line + 3)): error: TeX cannot read the picture 'content/figures/rusak.png'"
mv "$work/jadwal.md" "$work/trouble/content/findings/jadwal.md"

# Without TeX: which packages bring it, those that the project itself installs.
mkdir "$work/no-tex"
if PATH="$work/no-tex" lampiran build --latex --pdf --out "$work/four" "$work/trouble"; then fail "a PDF without TeX"; fi
says "apt install $(sed -n 's/^pdf: //p' "$root/generator/setup/packages.txt")$"

# TeX may read its own folder and its installation, and write to its own folder.
mkdir -p "$work/trouble/layouts/latex"
for attempt in '\\input{/etc/hostname}' '\\newwrite\\w \\immediate\\openout\\w=../keluar.txt ' '\\immediate\\write18{touch '"$work"'/shell}'; do
    sed "s|\\\\begin{document}|&$attempt|" "$root/layouts/latex/lampiran.tex" >"$work/trouble/layouts/latex/lampiran.tex"
    lampiran build --latex --pdf --engine "$engine" --out "$work/four" "$work/trouble" || true
    case $attempt in *input*) says 'error: TeX' ;; esac
    [ ! -e "$work/shell" ] || fail "TeX ran a shell"
done
[ "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'keluar.txt' | wc -l)" = 0 ] || fail "TeX wrote to another folder"

[ "$failed" -eq 0 ] && echo "tests/latex: the PDF is the same twice, kept, clean, and its troubles are named with $engine"
exit "$failed"
