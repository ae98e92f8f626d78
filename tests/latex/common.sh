# What the scripts here begin with: source it after `set -eu`, with the folder of the built program as first argument.
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "FAILED: ${engine:+$engine: }$1" >&2; failed=1; }
