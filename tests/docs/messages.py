#!/usr/bin/env python3
"""Messages come in the language of who runs the program, whether or not its locale is installed, and English in C; a
terminal is told in one line what a build made. Every message is translated.

    messages.py PROGRAM
"""
import contextlib
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile

program = sys.argv[1]
problems = []


def first_line(arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")}
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env={**kept, **environment})
    return done.returncode, done.stderr.partition("\n")[0]


english, indonesian = ": error: ", ": kesalahan: "
for word, arguments, environment in (
        (english, [], {}),
        (english, [], {"LANG": "C.UTF-8", "LANGUAGE": "id"}),
        (english, [], {"LANG": "C", "LANGUAGE": "id"}),
        (english, [], {"LANG": "de_DE.UTF-8"}),
        (english, [], {"LANG": "id_ID.UTF-8", "LC_ALL": "C"}),
        (english, [], {"LANG": "id_ID.UTF-8", "LANGUAGE": "en:id"}),
        (english, ["--lang", "en"], {"LANG": "id_ID.UTF-8"}),
        (indonesian, [], {"LANG": "id_ID.UTF-8"}),
        (indonesian, [], {"LANG": "id_ID"}),
        (indonesian, [], {"LC_MESSAGES": "id_ID.UTF-8", "LANG": "en_US.UTF-8"}),
        (indonesian, [], {"LANG": "en_US.UTF-8", "LANGUAGE": "fr:id:en"}),
        (indonesian, ["--lang=id"], {}),
        (indonesian, ["--lang", "id"], {"LANG": "C"})):
    status, line = first_line(["check", "tests/docs", *arguments], **environment)
    if status != 1 or word not in line:
        problems.append(f"with {environment} and {arguments} it says: {line}")

for arguments in (["--lang", "xx", "check", "."], ["check", ".", "--lang"], ["--lang="]):
    status, line = first_line(arguments)
    if status != 2 or not line.startswith("lampiran: --lang cannot be '"):
        problems.append(f"{arguments} is not refused: {line}")



def shown_on_a_terminal(*arguments):
    """What a build prints when a person looks at it."""
    ours, theirs = pty.openpty()
    done = subprocess.run([program, *arguments], stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    return done.returncode, shown.decode().replace("\r\n", "\n")


with tempfile.TemporaryDirectory() as scratch:
    status, line = shown_on_a_terminal("build", "--out", scratch, "tests/study/good-minimal")
    made = re.fullmatch(rf"{scratch}/site/index.html \((\d+) pages\); {scratch}/appendices/lampiran.tex "
                        r"\((\d+) appendices\); (\d+) warnings?\n", line)
    pages = len(list(pathlib.Path(scratch, "site").rglob("*.html")))
    if status != 0 or made is None or int(made[1]) != pages:
        problems.append(f"a build of {pages} pages tells a terminal: {line!r}")
    done = subprocess.run([program, "build", "--out", scratch, "tests/study/good-minimal"], capture_output=True, text=True)
    if done.stdout:
        problems.append(f"a build tells a script: {done.stdout!r}")

def check_translation():
    """The catalogue has a translation for each text in the sources, made of the same parts."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch, "id.po")
        copy.write_bytes(pathlib.Path("generator/po/id.po").read_bytes())
        subprocess.run(["sh", "generator/po/update.sh", copy], check=True)
        for kind in ("--untranslated", "--only-fuzzy"):
            left = subprocess.run(["msgattrib", "--no-wrap", kind, copy], capture_output=True, text=True, check=True).stdout
            problems.extend(f"generator/po/id.po: not translated: {text}" for text in re.findall(r'^msgid ("..*")', left, re.M))
        done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", copy], capture_output=True, text=True)
        if done.returncode != 0:
            problems.append(f"generator/po/id.po: {done.stderr}")


check_translation()
for problem in problems:
    print(f"messages: {problem}", file=sys.stderr)
sys.exit(bool(problems))
