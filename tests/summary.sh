#!/bin/sh
# summary.sh RESULTS: "N passed, N failed" over all tests that tests/run.sh kept there: each test of cmocka, each case,
# step and query that a test says it counted, and one for each test that counts nothing.
set -eu
cd "$1"
passed=$(for result in *.passed; do
    [ -e "$result" ] || continue
    sed -n -e 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' \
        -e 's/^study: \([0-9]*\) cases.*/\1/p' \
        -e 's/^\([0-9]*\) golden cases hold/\1/p' \
        -e 's/^walk: the \([0-9]*\) steps .*/\1/p' \
        -e 's/^search: \([0-9]*\) queries .*/\1/p' \
        -e 's/^# pass \([0-9]*\)$/\1/p' "$result" | awk '{ n += $1 } END { print n ? n : 1 }'
done | awk '{ n += $1 } END { print n + 0 }')
failed=$(find . -name '*.failed' | wc -l)
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
