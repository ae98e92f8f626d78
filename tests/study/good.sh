#!/bin/sh
# Builds each good study (base, good-*, and what `lampiran new` makes) three times: twice from scratch with different numbers of workers, which
# must give the same bytes and no diagnostics but those whose codes are in the study's file `said`, and once over what is
# there, which must write nothing. No string of a study's file `absent` may stand in the output, each line of its file
# `present` must. good.sh PROGRAM
set -eu
program=$(realpath "$1")
once=${2:-}
jobs=${once:+3}
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
fail() { echo "FAILED $1: $2"; failed=1; }

# build STUDY OUT JOBS: what was said goes to OUT.said
build() {
    "$program" build --out "$2" --jobs "$3" "$1" >"$2.said" 2>&1 || fail "$1" "does not build"
    codes=$(sed -n 's/^[^ ].*\[\([a-z-]*\)\]$/\1/p' "$2.said")
    if [ "$codes" != "$(cat "$1/said" 2>/dev/null)" ] || { [ -s "$2.said" ] && [ -z "$codes" ]; }; then
        fail "$1" "does not say what it should"
        cat "$2.said"
    fi
}

# build_again STUDY: what was built once, by other workers, and over what is there
build_again() {
    study=$1
    build "$scratch/studies/$study" "$scratch/$study.2" 3
    diff -r "$scratch/$study.1" "$scratch/$study.2" || fail "$study" "two builds differ"
    touch "$scratch/mark"
    sleep 0.01
    build "$scratch/studies/$study" "$scratch/$study.2" 2
    written=$(find "$scratch/$study.2" -newer "$scratch/mark" -type f)
    [ -z "$written" ] || fail "$study" "a build that changes nothing writes $written"
}

mkdir "$scratch/studies"
# The studies that `lampiran new` makes are good ones, too.
for kind in content-analysis thematic-analysis phenomenology grounded-theory case-study framework-analysis; do
    for language in id en; do
        "$program" new --language $language --approach $kind "$scratch/studies/new-$kind-$language" >"$scratch/new" ||
            fail "new-$kind-$language" "is not made"
    done
done

for study in base good-* $(cd "$scratch/studies" && echo new-*); do
    # A copy: git keeps content/private/ of these studies here, which would stop the build of a real one.
    [ ! -d "$study" ] || cp -r "$study" "$scratch/studies/$study"
    build "$scratch/studies/$study" "$scratch/$study.1" "${jobs:-1}"
    [ -n "$once" ] && [ "$study" != base ] || build_again "$study"
    if [ -e "$study/absent" ] && grep -rFf "$study/absent" "$scratch/$study.1"; then
        fail "$study" "shows what is withheld"
    fi
    [ ! -e "$study/present" ] || while IFS= read -r line; do
        grep -rqF -e "$line" "$scratch/$study.1" || fail "$study" "does not show '$line'"
    done <"$study/present"
    if grep -rF "$scratch" "$scratch/$study.1" || grep -rF "$PWD" "$scratch/$study.1"; then
        fail "$study" "shows a path of this computer"
    fi
done
[ $failed = 0 ] && echo "study: good studies are built twice alike"
exit $failed
