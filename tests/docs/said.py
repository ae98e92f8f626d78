#!/usr/bin/env python3
"""What a study alone cannot bring about is said as well: that a program is missing or fails, that the output is in use,
that a hook quotes nothing. And each code of a message, as [unknown-key], is in some test, so that no message is printed
for the first time on the machine of a user.

    said.py PROGRAM
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

program = pathlib.Path(sys.argv[1]).resolve()
root = pathlib.Path(__file__).resolve().parents[2]
problems = []

# These need a minute or more, or a kind of machine: what a test would wait for, in seconds where it is a limit.
UNTRIED = {
    "build-too-long": "60, LONGEST_BUILD in serve/preview.c",
    "layout-limit": "60, RUNNER_SECONDS in lua/layout.c",
    "pandoc-slow": "120, PANDOC_SECONDS in typeset/docx.c",
    "tex-slow": "300, RUN_SECONDS in typeset/pdf.c",
    "yaml-size": "8 million values in a file",
}



def arguments_of(text, at):
    """The arguments of the call whose opening parenthesis is before at."""
    start, depth, found = at, 0, []
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)\'|[(){},\[\]]', text[at:]):
        kind = token[0]
        if kind in ")}]" and depth == 0 or kind == "," and depth == 0:
            found.append(text[start:at + token.start()])
            start = at + token.end()
            if kind != ",":
                break
        depth += (kind in "({[") - (kind in ")}]")
    return found


def codes():
    """What is handed to a function as `code`, or stands first in a table of structs that have one."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "generator").rglob("*.[ch]"))]
    literal, found, calls = r'"([a-z0-9-]+)"', set(), {"diag_error": 2, "diag_warning": 2, "diag_note": 2}
    for text in texts:
        for name, parameters in re.findall(r"(\w+)\(([^()]*const char \*code\b[^()]*)\)\n\{", text):
            calls[name] = parameters[:parameters.index("*code")].count(",")
        if re.search(r"^    const char \*code;", text, re.M):
            found.update(re.findall(r"(?:= \{|true, |false, )" + literal, text))
    for text in texts:
        for call in re.finditer(r"\b(%s)\(" % "|".join(calls), text):
            arguments = arguments_of(text, call.end())
            if len(arguments) > calls[call[1]]:
                found.update(re.findall(literal, arguments[calls[call[1]]]))
    return found - {""}


def check_all_tried():
    suffixes = {".py", ".sh", ".c", ".diag", ".md", ".lua", ".txt", ""}
    tests = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in (root / "tests").rglob("*")
                      if path.is_file() and path.suffix in suffixes and "node_modules" not in path.parts)
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", tests)) | set(re.findall(r"[\[\"]([a-z]+)\\?[\]\"]", tests))
    problems.extend(f"no test sees [{code}]" for code in sorted(codes() - words - UNTRIED.keys()))
    # Studies in which only these are wrong are assembled: one that is renamed must not be left there.
    pipeline = (root / "generator/pipeline.c").read_text(encoding="utf-8")
    mended = re.search(r"const codes\[\] = \{(.*?)\}", pipeline, re.S)[1]
    problems.extend(f"pipeline.c names [{code}], which is never said" for code in
                    sorted(set(re.findall(r'"([a-z-]+)"', mended)) - codes()))


class Machine:
    """A study in a folder of its own, and what programs the machine has: all, or those that are named."""

    def __init__(self, folder):
        self.folder = folder
        self.study = folder / "study"
        shutil.copytree(root / "tests/study/base", self.study)
        self.count = 0

    def change(self, name, text, mode="w"):
        path = self.study / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open(mode, encoding="utf-8") as file:
            file.write(text)

    def programs(self, *names, **broken):
        """A PATH with these alone; broken ones are shell scripts. "" where one of them is not installed here."""
        if not all(map(shutil.which, names)):
            return ""
        self.count += 1
        path = self.folder / f"bin{self.count}"
        path.mkdir()
        for name in names:
            (path / name).symlink_to(shutil.which(name))
        for name, script in broken.items():
            (path / name.replace("_", "-")).write_text(f"#!/bin/sh\n{script}\n")
            (path / name.replace("_", "-")).chmod(0o755)
        return path

    def expect(self, code, *arguments, path=None, program=program):
        if path == "":
            return
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.folder / f"cache{self.count}")}
        if path:
            environment["PATH"] = str(path)
        done = subprocess.run([program, *arguments, "study"], capture_output=True, text=True, cwd=self.folder,
                              env=environment)
        if f"[{code}]" not in done.stderr:
            problems.append(f"{' '.join(arguments)} does not say [{code}] but\n{done.stderr}")


def check_said(folder):
    machine = Machine(folder)
    machine.change("content/study.yaml", "  base_url: https://contoh.id/air/\n", "a")
    machine.expect("no-cards", "build", "--html", path=machine.programs())
    machine.expect("no-card", "build", "--html", path=machine.programs(rsvg_convert="exit 1"))
    machine.expect("no-git", "publish", "--to", "branch:pages", path=machine.programs())
    machine.expect("no-tex", "build", "--pdf", path=machine.programs())
    machine.expect("no-pandoc", "build", "--docx", path=machine.programs())
    machine.expect("no-pictures", "build", "--docx", path=machine.programs("pandoc"))
    machine.expect("no-picture", "build", "--docx", path=machine.programs("pandoc", rsvg_convert="exit 1"))

    machine.change("lua/hooks/90-bare.lua", "return {api = 1, assemble = function(ctx) return ctx.b.md('Tanpa kutipan.') end}\n")
    machine.change("content/references.bib", "\n@misc{lain2020, author = {Lain}, title = {Lain}, year = {2020}}\n", "a")
    machine.expect("unquoted-theme", "build", "--html")
    machine.expect("uncited-work", "build", "--html")
    machine.change("lua/hooks/90-bare.lua", "return 1\n")
    machine.expect("hook-file", "build", "--html")
    (machine.study / "lua/hooks/90-bare.lua").unlink()

    # An installation that lacks a file.
    copy = folder / "install" / "build" / "lampiran"
    copy.parent.mkdir(parents=True)
    shutil.copy(program, copy)
    for name in ("layouts", "lua"):
        shutil.copytree(root / name, folder / "install" / name)
    (folder / "install/layouts/html/find.html").unlink()
    machine.expect("unknown-layout", "build", "--html", program=copy)

    # An appendix that is a PDF, which nothing can look into.
    shutil.copy(root / "tests/study/good-appendices/content/figures/surat-izin.pdf", machine.study / "content/figures")
    machine.change("content/pages/metode.md", "\n![Surat izin](figures/surat-izin.pdf)\n", "a")
    machine.expect("leak-unread", "build", path=machine.programs("pdftocairo"))


check_all_tried()
with tempfile.TemporaryDirectory() as scratch:
    check_said(pathlib.Path(scratch))
print("\n".join(problems) or "said.py: each message has a test", file=sys.stderr if problems else sys.stdout)
sys.exit(bool(problems))
