#!/usr/bin/env python3
"""Builds that are killed at any moment, and builds that run at once: an output is whole, old or new, never between.

    kills.py LAMPIRAN INTERPOSE.so STUDY [KILLS]
"""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

program, shim, study = (os.path.abspath(argument) for argument in sys.argv[1:4])
kills = int(sys.argv[4]) if len(sys.argv) > 4 else 40
random.seed(20240229)
problems = []
room = pathlib.Path(tempfile.mkdtemp(prefix="kills-"))
temporary = room / "tmp"
temporary.mkdir()
environment = {**os.environ, "TMPDIR": str(temporary), "XDG_CACHE_HOME": str(room / "cache")}
PARTS = ("site", "appendices")


def version(name, title):
    copy = room / name
    shutil.copytree(study, copy)
    info = copy / "content/study.yaml"
    lines = info.read_text().splitlines()
    info.write_text("\n".join(f"title: {title}" if line.startswith("title:") else line for line in lines) + "\n")
    return copy


def build(folder, out, *options, **more):
    return subprocess.run([program, "build", "--out", out, *options, folder], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, env={**environment, **more})


def contents(folder):
    """What a reader finds: every file that we made, by its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != "CNAME"}


def wait_for(test, seconds=5):
    end = time.time() + seconds
    while not test() and time.time() < end:
        time.sleep(0.005)
    return test()


def look(out, wanted, what):
    """Each part is one of the wanted ones, and what others made is in it; or it is aside, to be brought back."""
    for part in PARTS:
        folder = out / part
        if not folder.exists() and (out / ".lampiran" / f"{part}.old").exists():
            folder = out / ".lampiran" / f"{part}.old"
        if not folder.exists():
            problems.append(f"{what}: {part}/ is gone")
        elif contents(folder) not in [one[part] for one in wanted]:
            problems.append(f"{what}: {part}/ is neither old nor new")
        elif not (folder / "CNAME").exists():
            problems.append(f"{what}: a file of others in {part}/ is gone")


versions = [version("a", "Judul pertama"), version("b", "Judul kedua")]
results = []
for folder in versions:
    done = build(folder, room / "whole")
    assert done.returncode == 0, done.stderr
    results.append({part: contents(room / "whole" / part) for part in PARTS})
started = time.time()
build(versions[0], room / "whole")
length = time.time() - started


def kill_builds(label, options, longest, number, **more):
    out = room / "out"
    shutil.rmtree(out, ignore_errors=True)
    build(versions[0], out)
    for part in PARTS:
        (out / part / "CNAME").write_text("example.org\n")
    for count in range(number):
        folder = versions[(count + 1) % 2]
        child = subprocess.Popen([program, "build", "--out", out, *options, folder], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env={**environment, **more})
        time.sleep(random.random() * longest)
        number_of_signal = random.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
        child.send_signal(number_of_signal)
        child.wait()
        what = f"{label}, kill {count} ({number_of_signal.name})"
        if "--pdf" not in options:
            look(out, results, what)
        if not wait_for(lambda: not any(temporary.iterdir())):
            problems.append(f"{what}: TMPDIR holds {[path.name for path in temporary.iterdir()]}")
            shutil.rmtree(temporary)
            temporary.mkdir()
        if count % 5 == 4:
            done = build(folder, out, **more)
            if done.returncode != 0:
                problems.append(f"{what}: the next build fails: {done.stderr}")
            if "--pdf" not in options:
                look(out, [results[(count + 1) % 2]], f"{what}, next build")
            if sorted(path.name for path in out.iterdir()) != sorted(PARTS):
                problems.append(f"{what}: left: {sorted(path.name for path in out.iterdir())}")


def build_at_once(rounds):
    out = room / "at-once"
    for count in range(rounds):
        children = [subprocess.Popen([program, "build", "--out", out, versions[i % 2]], stdout=subprocess.DEVNULL,
                                     stderr=subprocess.PIPE, text=True, env=environment) for i in range(4)]
        said = [child.communicate()[1] for child in children]
        for child, words in zip(children, said):
            if child.returncode not in (0, 2) or (child.returncode == 2 and "another build" not in words):
                problems.append(f"at once, round {count}: status {child.returncode}: {words}")
        found = {part: contents(out / part) for part in PARTS}
        if found not in results:
            problems.append(f"at once, round {count}: not whole")


try:
    kill_builds("exchange", [], length * 1.3, kills)
    kill_builds("no exchange", [], length * 1.3, kills, LD_PRELOAD=shim, FAIL_EXCHANGE="1")
    with_pdf = shutil.which("pdflatex") is not None
    if with_pdf:
        kill_builds("PDF", ["--pdf"], 3, max(kills // 4, 5))
    build_at_once(max(kills // 10, 2))
finally:
    shutil.rmtree(room)
for problem in problems[:20]:
    print("kills:", problem)
print(f"kills: {2 * kills} builds killed{', and some that made a PDF' if with_pdf else ''}: {len(problems)} problems")
sys.exit(1 if problems else 0)
