#!/bin/sh
# Proves that includes point one way (base <- model <- markdown, script <- stages <- main.c) and that each
# library has its one door. Prints each include that does not, and fails.
set -eu
cd "$(dirname "$0")/.."
bad=0
complain() { echo "$1: $2" >&2; bad=1; }

# may_include FOLDER: the folders whose headers it may include besides its own
may_include() {
    case $1 in
    base) ;;
    model) echo base ;;
    markdown) echo base model ;;
    script) echo base ;;
    read | check | assemble | render) echo base model markdown script ;;
    publish | typeset | serve | import) echo base model ;;
    esac
}

for file in */*.[ch]; do
    folder=${file%%/*}
    allowed=" $folder $(may_include "$folder") "
    for header in $(sed -n 's/^#include "\(.*\)"/\1/p' "$file"); do
        case $allowed in
        *" ${header%%/*} "*) ;;
        *) complain "$file" "includes $header, but $folder/ may include only:$allowed" ;;
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
door 'zlib' leak/leak_binary.c
door 'zip' typeset/archive.c
door 'lua|<lauxlib|<lualib' script/*.c assemble/api*.c assemble/builders*.c assemble/hooks*.c render/layout*.c
door 'graphviz' write/drawing/diagram.c
door 'microhttpd' serve/serve.c
exit $bad
