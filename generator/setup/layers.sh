#!/bin/sh
# layers.sh [BUILD]: proves that includes between rooms point one way, that symbols do (of the objects below BUILD), and
# that each library has its one door. Prints what does not, and fails.
set -eu
build=${1:+$(realpath "$1")}
cd "$(dirname "$0")/.."
bad=0
complain() { echo "$1: $2" >&2; bad=1; }

rooms="base study document analysis manual markdown bibliography quotes read check lua report leak publish typeset deliver serve edit exchange
write write/drawing write/html write/latex write/word write/site"

# may_include ROOM: the rooms whose headers it may include besides its own
may_include() {
    case $1 in
    base) ;;
    study) echo base ;;
    document | analysis) echo base study ;;
    manual | markdown | bibliography | quotes | typeset) echo base study document ;;
    read) echo base study document markdown bibliography quotes ;;
    lua) echo base study document analysis markdown ;;
    check) echo base study document analysis bibliography quotes lua ;;
    report) echo base study document analysis bibliography lua ;;
    leak) echo base study document quotes ;;
    publish) echo base study document leak manual ;;
    deliver) echo base study publish ;;
    serve) echo base study ;;
    edit) echo base study document bibliography read ;;
    exchange) echo base study document quotes read leak edit ;;
    write) echo base study document lua ;;
    write/drawing) echo base study document write ;;
    write/html) echo base study document write write/drawing ;;
    write/latex) echo base study document write write/drawing lua ;;
    write/word) echo base study document write write/drawing write/html ;;
    write/site) echo base study document write write/drawing write/html lua ;;
    esac
}

# The table itself leads nowhere in a circle.
table=$(mktemp)
trap 'rm -f "$table"' EXIT
for room in $rooms; do
    for other in $(may_include "$room"); do echo "$room $other"; done
done >"$table"
tsort "$table" >/dev/null || complain "the table of rooms" "has a circle"

# Each include that leads to another room.
grep -o '^#include "[^"]*"' */*.[ch] */*/*.[ch] | awk -F '[:"]' -v table="$table" '
    BEGIN { while ((getline line <table) > 0) allowed[line] = 1 }
    { room = $1; other = $3; sub("/[^/]*$", "", room); sub("/[^/]*$", "", other)
      if (room != other && !((room " " other) in allowed)) {
        print $1 ": includes " $3 ", but " room "/ may not include from " other "/"; bad = 1 } }
    END { exit bad }' >&2 || bad=1

# The same from the objects below BUILD: each symbol that one takes from another room.
if [ -n "$build" ]; then
    objects=$(for file in */*.c */*/*.c; do echo "${file%.c}.o"; done)
    # shellcheck disable=SC2086
    linux='close_range|execvpe|inotify_.*|memfd_create|memrchr|mempcpy|strchrnul|pidfd_.*|pipe2|accept4|prctl|renameat2|signalfd|eventfd|timerfd_.*|epoll_.*|syncfs|syscall|getrandom|sendfile|copy_file_range|secure_getenv|qsort_r|program_invocation_.*'
    # shellcheck disable=SC2086
    (cd "$build" && nm -A -u $objects) | grep -E " U ($linux)$" | grep -vE '^(base/platform|base/confine|serve/watch)\.o:' >&2 &&
        complain "calls that Linux alone has" "belong behind base/platform.h"
    # shellcheck disable=SC2086
    (cd "$build" && nm -A -g $objects) | awk -v table="$table" '
        BEGIN { while ((getline line <table) > 0) allowed[line] = 1 }
        { split($1, place, ":"); room = place[1]; sub("/[^/]*$", "", room)
          if ($(NF - 1) == "U") users[$NF] = users[$NF] " " place[1]; else home[$NF] = room }
        END { for (symbol in users) if (symbol in home) { count = split(users[symbol], files, " ")
                for (i = 1; i <= count; i++) { room = files[i]; sub("/[^/]*$", "", room)
                  if (room != home[symbol] && !((room " " home[symbol]) in allowed)) {
                    print files[i] ": takes " symbol " from " home[symbol] "/"; bad = 1 } } }
              exit bad }' >&2 || bad=1
fi

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
door 'linux/.*|sys/(inotify|prctl|pidfd|syscall|signalfd|eventfd|timerfd|epoll|random|sendfile)\.h' base/platform.c base/confine.c serve/watch.c
door 'cmark' markdown/markdown.c markdown/spans.c
door 'yaml' read/yaml.c
door 'utf8proc' base/text.c
door 'zlib' leak/binary.c
door 'zip' base/archive.c leak/binary.c
door 'lua|<lauxlib|<lualib' lua/*.[ch]
door 'graphviz' write/drawing/diagram.c
door 'microhttpd' serve/serve.c
door 'qrencode' write/site/meta.c
door 'sqlite3' exchange/database.c
door 'libxml/.*' exchange/xml.c
exit $bad
