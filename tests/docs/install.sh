#!/bin/sh
# install.sh BUILD: `make install` into a new folder, then the installed program, in a place that knows nothing of this
# one, begins a study and builds it. The tree may be moved.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")/../.."
for package in $(sed -n 's/^build://p' generator/setup/packages.txt | tr ' ' '\n' | grep -e -dev -e ^libjs); do
    grep -q "[ :]$package\(,\|\$\)" generator/setup/debian/control ||
        { echo "install: $package is needed to build, and no Build-Depends of debian/control"; exit 1; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

make --no-print-directory BUILD="$build" PREFIX="$scratch/first" \
    SHARE="$scratch/first/share/lampiran" install >"$scratch/said" ||
    { cat "$scratch/said"; exit 1; }
mv "$scratch/first" "$scratch/moved"
mkdir "$scratch/elsewhere"
cd "$scratch/elsewhere"
program=$scratch/moved/bin/lampiran
env -i "$program" new skripsi >"$scratch/said"
env -i "$program" build skripsi
for file in skripsi/site/index.html skripsi/site/assets/style.css skripsi/appendices/lampiran.tex \
    "$scratch/moved/share/man/man1/lampiran.1" "$scratch/moved/share/man/id/man1/lampiran.1"; do
    [ -s "$file" ] || { echo "install: there is no $file"; exit 1; }
done
if find "$scratch/moved" -path '*/pictures/*' | grep .; then
    echo "install: pictures of the README are installed"
    exit 1
fi
echo "install: the installed program makes and builds a study elsewhere"
