#!/bin/sh
# Hooks, sections and layouts that go too far, in whole studies. A folder holds the files that are put over the starter
# study (`setup` is run in it for what git cannot hold) and `expected`: what `lampiran build` says, without source lines
# and without which of many pages a layout was at.
# A folder without layouts/ must make `check` say the same. Each must end by itself, with status 1.
#   tests/scripts/run.sh LAMPIRAN [accept]
set -u
program=$(realpath "$1"); mode=${2:-}
here=$(realpath "$(dirname "$0")")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0 count=0

# say COMMAND NAME: what the command says of the study in $scratch/NAME; memory is held at 1 GB
say() {
    (cd "$scratch/$2" && ulimit -v 1048576 && timeout 120 "$program" "$1" . 2>&1; echo "status $?") |
        grep -vE '^ +[0-9]* \||^status 1$|^  layouts/'
}

for folder in "$here"/*/; do
    name=$(basename "$folder")
    count=$((count + 1))
    "$program" new "$scratch/$name" >/dev/null
    cp -r "$folder." "$scratch/$name"
    rm -f "$scratch/$name/expected" "$scratch/$name/setup"
    [ ! -f "$folder/setup" ] || (cd "$scratch/$name" && sh "$folder/setup")
    say build "$name" >"$scratch/said"
    [ "$mode" != accept ] || cp "$scratch/said" "$folder/expected"
    if ! diff -u "$folder/expected" "$scratch/said"; then
        echo "tests/scripts: build says something else of $name"
        failed=$((failed + 1))
    elif [ ! -d "$folder/layouts" ] && ! grep -q layouts "$folder/setup" 2>/dev/null; then
        say check "$name" >"$scratch/said"
        if ! diff -u "$folder/expected" "$scratch/said"; then
            echo "tests/scripts: check says something else of $name"
            failed=$((failed + 1))
        fi
    fi
done
[ "$failed" -gt 0 ] || echo "tests/scripts: $count studies whose hooks and layouts go too far, each with its diagnostics"
exit "$failed"
