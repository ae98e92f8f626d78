#!/bin/sh
# run.sh BUILD: files cut short and with bytes changed, CHANGES times each, through the harness of each border.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")/../.."
"$build/tests/fuzz/bibtex" tests/fuzz/bibtex/* tests/bibliography/hard.bib
"$build/tests/fuzz/yaml" tests/study/base/content/*.yaml tests/study/base/content/*/*.yaml tests/study/base/content/findings/*.md
seeds=$(find tests/golden -name '*.md' | sort)
# shellcheck disable=SC2086
"$build/tests/fuzz/markdown" $seeds tests/fuzz/markdown/*
"$build/tests/fuzz/scripts" tests/fuzz/scripts/* layouts/html/*.html layouts/latex/*.tex tests/lua/cases/*.lua
"$build/tests/fuzz/outputs" tests/fuzz/outputs/*
"$build/tests/fuzz/texts" tests/fuzz/texts/*
projects=$(mktemp -d)
trap 'rm -rf "$projects"' EXIT
python3 tests/exchange/projects.py "$projects"
"$build/tests/fuzz/exchange" "$projects"/*.*
