#!/usr/bin/env python3
"""`lampiran publish`: to a folder, and to a branch that a bare repository takes and gives back; what is refused, and
that nothing which a repository brings along is run.

    publish.py PROGRAM
"""
import pathlib
import subprocess
import sys
import tempfile

program = str(pathlib.Path(sys.argv[1]).resolve())
failures = []


def expect(condition, text):
    if not condition:
        failures.append(text)


def run(*arguments, cwd=None):
    return subprocess.run(arguments, cwd=cwd, capture_output=True, text=True)


def git(*arguments, cwd):
    done = run("git", "-c", "user.name=Uji", "-c", "user.email=uji@contoh.example", *arguments, cwd=cwd)
    return done.stdout.strip()


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in pathlib.Path(folder).rglob("*")
            if path.is_file() and ".git" not in path.parts and not path.name.startswith(".lampiran")}


def refused(study, code, *arguments):
    done = run(program, "publish", *arguments, cwd=study)
    expect(done.returncode != 0 and f"[{code}]" in done.stderr, f"{arguments} is not refused as {code}: {done.stderr}")


def try_folder(study, scratch):
    web = scratch / "web"
    web.mkdir()
    (web / "milik-orang.txt").write_text("tetap\n")
    done = run(program, "publish", "--to", str(web), cwd=study)
    expect(done.returncode == 0 and str(web) in done.stdout, f"the folder is not published: {done.stderr}")
    run(program, "build", "--html", cwd=study)
    there = files(web)
    expect(there.pop("milik-orang.txt", None) == b"tetap\n", "a foreign file in the folder was lost")
    expect(there == files(study / "site"), "the folder holds something else than the site")


def arm(study, scratch):
    """Sets everything in the repository that git would run; each would leave a file."""
    marks = scratch / "marks"
    marks.mkdir()
    hooks = study / ".git/hooks"
    for name in ("reference-transaction", "post-index-change", "pre-commit"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {marks}/{name}\n")
        (hooks / name).chmod(0o755)
    git("config", "filter.f.clean", f"touch {marks}/filter; cat", cwd=study)
    git("config", "core.fsmonitor", f"touch {marks}/monitor", cwd=study)
    (study / ".git/info/attributes").write_text("* filter=f\n")
    return marks


def try_branch(study, scratch):
    refused(study, "no-repository", "--to", "branch:gh-pages")
    git("init", "-q", "-b", "utama", ".", cwd=study)
    git("add", "content/study.yaml", cwd=study)
    git("commit", "-qm", "Mulai", cwd=study)
    git("branch", "lain", cwd=study)
    for key, value in (("user.name", "Uji"), ("user.email", "uji@contoh.example")):
        git("config", key, value, cwd=study)
    refused(study, "branch", "--to", "branch:utama")
    refused(study, "branch", "--to", "branch:lain")
    refused(study, "branch", "--to", "branch:tidak..boleh")
    before = (git("rev-parse", "utama", cwd=study), git("status", "--short", cwd=study))
    marks = arm(study, scratch)
    done = run(program, "publish", "--to", "branch:gh-pages", cwd=study)
    expect(done.returncode == 0 and "git push origin gh-pages" in done.stdout, f"the branch is not made: {done.stderr}")
    expect(not list(marks.iterdir()), f"the repository had run: {[mark.name for mark in marks.iterdir()]}")
    (study / ".git/info/attributes").unlink()
    git("config", "--unset", "core.fsmonitor", cwd=study)
    expect(before == (git("rev-parse", "utama", cwd=study), git("status", "--short", cwd=study)),
           "publishing changed more than its branch")
    expect(git("rev-list", "--count", "gh-pages", cwd=study) == "1", "the branch has commits of others")
    host = scratch / "host.git"
    git("init", "-q", "--bare", str(host), cwd=scratch)
    git("push", "-q", str(host), "gh-pages", cwd=study)
    git("clone", "-q", "-b", "gh-pages", str(host), "served", cwd=scratch)
    served = files(scratch / "served")
    expect(served.pop(".nojekyll", None) == b"", "GitHub would leave out files that begin with '_'")
    expect(served == files(study / "site"), "what a host gets is not the site")

    tip = git("rev-parse", "gh-pages", cwd=study)
    run(program, "publish", "--to", "branch:gh-pages", cwd=study)
    expect(git("rev-parse", "gh-pages", cwd=study) == tip, "the same site made a new commit")
    (study / "site/CNAME").write_text("penelitian.example\n")
    settings = study / "content/study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("title: ", "title: Edisi Kedua ", 1), encoding="utf-8")
    run(program, "publish", "--to", "branch:gh-pages", cwd=study)
    expect(git("rev-parse", "gh-pages^", cwd=study) == tip, "a new edition does not follow the old one")
    expect(git("show", "gh-pages:CNAME", cwd=study) == "penelitian.example", "the name of the domain is lost")


def try_unsearched(study):
    """Real informants, and nothing that the gate could search for."""
    informants = study / "content/informants.yaml"
    informants.write_text(informants.read_text(encoding="utf-8").replace("    illustrative: true\n", ""), encoding="utf-8")
    (study / "content/private/identities.yaml").unlink(missing_ok=True)
    refused(study, "missing-identities", "--to", "../lagi")
    expect(not (study.parent / "lagi").exists(), "a site that nobody searched was published")


with tempfile.TemporaryDirectory() as folder:
    scratch = pathlib.Path(folder)
    run(program, "new", "studi", cwd=scratch)
    study = scratch / "studi"
    try_folder(study, scratch)
    try_branch(study, scratch)
    try_unsearched(study)
for failure in failures:
    print(f"publish: {failure}", file=sys.stderr)
sys.exit(bool(failures))
