#!/bin/sh
# What the system does not allow: one clear message each, status 2, and the old output as it was.
# usage: limits.sh LAMPIRAN STUDY
set -u
program=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
cp -r "$2" "$scratch/study"
cd "$scratch" || exit 1
"$program" build study 2>/dev/null
cp -r study/site old
sed -i 's/^title: .*/title: Judul yang baru/' study/content/study.yaml

# expect STATUS WORDS WHAT: what was done last ended with STATUS and one message that holds WORDS
expect() {
    [ $status -eq "$1" ] && grep -q "$2" messages && [ "$(grep -cE '^(lampiran|error):' messages)" -le 1 ] && return
    echo "limits: $3: status $status"
    sed 's/^/    /' messages
    failed=$((failed + 1))
}

(ulimit -f 1; exec "$program" build study) >messages 2>&1; status=$?
expect 2 'File too large.*\[output-failed\]' "a limit of the size of files"
diff -r old study/site >messages || { echo "limits: the old output was changed"; failed=1; }

for command in model "schema" "check --format json" "render --to dump ../study/content/findings/dana.md"; do
    mkdir -p full
    case $command in schema | render*) argument= ;; *) argument=../study ;; esac
    (cd full && exec "$program" $command $argument) >/dev/full 2>messages; status=$?
    expect 2 'standard output' "$command to a full disk"
    (cd full && exec "$program" $command $argument) >&- 2>messages; status=$?
    expect 2 'standard output' "$command without standard output"
done

for arguments in "new" "build --out" "check" "build --out="; do
    case $arguments in *=) set -- ;; *) set -- "" ;; esac
    "$program" $arguments "$@" >messages 2>&1; status=$?
    expect 2 "''\|no value" "$arguments ''"
done
[ -z "$(ls -A full)" ] || { echo "limits: something was written"; failed=1; }

mkdir locked
# Another build, as far as this one can see.
flock locked "$program" build --out locked study >messages 2>&1; status=$?
expect 2 'another build is writing.*\[output-busy\]' "a build beside another"

echo mine >locked/site
"$program" build --out locked study >messages 2>&1; status=$?
expect 1 'is a file.*\[output-foreign\]' "a file in the way"

# Who may not write: not root, whom nothing keeps out.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    chmod 755 . && mkdir closed
    HOME=/nonexistent setpriv --reuid=65534 --regid=65534 --clear-groups "$program" build --out closed study >messages 2>&1; status=$?
    expect 2 'Permission denied' "a folder that is closed to us"
    (ulimit -s 64 && HOME=/nonexistent exec setpriv --reuid=65534 --regid=65534 --clear-groups "$program" check study) >messages 2>&1; status=$?
    expect 2 'ulimit -s' "a small stack"
fi
[ $failed -eq 0 ] && echo "limits: each was one message" || exit 1
