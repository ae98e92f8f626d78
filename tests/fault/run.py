#!/usr/bin/env python3
"""Fails allocations and writes one by one while a study is built over an older output: each time the program must end
with one clear message, status 1 or 2, and the old output untouched (or, if it came through, a whole new one).

    run.py LAMPIRAN INTERPOSE.so STUDY
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

program, shim, study = (os.path.abspath(argument) for argument in sys.argv[1:4])
PARTS = ("site", "appendices")
TRIED_ALLOCATIONS = 120
problems = []


def build(folder, out, check=True, **failing):
    return subprocess.run([program, "build", "--jobs", "1", "--out", out, folder], stdout=subprocess.PIPE, check=check,
                          stderr=subprocess.STDOUT, text=True, errors="replace", env={**os.environ, **failing})


def contents(folder):
    """Every folder and every file below it, a file with its bytes."""
    return {str(path.relative_to(folder)): path.is_file() and path.read_bytes() for path in folder.rglob("*")}


def wait_for_keeper(out):
    """What watches over a build goes on to remove its workshop when the build has ended."""
    end = time.monotonic() + 5
    while (out / ".lampiran").exists() and time.monotonic() < end:
        time.sleep(0.002)


def part_of(found, part):
    return {path: bytes_ for path, bytes_ in found.items() if path.split("/")[0] == part}


class Attempts:
    """Builds over the output of the study as it was before its title changed, which is put back after each."""

    def __init__(self, room):
        self.study, self.out, self.kept = room / "study", room / "out", room / "old"
        shutil.copytree(study, self.study)
        build(self.study, self.kept)
        info = self.study / "content/study.yaml"
        info.write_text("".join("title: Judul yang baru\n" if line.startswith("title: ") else line
                                for line in info.read_text().splitlines(keepends=True)))
        build(self.study, room / "new")
        build(self.study, room / "count", LD_PRELOAD=shim, COUNT_TO=str(room / "counts"))
        self.allocations, self.writes = map(int, (room / "counts").read_text().split())
        self.old, self.new = contents(self.kept), contents(room / "new")
        for part in PARTS:
            assert part_of(self.old, part) != part_of(self.new, part), f"nothing new in {part}/"
            assert part in self.old and part in self.new
        shutil.copytree(self.kept, self.out)

    def attempt(self, what, **failing):
        run = build(self.study, self.out, check=False, LD_PRELOAD=shim, **{name: str(number) for name, number in failing.items()})
        wait_for_keeper(self.out)
        status, found = run.returncode, contents(self.out)
        wrong = []
        if status == 0 and found != self.new:
            wrong.append("the output is not the new one")
        elif status in (1, 2):
            wrong += [f"{part}/ is neither the old one nor the new one" for part in PARTS
                      if part_of(found, part) not in (part_of(self.old, part), part_of(self.new, part))]
            if "error" not in run.stdout and "out of memory" not in run.stdout:
                wrong.append("there is no message")
        elif status != 0:
            wrong.append("the program was ended")
        problems.extend(f"{what}: status {status}: {words}\n{run.stdout}" for words in wrong)
        if found != self.old:
            shutil.rmtree(self.out)
            shutil.copytree(self.kept, self.out)


with tempfile.TemporaryDirectory(prefix="fault-") as scratch:
    tried = Attempts(pathlib.Path(scratch))
    step = tried.allocations // TRIED_ALLOCATIONS + 1
    for number in range(1, tried.allocations + 1, step):
        tried.attempt(f"allocation {number} of {tried.allocations}", FAIL_ALLOCATION=number)
    for number in range(1, tried.writes + 1):  # there are few
        tried.attempt(f"write {number} of {tried.writes}", FAIL_WRITE=number)
    tried.attempt("no exchange", FAIL_EXCHANGE=1)
    for number in range(1, 7):
        tried.attempt(f"no exchange, rename {number}", FAIL_EXCHANGE=1, FAIL_RENAME=number)
for problem in problems:
    print("fault:", problem)
if problems:
    sys.exit(f"fault: {len(problems)} failures")
print(f"fault: {tried.allocations} allocations (every {step}-th) and {tried.writes} writes failed one by one, as they should")
