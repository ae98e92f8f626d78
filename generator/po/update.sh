#!/bin/sh
# update.sh: brings the translations up to date with the messages in the sources. Run it after a message was added or
# changed, then write what is new in each .po (msgstr ""), and look at what is marked fuzzy: a guess that is not used.
set -eu
cd "$(dirname "$0")/../.."
template=$(mktemp)
trap 'rm -f "$template"' EXIT
export LC_ALL=C
find generator -name '*.c' | sort | xargs xgettext -o "$template" --from-code=UTF-8 -LC --no-location --omit-header \
    --sort-output -k -ktranslated -kN_ -ktranslated_count:1,2 -kdiag_error:4 -kdiag_warning:4 -kdiag_note:4 -kdiag_hint:2 \
    -kdiag_context:3 -ksay_error:1 -ksay_hint:1
for po in generator/po/*.po; do
    msgmerge --quiet --update --backup=none --no-location --sort-output "$po" "$template"
    msgattrib --no-obsolete --sort-output -o "$po" "$po"
done
