#!/bin/sh
# deb.sh VERSION BUILD: the Debian package of what git holds at HEAD, as BUILD/lampiran_VERSION_ARCHITECTURE.deb
set -eu
version=$1
build=$(realpath "$2")
cd "$(dirname "$0")/../.."
room=$build/deb/lampiran-$version
rm -rf "$build/deb"
mkdir -p "$room"
git archive HEAD | tar -x -C "$room"
cp -r "$room/generator/setup/debian" "$room/debian"
date=$(git log -1 --format=%cD)
cat >"$room/debian/changelog" <<CHANGELOG
lampiran ($version) unstable; urgency=medium

  * See CHANGELOG.md in /usr/share/doc/lampiran/.

 -- the lampiran authors <lampiran@example.invalid>  $date
CHANGELOG
cd "$room"
SOURCE_DATE_EPOCH=$(date -d "$date" +%s) dpkg-buildpackage -us -uc -b >"$build/deb/log" 2>&1 || { tail -30 "$build/deb/log" >&2; exit 1; }
mv ../*.deb "$build/"
ls "$build"/*.deb
