#!/usr/bin/env python3
"""Follows every link of a built site.

Every link and source inside the site leads to a file that is there, and every anchor to an element of that page; no
link is absolute or leaves the site's folder except by http, https, mailto and tel; no id stands twice on a page; every
page has one h1, a title and a language; no label is printed by its key.

    links.py SITE
"""
import html.parser
import os
import pathlib
import re
import sys
import urllib.parse

LINKS = {("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "src"), ("iframe", "src"),
         ("object", "data"), ("form", "action"), ("image", "href"), ("use", "href"), ("area", "href")}
OUTSIDE = {"http", "https", "mailto", "tel"}
# What is fetched must be of the site: a page has to work from a USB stick.
FETCHED = {"link", "img", "script", "source", "iframe", "object", "image", "use"}
# What 404.html looks for in several folders, one of which is right (layouts/html/lost.html).
SOUGHT = re.compile(r"(?:\.\./)+assets/missing\.(?:css|js)")
CATALOGUE = pathlib.Path(__file__).parent / "../../layouts/labels/id.yaml"
BEGINNINGS = set(re.findall(r"^([a-z]+)_", CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE))
LABEL_KEY = re.compile(rf"\b(?:{'|'.join(sorted(BEGINNINGS))})_[a-z][\w-]*")


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.path = path
        self.ids, self.links, self.problems = {}, [], []
        self.headings, self.titles, self.language = 0, 0, None
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def complain(self, text):
        self.problems.append(f"{self.path}:{self.getpos()[0]}: {text}")

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.headings += tag == "h1"
        self.titles += tag == "title"
        if tag == "html":
            self.language = attributes.get("lang")
        if len(attributes) != len(attrs):
            self.complain(f"<{tag}> has an attribute twice")
        if tag == "img" and "alt" not in attributes:
            self.complain("a picture without alt")
        name = attributes.get("id")
        if name is not None:
            if name in self.ids:
                self.complain(f"id '{name}' stands here and in line {self.ids[name]}")
            self.ids[name] = self.getpos()[0]
        for attribute, value in attrs:
            if (tag, attribute) in LINKS or attribute == "xlink:href":
                self.links.append((self.getpos()[0], tag, value or ""))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        for key in LABEL_KEY.findall(data):
            self.complain(f"the key '{key}' is printed instead of its words")


def check_frame(page):
    for found, what in ((page.headings == 1, f"{page.headings} h1"), (page.titles >= 1, "no title"),
                        (bool(page.language), "no language")):
        if not found:
            page.problems.append(f"{page.path}: {what}")


def check_link(site, pages, page, line, tag, link):
    """What is wrong with the link, or None."""
    parts = urllib.parse.urlsplit(link)
    if parts.scheme or parts.netloc:
        if parts.scheme not in OUTSIDE:
            return "leaves the site"
        return "is fetched from elsewhere" if tag in FETCHED else None
    if parts.path.startswith("/") or "\\" in parts.path:
        return "is absolute"
    target = page.path
    if parts.path:
        target = pathlib.Path(os.path.normpath(page.path.parent / urllib.parse.unquote(parts.path)))
        if not target.is_relative_to(site):
            return None if page.path.name == "404.html" and SOUGHT.fullmatch(link) else "leaves the folder of the site"
        if target.is_dir():
            return "leads to a folder, which a browser does not open from a USB stick"
        if not target.is_file():
            return "leads nowhere"
    if parts.fragment and target.suffix == ".html":
        if urllib.parse.unquote(parts.fragment) not in pages[target].ids:
            return "leads to an anchor that is not there"
    if not link:
        return "is empty"
    return None


def main():
    site = pathlib.Path(os.path.normpath(sys.argv[1]))
    pages = {path: Page(path) for path in sorted(site.rglob("*.html"))}
    problems, count = [], 0
    for page in pages.values():
        check_frame(page)
        for line, tag, link in page.links:
            count += 1
            problem = check_link(site, pages, page, line, tag, link)
            if problem:
                page.problems.append(f"{page.path}:{line}: '{link}' {problem}")
        problems += page.problems
    if not pages:
        problems.append(f"{site}: no pages")
    print("\n".join(problems) if problems else f"links: {count} links on {len(pages)} pages lead somewhere")
    return bool(problems)


sys.exit(main())
