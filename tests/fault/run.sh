#!/bin/sh
# Fails allocations and writes one by one while a study is built over an older output: each time the program must end
# with one clear message, status 1 or 2, and the old output untouched (or, if it came through, a whole new one).
# usage: run.sh LAMPIRAN INTERPOSE.so STUDY
set -eu
program=$1 shim=$2 study=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

complain() {
    echo "fault: $1"
    sed 's/^/    /' "$scratch/messages"
    failed=$((failed + 1))
}

# The old output is the study's before its title changed.
cp -r "$study" "$scratch/study"
"$program" build --jobs 1 --out "$scratch/old" "$scratch/study" 2>/dev/null
sed -i 's/^title: .*/title: Judul yang baru/' "$scratch/study/content/study.yaml"
"$program" build --jobs 1 --out "$scratch/new" "$scratch/study" 2>/dev/null

# same A B: the folders hold the same bytes
same() { diff -r "$1" "$2" >/dev/null 2>&1; }

# attempt WHAT: builds with the environment that is set, and looks at what came of it
attempt() {
    rm -rf "$scratch/out"
    cp -r "$scratch/old" "$scratch/out"
    status=0
    LD_PRELOAD=$shim "$program" build --jobs 1 --out "$scratch/out" "$scratch/study" >"$scratch/messages" 2>&1 || status=$?
    case $status in
    0) same "$scratch/new" "$scratch/out" || complain "$1: status 0, but the output is not the new one" ;;
    1 | 2)
        for part in site appendices; do
            same "$scratch/old/$part" "$scratch/out/$part" || same "$scratch/new/$part" "$scratch/out/$part" ||
                complain "$1: status $status, and $part/ is neither the old one nor the new one"
        done
        grep -qE 'error|out of memory' "$scratch/messages" || complain "$1: status $status without a message"
        ;;
    *) complain "$1: ended with status $status" ;;
    esac
}

COUNT_TO=$scratch/counts LD_PRELOAD=$shim "$program" build --jobs 1 --out "$scratch/count" "$scratch/study" 2>/dev/null
read -r allocations writes <"$scratch/counts"

# About 120 of the allocations, and every write, of which there are few.
step=$((allocations / 120 + 1))
number=1
while [ $number -le "$allocations" ]; do
    export FAIL_ALLOCATION=$number
    attempt "allocation $number of $allocations"
    number=$((number + step))
done
unset FAIL_ALLOCATION
number=1
while [ $number -le "$writes" ]; do
    export FAIL_WRITE=$number
    attempt "write $number of $writes"
    number=$((number + 1))
done
unset FAIL_WRITE
export FAIL_EXCHANGE=1
attempt "no exchange"
for number in 1 2 3 4 5 6; do
    export FAIL_RENAME=$number
    attempt "no exchange, rename $number"
done
[ $failed -eq 0 ] || { echo "fault: $failed failures"; exit 1; }
echo "fault: $allocations allocations (every $step-th) and $writes writes failed one by one, as they should"
