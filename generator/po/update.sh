#!/bin/sh
# update.sh: brings the translations up to date with the messages in the sources. Run it after a message was added or
# changed, then write what is new in each .po (msgstr ""), and look at what is marked fuzzy: a guess that is not used.
#
# Lua's own errors (attempt to index a nil value) are not among them: they have parts that are nobody's to mark, and
# are what its manual and the web know.
set -eu
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C.UTF-8

# gather TEMPLATE LANGUAGE KEYWORDS... <files
gather() {
    template=$scratch/$1.pot
    language=$2
    shift 2
    xargs xgettext -o "$template" --from-code=UTF-8 --no-location --omit-header -L"$language" "$@"
}

find generator -name '*.c' | sort >"$scratch/sources"
gather texts C -k -ktranslated -kN_ -ktranslated_count:1,2 -kdiag_error:4 -kdiag_warning:4 -kdiag_note:4 -kdiag_hint:2 \
    -kdiag_context:3 -ksay_error:1 -ksay_hint:1 -ksandbox_fail:3 -ksandbox_fail_near:3 -kproject_fail:3 -kproject_lose:2 -kproject_read_text:3 \
    -kbib_flaw:7 \
    -kdraft_remark:2 -kediting_note:5 -kcomplain:2 -kSCHEMA:2 -kFILE_SCHEMA:2 <"$scratch/sources"
# A place that is made in the call, (struct place){file, 1, 1}, counts as three arguments.
gather hints C -k -ksandbox_fail:2 -kproject_fail:2 -kproject_lose:5 -kbib_flaw:6 -kwarn:3 \
    -kdiag_error:6 -kdiag_warning:6 -kdiag_note:6 -kdiag_context:5 <"$scratch/sources"
find lua -name '*.lua' | sort | gather lua Lua -ktext -knumbered:1,2
# What the keys of the files mean: the texts in the schema that are more than a word.
ls generator/study/schema*.c | gather schema C -a
msggrep --no-location -K -e ' ' -o "$scratch/keys.pot" "$scratch/schema.pot"
sed -n 's/.*AT([a-z_]*, [a-z_]*), "\([a-z]*\)".*/N_("\1")/p' generator/study/schema_*.c >"$scratch/words.c"
# Of tables, the texts behind what they are about.
awk -F'\t' '!/^# / { for (i = 2; i <= NF; i++) if ($i ~ /[a-z] ./) print "N_(\"" $i "\")" }' generator/markdown/*.tsv \
    generator/typeset/*.tsv generator/lua/*.tsv >>"$scratch/words.c"
echo "$scratch/words.c" | gather words C -k -kN_
msgcat --no-location --sort-output --use-first -o "$scratch/all.pot" "$scratch/texts.pot" "$scratch/hints.pot" \
    "$scratch/lua.pot" "$scratch/keys.pot" "$scratch/words.pot"
for po in ${*:-generator/po/*.po}; do
    msgmerge --quiet --update --backup=none --no-location --sort-output "$po" "$scratch/all.pot"
    msgattrib --no-obsolete --sort-output -o "$po" "$po"
done
