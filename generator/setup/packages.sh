#!/bin/sh
# Installs the Debian packages that are missing for the purposes named: packages.sh build test
# NO_INSTALL=1 forbids it: then the missing ones are named, and the status is 1.
set -eu
list=$(dirname "$0")/packages.txt
wanted=$(for purpose in "$@"; do sed -n "s/^$purpose://p" "$list"; done)
missing=
for package in $wanted; do
    # A program that is there already, from wherever, is as good as its package.
    command -v "$package" >/dev/null 2>&1 && continue
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "Debian packages needed:$missing"
if [ -n "${NO_INSTALL:-}" ]; then
    echo "NO_INSTALL is set. Install them with: apt-get install$missing" >&2
    exit 1
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Neither root nor sudo. Install them with: apt-get install$missing" >&2; exit 1; }
    sudo=sudo
fi
export DEBIAN_FRONTEND=noninteractive
install() { $sudo apt-get install -y -qq --no-install-recommends $missing; }
# A list of packages that is there may do; one that is missing or old is fetched.
install || { $sudo apt-get update -qq && install; }
