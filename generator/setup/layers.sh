#!/bin/sh
# Proves that includes between rooms point one way and that each library has its one door. Prints each include that does not, and fails.
set -eu
cd "$(dirname "$0")/.."
bad=0
complain() { echo "$1: $2" >&2; bad=1; }

# may_include ROOM: the rooms whose headers it may include besides its own
may_include() {
    case $1 in
    base) ;;
    study) echo base document analysis ;;
    document) echo base study ;;
    analysis | manual) echo base study ;;
    markdown) echo base study document ;;
    bibliography) echo base study document ;;
    quotes) echo base study document read check ;;
    read) echo base study document markdown bibliography quotes ;;
    check) echo base study document analysis bibliography lua ;;
    lua) echo base study document analysis markdown ;;
    report) echo base study document analysis bibliography lua ;;
    leak) echo base study document ;;
    publish) echo base study document leak ;;
    typeset) echo base study document ;;
    serve) echo base study ;;
    write) echo base study document lua ;;
    write/drawing) echo base study document write ;;
    write/html) echo base study document write write/drawing ;;
    write/latex) echo base study document write write/drawing lua ;;
    write/word) echo base study document write write/drawing write/html ;;
    write/site) echo base study document write write/drawing write/html lua ;;
    esac
}

for file in */*.[ch] */*/*.[ch]; do
    room=${file%/*}
    allowed=" $room $(may_include "$room") "
    for header in $(sed -n 's/^#include "\(.*\)"/\1/p' "$file"); do
        case $allowed in
        *" ${header%/*} "*) ;;
        *) complain "$file" "includes $header, but $room/ may include only:$allowed" ;;
        esac
    done
done

# door HEADER FILE...: only these files may include the library's header
door() {
    header=$1
    shift
    for file in $(grep -rlE --include="*.[ch]" "^#include <($header)" . | sed "s,^./,,"); do
        case " $* " in
        *" $file "*) ;;
        *) complain "$file" "includes <$header>, whose door is: $*" ;;
        esac
    done
}
door 'cmark' markdown/markdown.c markdown/spans.c
door 'yaml' read/yaml.c
door 'utf8proc' base/text.c
door 'zlib' leak/binary.c
door 'zip' typeset/archive.c leak/binary.c
door 'lua|<lauxlib|<lualib' lua/*.[ch]
door 'graphviz' write/drawing/diagram.c
door 'microhttpd' serve/serve.c
exit $bad
