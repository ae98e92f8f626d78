#!/usr/bin/env python3
"""Builds that are killed at any moment, and builds that run at once: an output is whole, old or new, never between.

    kills.py LAMPIRAN INTERPOSE.so STUDY        KILLS=1000 in the environment: so many instead of 40
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
kills = int(os.environ.get("KILLS", "40"))
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


def whole_results(*options):
    """What each version becomes, and how long the second takes."""
    found = []
    for folder in versions:
        shutil.rmtree(room / "whole", ignore_errors=True)
        started = time.time()
        done = build(folder, room / "whole", *options)
        length = time.time() - started
        assert done.returncode == 0, done.stderr
        found.append({part: contents(room / "whole" / part) for part in PARTS})
    return found, length


def kill_builds(label, options, number, **more):
    out = room / "out"
    results, length = whole_results(*options)
    shutil.rmtree(out, ignore_errors=True)
    build(versions[0], out, *options)
    for part in PARTS:
        (out / part / "CNAME").write_text("example.org\n")
    for count in range(number):
        folder = versions[(count + 1) % 2]
        child = subprocess.Popen([program, "build", "--out", out, *options, folder], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env={**environment, **more})
        time.sleep(random.random() * length * 1.3)
        number_of_signal = random.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
        child.send_signal(number_of_signal)
        child.wait()
        what = f"{label}, kill {count} ({number_of_signal.name})"
        look(out, results, what)
        if not wait_for(lambda: not any(temporary.iterdir())):
            problems.append(f"{what}: TMPDIR holds {[path.name for path in temporary.iterdir()]}")
            shutil.rmtree(temporary)
            temporary.mkdir()
        if count % 5 == 4:
            done = build(folder, out, *options, **more)
            if done.returncode != 0:
                problems.append(f"{what}: the next build fails: {done.stderr}")
            look(out, [results[(count + 1) % 2]], f"{what}, next build")
            if sorted(path.name for path in out.iterdir()) != sorted(PARTS):
                problems.append(f"{what}: left: {sorted(path.name for path in out.iterdir())}")


def build_at_once(rounds):
    results, _ = whole_results()
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
    kill_builds("exchange", [], kills)
    kill_builds("no exchange", [], kills, LD_PRELOAD=shim, FAIL_EXCHANGE="1")
    papers = [option for option, needed in (("--pdf", "pdflatex"), ("--docx", "pandoc")) if shutil.which(needed)]
    if papers:
        kill_builds("papers", papers, max(kills // 10, 4))
    build_at_once(max(kills // 10, 2))
finally:
    shutil.rmtree(room)
for problem in problems[:20]:
    print("kills:", problem)
print(f"kills: {2 * kills} builds killed{' and ' + str(max(kills // 10, 4)) + ' with ' + ' '.join(papers) if papers else ''}: {len(problems)} problems")
sys.exit(1 if problems else 0)
