#!/bin/sh
# run.sh RESULTS NAME COMMAND...: runs a test, keeps what it prints in RESULTS/NAME, and shows that only if the test
# fails (or V is set). RESULTS/seconds has how long each took. The status is the command's.
set -u
results=$1 name=$2
shift 2
mkdir -p "$results"
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
