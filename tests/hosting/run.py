#!/usr/bin/env python3
"""The three ways to hand the site on, each tried: nginx as layouts/hosting/nginx.conf says, a static host with the site
in a folder, and a ZIP file.

    run.py PROGRAM
"""
import functools
import gzip
import hashlib
import html.parser
import http.client
import http.server
import json
import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
failures = []


def expect(condition, text):
    if not condition:
        failures.append(text)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def build(program, scratch, base_url):
    """The site of a study with that address; the study of the repository, linked but for its study.yaml."""
    study = scratch / "study"
    shutil.copytree(ROOT / "content", study / "content")
    settings = study / "content/study.yaml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("site:\n", f"site:\n  base_url: {base_url}\n  image: figures/kota.png\n", 1)
    shutil.copy(ROOT / "layouts/pictures/site.png", study / "content/figures/kota.png")
    text += 'changes:\n  - date: "2024-05"\n    text: Kutipan & tabel <baru>\n    page: sintesis.html\n' \
            '  - date: "2024-06-02"\n    text: Halaman ringkasan\n'
    settings.write_text(text, encoding="utf-8")
    subprocess.run([program, "build", "--html", "--out", scratch, study], check=True, stderr=subprocess.DEVNULL)
    return scratch / "site"


def ask(port, path, method="GET", headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


# ---- nginx ----

def start_nginx(scratch, site):
    port = free_port()
    recipe = (ROOT / "layouts/hosting/nginx.conf").read_text(encoding="utf-8")
    recipe = recipe.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/situs/site", str(site))
    folder = scratch / "nginx"
    folder.mkdir()
    scratch.chmod(0o755)
    paths = "".join(f"    {name}_temp_path {folder}/{name};\n"
                    for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = folder / "nginx.conf"
    config.write_text(f"pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n    access_log off;\n"
                      f"{paths}{recipe}}}\n", encoding="utf-8")
    subprocess.run(["nginx", "-q", "-t", "-c", config], check=True)
    server = subprocess.Popen(["nginx", "-c", config, "-g", "daemon off; master_process off;"])
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.05)
    return server, port


def headers_of_file(site):
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()[1:]
    return dict((part.strip().lower() if i == 0 else part.strip() for i, part in enumerate(line.split(":", 1)))
                for line in lines)


def check_nginx(scratch, site):
    server, port = start_nginx(scratch, site)
    try:
        wanted = headers_of_file(site)
        for path, kind in (("/", "text/html"), ("/sintesis.html", "text/html"), ("/assets/style.css", "text/css"),
                           ("/assets/search.js", "application/javascript"), ("/unduhan/sintesis.csv", "text/csv"),
                           ("/unduhan/sintesis.json", "application/json"), ("/assets/icon.svg", "image/svg+xml"),
                           ("/assets/icon.png", "image/png"), ("/manifest.webmanifest", "application/manifest+json"),
                           ("/tema/", "text/html")):
            status, headers, _ = ask(port, path)
            expect(status == 200, f"nginx answers {status} for {path}")
            expect(headers.get("content-type", "").startswith(kind), f"nginx says {path} is {headers.get('content-type')}")
            for name, value in wanted.items():
                expect(headers.get(name) == value, f"nginx sends {name}: {headers.get(name)} with {path}")
        check_nginx_refusals(port, site)
        _, headers, body = ask(port, "/sintesis.html", headers={"Accept-Encoding": "gzip"})
        expect(headers.get("content-encoding") == "gzip" and gzip.decompress(body) ==
               (site / "sintesis.html").read_bytes(), "nginx does not compress pages")
        _, headers, _ = ask(port, "/sintesis.html")
        status, _, _ = ask(port, "/sintesis.html", headers={"If-None-Match": headers.get("etag", "")})
        expect(status == 304, f"nginx sends an unchanged page again: {status}")
    finally:
        server.terminate()
        server.wait()


def check_nginx_refusals(port, site):
    missing = (site / "404.html").read_bytes()
    for path in ("/tidak/ada.html", "/.lampiran-files", "/_headers", "/tema/..%2f..%2fpid", "/assets/"):
        status, headers, body = ask(port, path)
        expect(status in (400, 403, 404), f"nginx answers {status} for {path}")
        if path == "/tidak/ada.html":
            expect(status == 404 and body == missing, "nginx does not show 404.html for a missing page")
            expect("content-security-policy" in headers, "nginx shows 404.html without its policy")
    for method in ("POST", "PUT", "DELETE"):
        status, _, _ = ask(port, "/index.html", method)
        expect(status in (403, 405), f"nginx answers {status} to {method}")


# ---- a static host with the site in a folder ----

class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src") and value is not None
                       and dict(attributes).get("rel") != "canonical"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def check_folder(scratch, site):
    """Every link from the home page on, followed over HTTP, stays below /sub/ and is answered."""
    host = scratch / "host"
    host.mkdir()
    (host / "sub").symlink_to(site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=host))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    waiting, seen = ["/sub/", "/sub/404.html"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        status, headers, body = ask(port, path)
        expect(status == 200, f"the static host answers {status} for {path}")
        if "html" not in headers.get("content-type", ""):
            continue
        links = Links()
        links.feed(body.decode("utf-8"))
        for link in links.found:
            parts = urllib.parse.urlsplit(urllib.parse.urljoin(f"http://host{path}", link))
            if parts.netloc != "host" or parts.scheme != "http":
                continue
            expect(parts.path.startswith("/sub/"), f"{path} leads out of its folder: {link}")
            waiting.append(parts.path)
    server.shutdown()
    expect(len(seen) > 60, f"only {len(seen)} addresses were reached")
    return len(seen)


# ---- what is told to programs ----

def check_told(site, base_url):
    atom = "{http://www.w3.org/2005/Atom}"
    feed = xml.etree.ElementTree.parse(site / "perubahan.xml").getroot()
    entries = feed.findall(f"{atom}entry")
    expect([entry.findtext(f"{atom}updated") for entry in entries] ==
           ["2024-06-02T00:00:00Z", "2024-05-01T00:00:00Z"], "the feed tells other dates than the study")
    expect(feed.findtext(f"{atom}updated") == "2024-06-02T00:00:00Z", "the feed is not as old as its newest entry")
    expect(entries[1].findtext(f"{atom}title") == "Kutipan & tabel <baru>", "the feed garbles its text")
    ids = [element.text for element in feed.iter(f"{atom}id")]
    expect(len(set(ids)) == 3 and all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}", one)
                                      for one in ids), f"the ids of the feed are {ids}")
    links = [element.get("href") for element in feed.iter(f"{atom}link")]
    expect(all(link.startswith(base_url) for link in links), f"the links of the feed are {links}")
    places = [element.text for element in xml.etree.ElementTree.parse(site / "sitemap.xml").getroot()
              .iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = [page for page in site.rglob("*.html") if page.name not in ("404.html", "cari.html")]
    expect(len(places) == len(pages), f"the sitemap has {len(places)} pages of {len(pages)}")
    expect(f"{base_url}/sitemap.xml" in (site / "robots.txt").read_text(), "robots.txt does not tell of the sitemap")
    json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text).group(1))
        expect(data["@context"] == "https://schema.org" and data["description"], f"{page.name} has no JSON-LD")
        path = "" if page == site / "index.html" else str(page.relative_to(site))
        expect(f'<link rel="canonical" href="{base_url}/{path}">' in text, f"{page.name} has another address")


class Head(html.parser.HTMLParser):
    """What a page tells of itself: title, h1, meta, canonical address, breadcrumbs (address, words)."""

    def __init__(self, path):
        super().__init__()
        self.title, self.heading, self.canonical, self.metas, self.crumbs, self.open = "", "", None, [], [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "meta" and ("property" in values or "name" in values):
            self.metas.append((values.get("property") or values["name"], values.get("content")))
        elif tag == "link" and values.get("rel") == "canonical":
            self.canonical = values["href"]
        elif tag in ("title", "h1", "nav", "a", "svg"):
            self.open.append((tag, values))
        if tag == "a" and self.is_in_crumbs():
            self.crumbs.append([values["href"], ""])

    def is_in_crumbs(self):
        return any(tag == "nav" and values.get("class") == "breadcrumbs" for tag, values in self.open)

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        if tags == ["title"]:
            self.title += data
        if "h1" in tags:
            self.heading += data
        if tags[-1:] == ["a"] and self.is_in_crumbs():
            self.crumbs[-1][1] += data


def crumbs_of(path):
    """The pages above one, by its path."""
    if path in ("index.html", "404.html"):
        return []
    folder = path.rpartition("/")[0]
    if folder in ("informan", "informants"):
        return ["index.html", f"{folder}.html"]
    return ["index.html"] + ([f"{folder}/index.html"] if folder and not path.endswith("/index.html") else [])


def check_meta(site, base_url, site_title, locale):
    """Each page has a title, a description and Open Graph of its own, right and not empty, and the way up to the home
    page; addresses only where there is a base_url."""
    heads = {str(path.relative_to(site)): Head(path) for path in site.rglob("*.html")}
    for path, head in heads.items():
        metas, is_home = dict(head.metas), path == "index.html"
        # The colour alone is there for light and dark.
        expect(len(metas) == len(head.metas) - 1, f"{path} tells something twice: {head.metas}")
        expect(all(content and content.strip() for content in metas.values()), f"{path} has an empty meta: {metas}")
        title = metas.get("og:title", "")
        expect(title == head.heading.strip() or path == "ringkasan.html", f"{path} is called {title}, not {head.heading}")
        expect(head.title == (site_title if is_home else f"{title} · {site_title}"), f"{path} has the title {head.title}")
        expect(metas.get("og:site_name") == site_title, f"{path} is of the site {metas.get('og:site_name')}")
        expect(metas.get("og:locale") == locale, f"{path} has the locale {metas.get('og:locale')}")
        expect(metas.get("og:type") == ("website" if is_home else "article"), f"{path} is a {metas.get('og:type')}")
        expect(metas.get("og:description") == metas.get("description"), f"{path} has two descriptions")
        expect(15 <= len(metas["description"]) <= 202, f"{path} is described as: {metas['description']}")
        address = f"{base_url}/{'' if is_home else path}" if base_url else None
        expect(metas.get("og:url") == address and head.canonical == address,
               f"{path} has the addresses {metas.get('og:url')} and {head.canonical}, not {address}")
        picture = base_url and f"{base_url}/figures/kota.png"
        expect(metas.get("og:image", "") == picture, f"{path} has the picture {metas.get('og:image')}")
        found = [os.path.normpath(os.path.join("/" if link.startswith("/") else os.path.dirname(path), link)) for link, _ in head.crumbs]
        expect(found == crumbs_of(path), f"{path} has {found} above it")
        for above, words in zip(found, (words.strip() for _, words in head.crumbs)):
            names = (heads[above].heading, "Beranda" if locale == "id_ID" else "Home") if above in heads else ()
            expect(any(words and (words in name or name in words) for name in names), f"{path} calls {above} {words}")
    expect(not base_url or (site / "figures/kota.png").is_file(), "the picture is not in the site")
    expect(len({dict(head.metas)["og:title"] for head in heads.values()}) == len(heads), "two pages have one title")


def check_cards(program, scratch, base_url):
    """Without a picture of its own, each objective and the site have one drawn, which says what was made up."""
    study = scratch / "study"
    text = (study / "content/study.yaml").read_text(encoding="utf-8")
    (study / "content/study.yaml").write_text(text.replace("  image: figures/kota.png\n", "", 1), encoding="utf-8")
    subprocess.run([program, "build", "--html", "--out", scratch / "cards", study], check=True)
    site = scratch / "cards/site"
    for page, stem in (("index", "index"), ("tujuan/a", "tujuan/a"), ("etika", "index")):
        metas = dict(Head(site / f"{page}.html").metas)
        expect(metas.get("og:image") == f"{base_url}/bagikan/{stem}.png", f"{page} has the picture {metas.get('og:image')}")
        expect((metas.get("og:image:width"), metas.get("og:image:height")) == ("1200", "630"), f"{page}: another size")
        head = (site / f"bagikan/{stem}.png").read_bytes()[:24]
        expect(head[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", head[16:]) == (1200, 630),
               f"the picture of {page} is no PNG of that size")
        drawing = (site / f"bagikan/{stem}.svg").read_text(encoding="utf-8")
        expect("Memuat contoh rekaan" in drawing, f"the picture of {page} does not say what was made up")
        expect(metas["og:image:alt"] in drawing, f"the words of the picture of {page} are others")
    drawing = (site / "bagikan/index.svg").read_text(encoding="utf-8")
    expect(drawing.count('class="mark') > 20 and "DOK-" not in drawing, "the picture of the site is not the board")
    expect(all(f">{name}<" in drawing for name in ("Perencanaan pembangunan", "Pangan dan pertanian", "Sumber Daya Mitra")),
           "the picture of the site cuts names for which it has room")
    expect(dict(Head(site / "tujuan/a.html").metas)["og:image:alt"].startswith("Menurut proposal, "),
           "the picture of an objective does not give its answer")
    told = subprocess.run([program, "build", "--html", "--out", scratch / "undrawn", study], text=True,
                          capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8", "PATH": "/nowhere"})
    expect(told.stderr.count("rsvg-convert is not installed") == 1, "nothing is said of missing pictures, or too much")
    expect(not (scratch / "undrawn/site/bagikan").exists() and
           "og:image" not in dict(Head(scratch / "undrawn/site/index.html").metas), "a picture is told of that is not there")


def check_mistakes(program, scratch):
    """A change on a page that is not there stops the build; a site without lunr has no search and says so."""
    settings = scratch / "study/content/study.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("page: sintesis.html", "page: sintesi.html"), encoding="utf-8")
    run = subprocess.run([program, "build", "--html", "--out", scratch / "bad", scratch / "study"], text=True,
                         stderr=subprocess.PIPE, check=False)
    expect(run.returncode == 1 and "[unknown-page]" in run.stderr and "nearest is 'sintesis.html'" in run.stderr,
           f"a change on an unknown page gives: {run.stderr}")
    text += "".join(f'  - date: "2025-01-{day % 28 + 1:02}"\n    text: Perubahan {day}\n' for day in range(70))
    settings.write_text(text, encoding="utf-8")
    run = subprocess.run([program, "build", "--html", "--out", scratch / "plain", scratch / "study"], text=True,
                         stderr=subprocess.PIPE, check=False, env={**os.environ, "LAMPIRAN_LUNR": "/nowhere"})
    home = (scratch / "plain/site/index.html").read_text(encoding="utf-8")
    expect(run.returncode == 0 and "[no-search]" in run.stderr, f"without lunr: {run.stderr}")
    feed = (scratch / "plain/site/perubahan.xml").read_text(encoding="utf-8")
    expect(feed.count("<entry>") == 50, f"the feed has {feed.count('<entry>')} of 72 changes")
    expect("search" not in home and not (scratch / "plain/site/assets/search-index.js").exists(),
           "a site without lunr offers a search")


# ---- a ZIP file ----

def check_zip(scratch, site):
    sums = []
    for name in ("one.zip", "two.zip"):
        subprocess.run([ROOT / "generator/setup/zip.py", site, scratch / name], check=True, stdout=subprocess.DEVNULL)
        sums.append(hashlib.sha256((scratch / name).read_bytes()).hexdigest())
        time.sleep(0.01)
    expect(sums[0] == sums[1], "the same site gives two ZIP files")
    with zipfile.ZipFile(scratch / "one.zip") as archive:
        expect(archive.testzip() is None, "the ZIP file is broken")
        archive.extractall(scratch / "stick")
    for path in site.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            copy = scratch / "stick" / site.name / path.relative_to(site)
            expect(copy.is_file() and copy.read_bytes() == path.read_bytes(), f"{path.name} is not in the ZIP file")
    foreign = site / "catatan.txt"
    foreign.write_text("Belum dicari.", encoding="utf-8")
    run = subprocess.run([ROOT / "generator/setup/zip.py", site, scratch / "three.zip"], text=True, check=False,
                         stderr=subprocess.PIPE)
    foreign.unlink()
    expect(run.returncode == 1 and "catatan.txt" in run.stderr and not (scratch / "three.zip").exists(),
           f"a file that nobody searched is packed: {run.stderr}")


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    base_url = "https://palopo.example/sub"
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        site = build(program, scratch, base_url)
        check_told(site, base_url)
        check_meta(site, base_url, "Konvergensi Stunting Palopo", "id_ID")
        shutil.copytree(ROOT / "tests/study/good-english", scratch / "english")
        subprocess.run([program, "build", "--html", "--out", scratch / "local", scratch / "english"], check=True)
        check_meta(scratch / "local/site", "", "Clean Water: Two Hamlets", "en_GB")
        check_nginx(scratch, site)
        reached = check_folder(scratch, site)
        check_zip(scratch, site)
        check_cards(program, scratch, base_url)
        check_mistakes(program, scratch)
    print("\n".join(failures) if failures
          else f"hosting: nginx, {reached} addresses below a folder, a ZIP file, feed and sitemap are as they should be")
    return bool(failures)


sys.exit(main())
