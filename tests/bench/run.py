"""Measures this program against the floor and against Hugo, in one run, as ratios.

run.py BUILD [FINDINGS EXCERPTS]: BUILD is the folder that holds lampiran and tests/bench/.
The commands take turns, so that a change in the machine's speed touches all of them; medians are printed.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
HUGO_CONFIG = 'baseURL = "/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n[markup.goldmark.renderer]\nunsafe = true\n'
HUGO_LAYOUT = '<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>\n'


def measure(command, clean):
    """Wall seconds, CPU seconds and peak MB of one run of command, after clean() made room."""
    clean()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def race(contestants):
    """Median (wall, cpu, MB) by name; contestants: name -> (command, folder that is removed before each run)."""
    results = {name: [] for name in contestants}
    for turn in range(RUNS + 1):
        for name, (command, folder) in contestants.items():
            figures = measure(command, lambda: folder and shutil.rmtree(folder, ignore_errors=True))
            if turn > 0:  # the first warms up
                results[name].append(figures)
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in results.items()}


def report(title, results, base):
    print(f"\n{title}\n{'':<28}{'wall s':>8}{'cpu s':>8}{'MB':>8}   wall / {base}")
    for name, (wall, cpu, memory) in results.items():
        print(f"{name:<28}{wall:8.3f}{cpu:8.3f}{memory:8.0f}{wall / results[base][0]:10.2f}")


def make_hugo(folder, findings):
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "config.toml").write_text(HUGO_CONFIG)
    for layout in ("single", "list"):
        (folder / f"layouts/_default/{layout}.html").write_text(HUGO_LAYOUT)
    (folder / "content").mkdir()
    for source in sorted(findings.iterdir()):
        front = f"---\ntitle: {source.stem}\n---\n"
        (folder / "content" / source.name).write_text(front + source.read_text())


def pages(build, folder, findings, per_theme):
    """per_theme findings on each theme: the site has a page for each objective and each theme."""
    study, hugo = folder / f"study{per_theme}", folder / f"hugo{per_theme}"
    subprocess.run([build / "tests/bench/make_study", study, str(findings), "0", str(per_theme)], check=True)
    size = sum(path.stat().st_size for path in (study / "plain").iterdir())
    contestants = {
        "floor (cmark, 1 thread)": ([build / "tests/bench/floor", study / "plain", folder / "floor"], folder / "floor"),
        "lampiran": ([build / "lampiran", "build", "--html", study], study / "site"),
        "lampiran, nothing changed": ([build / "lampiran", "build", "--html", study], None),
    }
    if shutil.which("hugo"):
        make_hugo(hugo, study / "plain")
        contestants["hugo"] = (["hugo", "--quiet", "--source", hugo], hugo / "public")
    results = race(contestants)
    made = sum(1 for _ in (study / "site").rglob("*.html"))
    report(f"{findings} findings, {per_theme} to a theme, {size / 1e6:.0f} MB of Markdown; the site has {made} pages", results, "floor (cmark, 1 thread)")
    if "hugo" in results:
        print(f"{'hugo / lampiran':<28}{results['hugo'][0] / results['lampiran'][0]:8.2f}")
    else:
        print("hugo is not installed: `make bench` installs it")


def excerpts(build, folder, count):
    """What each command takes of an excerpt: the same at all sizes where it grows with the study and no faster."""
    print(f"\nOne run each, a finding for 2,000 excerpts\n{'':<28}{'excerpts':>10}{'cpu s':>8}{'MB':>8}   us and KB an excerpt")
    for size in (count // 10, count, 3 * count):
        study = folder / f"excerpts{size}"
        subprocess.run([build / "tests/bench/make_study", study, str(size // 2000), str(size), "1"], check=True)
        for name, arguments in {"check": ["check"], "build --html": ["build", "--html"], "build --latex": ["build", "--latex"],
                                "model": ["model"], "export --csv": ["export", "--csv", study / "out.csv"]}.items():
            _, cpu, memory = measure([build / "lampiran", *arguments, study], lambda: None)
            print(f"{name:<28}{size:10,}{cpu:8.2f}{memory:8.0f}{cpu / size * 1e6:10.0f}{memory * 1024 / size:8.1f}")
        shutil.rmtree(study)


def interviews(build, folder):
    study = folder / "interviews"
    subprocess.run([sys.executable, "tests/bench/make_interviews.py", study], check=True)
    report("1,800 excerpts, 230 codes in 5 levels, 28 informants, 2 coders: site and appendices",
           race({"build": ([build / "lampiran", "build", study, "--out", study / "out"], study / "out")}), "build")


def palopo(build, folder):
    study = folder / "palopo"
    shutil.copytree("content", study / "content", ignore=shutil.ignore_patterns("private"))
    report("The study in content/, site and appendices",
           race({"build": ([build / "lampiran", "build", study, "--out", study / "out"], study / "out")}), "build")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    findings, count = (int(argument) for argument in (sys.argv[2:4] or (10000, 100000)))
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="lampiran-bench-", dir=memory) as folder:
        folder = pathlib.Path(folder)
        palopo(build, folder)
        interviews(build, folder)
        for per_theme in (5, 1):
            pages(build, folder, findings, per_theme)
        excerpts(build, folder, count)


main()
