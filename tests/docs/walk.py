#!/usr/bin/env python3
"""Walks through a text in a fresh folder, exactly as it is written: README.md, its Indonesian version and content/FORMAT.md.

A comment before a fenced block says what the block is:

    <!-- walk: run -->               commands for the shell; they must succeed and print what the block after it says
    <!-- walk: run, fails -->        commands of which the last must fail
    <!-- walk: run quietly -->       what they print does not matter (LaTeX)
    <!-- walk: prints -->            what the commands before it printed; without it they printed nothing
    <!-- walk: prints among -->     these lines are among what was printed; numbers may differ
    <!-- walk: write FILE -->        the block is the whole of the file
    <!-- walk: append FILE -->       the block is added to its end
    <!-- walk: replace FILE -->      the block holds lines "- old" and "+ new", as diff prints them
    <!-- walk: markdown -->          the block is read without complaint, alone and as a page of the study in study/

and these are followed by no block:


    <!-- walk: look in FILE for WORDS -->   the file, its tags taken out, holds the words
    <!-- walk: do COMMAND -->               succeeds and prints nothing

Files are named from the folder where the walk began. In a text whose name ends with .id.md messages are in Indonesian.

    walk.py TEXT PROGRAM
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

STEP = re.compile(r"^<!-- walk: (.*?) -->\n(?:```[^\n]*\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


PAGE = "---\nid: contoh\ntitle: Contoh\n---\n\n"


class Mismatch(Exception):
    pass


class Walk:
    def __init__(self, folder, program, locale):
        self.folder = pathlib.Path(folder)
        self.place = self.folder
        self.printed = None
        path = f"{program.parent}:{os.environ['PATH']}"
        self.environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "HOME": folder, "LC_ALL": locale}

    def run(self, block, how):
        script = f"set -e\ncd '{self.place}'\n{block}\npwd >'{self.folder}/.place'\n"
        done = subprocess.run(["sh", "-c", script], env=self.environment, text=True, encoding="utf-8",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        fails = how == ", fails"
        if (done.returncode != 0) != fails:
            raise Mismatch(f"the commands ended with status {done.returncode} and printed:\n{done.stdout}")
        if not fails:
            self.place = pathlib.Path((self.folder / ".place").read_text(encoding="utf-8").strip())
        self.printed = None if how == " quietly" else done.stdout

    def prints(self, block, how):
        printed = self.printed or ""
        if how == "among":
            lines = re.sub(r"\d+", "0", printed).splitlines()
            same = all(line in lines for line in re.sub(r"\d+", "0", block).splitlines())
        else:
            same = printed == block
        if not same:
            raise Mismatch(f"the text shows:\n{block}\nbut this was printed:\n{printed}")
        self.printed = None

    def say_nothing(self, command, given=None):
        done = subprocess.run(["sh", "-c", command], cwd=self.folder, env=self.environment, text=True, encoding="utf-8",
                              input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0 or done.stdout:
            raise Mismatch(f"'{command}' ended with status {done.returncode} and printed:\n{done.stdout}")

    def markdown(self, block):
        self.say_nothing("lampiran render --to dump - >/dev/null", block)
        page = self.folder / "study/content/pages/contoh.md"
        page.write_text(PAGE + block, encoding="utf-8")
        self.say_nothing("lampiran check study")

    def replace(self, path, block):
        text = path.read_text(encoding="utf-8")
        old = "".join(line[2:] for line in block.splitlines(True) if line.startswith("- "))
        new = "".join(line[2:] for line in block.splitlines(True) if line.startswith("+ "))
        if text.count(old) != 1:
            raise Mismatch(f"{path.name} does not hold once:\n{old}")
        path.write_text(text.replace(old, new), encoding="utf-8")

    def step(self, what, block):
        word, _, rest = what.partition(" ")
        if self.printed and word != "prints":
            raise Mismatch(f"the commands before printed what the text does not show:\n{self.printed}")
        if word in ("run", "run,"):
            self.run(block, what[3:])
        elif word == "prints":
            self.prints(block, rest)
        elif word == "write":
            (self.folder / rest).write_text(block, encoding="utf-8")
        elif word == "append":
            with open(self.folder / rest, "a", encoding="utf-8") as file:
                file.write(block)
        elif word == "replace":
            self.replace(self.folder / rest, block)
        elif word == "markdown":
            self.markdown(block)
        elif word == "do":
            self.say_nothing(rest)
        elif word == "look":
            name, _, words = rest.removeprefix("in ").partition(" for ")
            text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", (self.folder / name).read_text(encoding="utf-8")))
            if words not in text:
                raise Mismatch(f"{name} does not show '{words}'")
        else:
            raise Mismatch(f"there is no step '{word}'")


def main():
    text_file, program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    text = text_file.read_text(encoding="utf-8")
    steps = list(STEP.finditer(text))
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(folder, program, "id_ID.UTF-8" if text_file.name.endswith(".id.md") else "C.UTF-8")
        for step in steps:
            try:
                walk.step(step[1], step[2])
            except (Mismatch, OSError) as problem:
                print(f"{text_file}:{text.count(chr(10), 0, step.start()) + 1}: walk: {step[1]}: {problem}")
                return 1
        if walk.printed:
            print(f"{text_file}: the walk ends with what the text does not show:\n{walk.printed}")
            return 1
    if not steps:
        print(f"{text_file}: no walk")
        return 1
    print(f"walk: the {len(steps)} steps of {text_file} are as it says")
    return 0


sys.exit(main())
