#!/usr/bin/env python3
"""Whole studies with bytes, lines and files changed: the program must end by itself with status 0 or 1, say why in the
second case, and publish nothing then.

    mutants.py LAMPIRAN STUDY        COUNT=50000 in the environment: so many instead of 60
"""
import concurrent.futures
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

program, study = (os.path.abspath(argument) for argument in sys.argv[1:3])
count = int(os.environ.get("COUNT", "60"))
seed = int(os.environ.get("SEED", "20241128"))
LIMIT = 30  # seconds that one build may take
MARKS = [b"\n", b"\n\n", b": ", b"- ", b"[", b"]", b"{", b"}", b"&a ", b"*a", b"|", b">", b"'", b'"', b"#", b"\0", b"\xff",
         b"\xe2\x80\xa6", b"---\n", b"::", b":::", b"@", b"$", b"\\", b"    ", b"\t", b"99999999999", b"-1", b"null", b"<", b"%"]


def change_bytes(bytes_, chance):
    """Some bytes cut out, marks put in, a piece moved or repeated."""
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(bytes_) + 1)
        piece = bytes_[(start := chance.randrange(len(bytes_) + 1)):start + chance.randrange(1, 60)]
        new = chance.choice([b"", piece, piece * chance.choice([2, 50]), chance.choice(MARKS), chance.choice(MARKS)])
        bytes_ = bytes_[:at] + new + bytes_[at + chance.choice([0, 0, 1, 3, 40]):]
    return bytes_


def change_lines(bytes_, chance):
    """Lines dropped, doubled, swapped, moved a level in or out."""
    lines = bytes_.split(b"\n")
    for _ in range(chance.randrange(1, 4)):
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        kind = chance.randrange(5)
        if kind == 0:
            lines[first], lines[second] = lines[second], lines[first]
        elif kind == 1:
            lines.insert(second, lines[first])
        elif kind == 2 and len(lines) > 1:
            del lines[first]
        elif kind == 3:
            lines[first] = b"  " + lines[first]
        else:
            lines[first] = lines[first][2:]
    return b"\n".join(lines)


def mutate(folder, chance):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for _ in range(chance.randrange(1, 4)):
        path = chance.choice(files)
        if not path.exists():
            continue
        kind = chance.randrange(20)
        if kind == 0:
            path.unlink()
        elif kind == 1:
            other = chance.choice(files)
            path.write_bytes(other.read_bytes() if other.exists() else b"")
        elif kind < 11:
            path.write_bytes(change_bytes(path.read_bytes(), chance))
        else:
            path.write_bytes(change_lines(path.read_bytes(), chance))


def state(folder):
    """Which files there are, and whether one was written anew."""
    found = {}
    for name in ("site", "appendices"):
        for path in (folder / name).rglob("*"):
            told = path.stat()
            found[path] = (told.st_ino, told.st_size, told.st_mtime_ns)
    return found


own = threading.local()  # an output of each worker, and its state


def earlier_output(room):
    if getattr(own, "out", None) is None:
        own.out = pathlib.Path(tempfile.mkdtemp(dir=room)) / "out"
        shutil.copytree(room / "old", own.out)
        own.state = state(own.out)
    return own.out


def try_one(number, room):
    """What is wrong with the answer to mutant number, or None."""
    chance = random.Random(seed + number)
    folder, out = pathlib.Path(tempfile.mkdtemp(dir=room)), earlier_output(room)
    try:
        shutil.copytree(study, folder / "study", ignore=shutil.ignore_patterns("site", "appendices"))
        mutate(folder / "study/content", chance)
        options = chance.choice([["build"], ["build"], ["build", "--final"], ["check", "--privacy"], ["build", "--lang", "id"]])
        where = ["--out", out] if options[0] == "build" else []
        run = subprocess.run([program, *options, *where, folder / "study"], capture_output=True, timeout=LIMIT)
        if run.returncode not in (0, 1):
            return f"status {run.returncode}: {run.stderr[-300:]!r}"
        if run.returncode == 1 and b"error" not in run.stderr and b"kesalahan" not in run.stderr:
            return f"status 1 without a message: {run.stderr[-300:]!r}"
        if run.returncode == 1 and state(out) != own.state:
            own.out = None
            return "an error, but something was published"
        own.state = state(out)
    except subprocess.TimeoutExpired:
        return f"not done in {LIMIT} s"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return None


def main():
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        room, started = pathlib.Path(scratch), time.time()
        # A copy: git keeps content/private/ of the study, which a build refuses.
        whole = shutil.copytree(study, room / "whole")
        subprocess.run([program, "build", "--out", room / "old", whole], capture_output=True, check=True)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            answers = pool.map(lambda number: (number, try_one(number, room)), range(count))
            wrong = [(number, answer) for number, answer in answers if answer]
    for number, answer in wrong[:20]:
        print(f"mutant {number} (SEED={seed}): {answer}")
    print(f"mutants: {count} studies in {time.time() - started:.0f} s, {len(wrong)} wrong")
    sys.exit(bool(wrong))


main()
