#!/bin/sh
# run.sh RESULTS NAME COMMAND...: runs a test, keeps what it prints in RESULTS/NAME, and shows that only if the test
# fails (or V is set). RESULTS/seconds has how long each took. The status is the command's.
set -u
results=$1 name=$2
shift 2
mkdir -p "$results"
# A build waits until all that was written to the disk is there, by whomever. Where memory holds files, and programs among
# them may be run, the test has its temporary folder there; "tmp" in its name is what tests of outputs look for.
memory=/dev/shm
if [ -z "${TMPDIR:-}" ] && [ "$(df -Pk "$memory" 2>/dev/null | awk 'END { print int($4) }')" -gt 4000000 ] &&
    room=$(mktemp -d "$memory/lampiran-test-XXXXXX"); then
    trap 'rm -rf "$room"' EXIT
    trap 'exit 1' HUP INT TERM
    chmod 711 "$room" # a test of the program as another user passes through
    : >"$room/program" && chmod +x "$room/program"
    mkdir "$room/tmp"
    [ ! -x "$room/program" ] || export TMPDIR="$room/tmp"
fi
started=$(date +%s)
"$@" >"$results/$name.running" 2>&1
status=$?
echo "$(($(date +%s) - started)) s $name" >>"$results/seconds"
end=passed
[ $status = 0 ] || end=failed
mv "$results/$name.running" "$results/$name.$end"
if [ $status != 0 ] || [ -n "${V:-}" ]; then
    echo "---- $name: $end"
    cat "$results/$name.$end"
fi
exit $status
