#!/usr/bin/env python3
"""Studies that attack whoever builds them: no file outside of the output is touched, read or run, no time is eaten.

    run.py LAMPIRAN INTERPOSE.so
"""
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import zlib

program, shim = (os.path.abspath(argument) for argument in sys.argv[1:3])
layouts = pathlib.Path(program).parent.parent / "layouts"
room = pathlib.Path(tempfile.mkdtemp(prefix="hostile-"))
environment = {**os.environ, "XDG_STATE_HOME": str(room / "state"), "XDG_CACHE_HOME": str(room / "cache"),
               "TMPDIR": str(room / "tmp")}
(room / "tmp").mkdir()
SECRET = "RAHASIA-7731"
failed = []
count = 0


def check(ok, what, words=""):
    global count
    count += 1
    if not ok:
        failed.append(what)
        print("hostile:", what)
        print("    " + words.replace("\n", "\n    "))


def new(name):
    """A study beside a folder `home`, whose files must stay as they are."""
    folder = room / name
    (folder / "home/sub").mkdir(parents=True)
    (folder / "home/notes.html").write_text("my notes")
    (folder / "home/sub/key").write_text(SECRET)
    subprocess.run([program, "new", folder / "study"], check=True, stdout=subprocess.DEVNULL)
    return folder


def build(folder, *options, **more):
    done = subprocess.run([program, "build", *options, folder / "study"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", env={**environment, **more})
    return done.returncode, done.stdout


def is_untouched(folder):
    home = folder / "home"
    found = sorted(str(path.relative_to(home)) for path in home.rglob("*"))
    return (found == ["notes.html", "sub", "sub/key"] and (home / "notes.html").read_text() == "my notes"
            and (home / "sub/key").read_text() == SECRET)


def holds_secret(folder):
    """Some published file holds the secret, packed or not."""
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        if SECRET.encode() in data:
            return True
        for stream in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.S):
            try:
                if SECRET.encode() in zlib.decompress(stream[1]):
                    return True
            except zlib.error:
                pass
        if data[:4] == b"%PDF":
            text = subprocess.run(["pdftotext", path, "-"], capture_output=True).stdout
            if SECRET.encode() in text:
                return True
    return False


def links():
    """Links in place of what the program makes, removes or reads."""
    for name, status in (("site", 1), ("appendices", 1), (".lampiran", 1), ("site.staging", 0), ("site.old", 0)):
        folder = new("link-" + name)
        (folder / "study" / name).symlink_to("../home")
        found, words = build(folder)
        check(found == status, f"a link {name}: status {found}", words)
        check(is_untouched(folder), f"a link {name}: what it leads to was changed", words)
        found, words = build(folder)
        check(is_untouched(folder), f"a link {name}, again: what it leads to was changed", words)
    folder = new("link-within")
    build(folder)
    shutil.rmtree(folder / "study/site/assets")
    (folder / "study/site/assets").symlink_to("../../home")
    found, words = build(folder)
    check(found == 1 and "assets" in words, f"a link site/assets: status {found}", words)
    check(is_untouched(folder), "a link site/assets: what it leads to was changed", words)
    for path in ("layouts/assets/key.txt", "layouts/html/bottom.html", "layouts/labels/id.yaml", "lua/hooks/a.lua",
                 "lua/lib/a.lua", "content/figures/key.png"):
        folder = new("link-out-" + path.replace("/", "-"))
        link = folder / "study" / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(folder / "home/sub/key")
        found, words = build(folder)
        check(found == 1 and "[link-outside]" in words, f"a link {path}: status {found}", words)
        check(not (folder / "study/site").exists(), f"a link {path}: published", words)


def names():
    """Names that lead elsewhere."""
    folder = new("slugs")
    labels = folder / "study/layouts/labels/id.yaml"
    labels.parent.mkdir(parents=True)
    labels.write_text('slug_search: "../../../home/notes"\nslug_downloads: "../../home/sub"\nfile_feed: "/tmp/x.xml"\n')
    found, words = build(folder)
    check(found == 1 and words.count("[label-address]") == 3, f"labels that lead elsewhere: status {found}", words)
    check(is_untouched(folder), "labels that lead elsewhere: something was written", words)
    folder = new("names")
    asset = folder / "study/layouts/assets/a\nb.txt"
    asset.parent.mkdir(parents=True)
    asset.write_text("x")
    found, words = build(folder)
    check(found == 1 and "[output-name]" in words, f"an asset with a line end: status {found}", words)


    folder = new("percent")
    figures = folder / "study/content/figures"
    figures.mkdir()
    (figures / "50%20 x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    page = folder / "study/content/pages/metode.md"
    page.write_text(page.read_text() + "\n![a](<figures/50%20 x.svg>) [b](<figures/50%20 x.svg>)\n")
    found, words = build(folder)
    written = (folder / "study/site/metode.html").read_text() if found == 0 else ""
    addresses = re.findall(r'(?:src|href)="(figures/[^"]*)"', written)
    check(len(addresses) == 2, f"a figure with a % in its name: status {found}, {addresses}", words)
    for address in addresses:
        path = folder / "study/site" / urllib.parse.unquote(urllib.parse.urlsplit(address).path)
        check(path.is_file(), f"a figure with a % in its name: '{address}' leads nowhere")
    folder = new("asset")
    asset = folder / "study/layouts/assets/logo.svg"
    asset.parent.mkdir(parents=True)
    asset.write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    found, words = build(folder)
    check(found == 1 and "[svg-active]" in words, f"an asset with a script: status {found}", words)
    found, words = build(folder, "--trust")
    check(found == 0, f"an asset with a script, trusted: status {found}", words)


def filters():
    """A filter of the study's own runs in pandoc only when the user said so."""
    if not shutil.which("pandoc"):
        return
    folder = new("filter")
    own = folder / "study/layouts/docx/appendices.lua"
    own.parent.mkdir(parents=True)
    own.write_text(f"os.execute('id > {folder}/home/ran')\n"
                   f"local f = io.open('{folder}/home/notes.html', 'w') if f then f:write('x') f:close() end\n"
                   + (layouts / "docx/appendices.lua").read_text())
    found, words = build(folder, "--docx")
    check(found == 1 and "[untrusted]" in words, f"a filter: status {found}", words)
    check(is_untouched(folder), "a filter: it ran", words)
    found, words = build(folder)
    check(found == 0, f"a filter, without --docx: status {found}", words)
    found, words = build(folder, "--docx", "--trust")
    check(found == 0, f"a filter, trusted: status {found}", words)
    check(is_untouched(folder), "a filter, trusted: it left its room", words)
    found, words = build(folder, "--docx")
    check(found == 0, f"a filter, trusted before: status {found}", words)
    moved = folder.with_name("filter-moved")
    folder.rename(moved)
    found, words = build(moved, "--docx")
    check(found == 1, f"a filter, in another place: status {found}", words)


def tex_layout(folder, code):
    own = folder / "study/layouts/latex/lampiran.tex"
    own.parent.mkdir(parents=True, exist_ok=True)
    text = (layouts / "latex/lampiran.tex").read_text()
    assert "\\begin{document}" in text
    own.write_text(text.replace("\\begin{document}", "\\begin{document}" + code))


def tex():
    """TeX of the study's own reads and writes nothing outside of its room, whatever the engine offers."""
    def characters(text):
        return "string.char(" + ",".join(str(byte) for byte in text.encode()) + ")"
    key, notes = "sub/key", "notes.html"
    for engine in ("pdflatex", "lualatex", "xelatex"):
        if not shutil.which(engine):
            continue
        folder = new("tex-" + engine)
        home = folder / "home"
        codes = [f"\\input{{{home}/{key}}}", f"\\newread\\r\\openin\\r={home}/{key} \\read\\r to\\x\\x",
                 f"\\newwrite\\w\\immediate\\openout\\w={home}/{notes} \\immediate\\write\\w{{x}}",
                 f"\\immediate\\write18{{cp {home}/{key} {home}/ran}}"]
        if engine == "pdflatex":
            path = str(home / key).replace("/", "\\sl ")
            codes.append(f"\\def\\sl{{/}}\\immediate\\pdfobj stream file {{{path}}}\\pdfrefobj\\pdflastobj")
        if engine == "lualatex":
            codes.append(f"\\directlua{{local f=io.open({characters(str(home / key))}) if f then tex.print(f:read('a'))"
                         f" f:close() end f=io.open({characters(str(home / notes))},'w') if f then f:write('x')"
                         f" f:close() end os.remove({characters(str(home / key))})"
                         f" lfs.mkdir({characters(str(home / 'new'))})}}")
        # Each run takes its time, and what comes of one says nothing of the others.
        for code in codes if engine == "pdflatex" else [codes[1] + codes[2], codes[-1]]:
            tex_layout(folder, code)
            found, words = build(folder, "--pdf", "--engine", engine)
            check(found in (0, 1), f"{engine} {code[:30]}: status {found}", words)
            check(is_untouched(folder), f"{engine} {code[:30]}: something was changed", words)
            check(found == 1 or not holds_secret(folder / "study/appendices"), f"{engine} {code[:30]}: published", words)
        # Where TeX cannot be confined, it does not run.
        found, words = build(folder, "--pdf", "--engine", engine, LD_PRELOAD=shim, FAIL_LANDLOCK="1")
        check(found == 1 and "[untrusted]" in words, f"{engine}, not confined: status {found}", words)
        shutil.rmtree(folder / "study/layouts")
        if engine == "pdflatex":
            found, words = build(folder, "--pdf", "--engine", engine, LD_PRELOAD=shim, FAIL_LANDLOCK="1")
            check(found == 0, f"not confined, without layouts of its own: status {found}", words)
    check(not any((room / "tmp").iterdir()), "something was left in TMPDIR")


def storms():
    """Four times as many marks in one paragraph cost some four times as much, whatever is said of them."""
    for what, mark, times, status in (("abbreviation", "Kata OPD lain. ", 10000, 0), ("note", "^[a]", 5000, 0),
                                      ("undefined note", "[^a]", 5000, 1), ("open lowering", "<sub>a", 5000, 0)):
        seconds = []
        for uses in (times, 4 * times):
            folder = new(f"{what.replace(' ', '-')}-{uses}")
            content = folder / "study/content"
            (content / "abbreviations.yaml").write_text("abbreviations:\n  - {short: OPD, long: organisasi perangkat daerah}\n")
            finding = sorted((content / "findings").glob("*.md"))[0]
            finding.write_text(finding.read_text() + "\n" + mark * uses + "\n")
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            found, words = build(folder)
            seconds.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
            check(found == status, f"{uses} uses of '{mark}': status {found}", words[:2000])
        check(seconds[1] < 8 * seconds[0], f"uses of '{mark}': {seconds[0]:.2f} s, of four times as many {seconds[1]:.2f} s")


try:
    for attack in (links, names, filters, tex, storms):
        attack()
finally:
    shutil.rmtree(room)
print(f"hostile: {count} checks, {len(failed)} failed")
sys.exit(1 if failed else 0)
