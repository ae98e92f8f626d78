// Every page, from a server and from a folder, on a phone, a tablet and a desktop.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, fromFiles, openTab, pages, server, withBrowser } from "./support.js";

const widths = [320, 768, 1280];
withBrowser();

/* What sticks out of the page, or is too small to be hit by a finger: both without what may (WCAG 2.5.8). */
async function measure() {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const wide = document.documentElement.scrollWidth > innerWidth
    ? [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1
        && !element.closest(".scroll, .hidden, .skip, legend, pre")).slice(0, 3).map((element) => element.outerHTML.slice(0, 80))
    : [];
  const small = [...document.querySelectorAll("a[href], button, summary, input, select")].filter((element) => {
    const box = element.getBoundingClientRect();
    const inLine = element.matches("a") && getComputedStyle(element).display === "inline";
    return box.width > 0 && !inLine && !element.matches(".skip") && !element.closest("label")
      && (box.width < 24 || box.height < 24);
  }).slice(0, 3).map((element) => element.outerHTML.slice(0, 80));
  return { wide: document.documentElement.scrollWidth > innerWidth ? wide.concat("page scrolls sideways") : [], small };
}

/* 404.html is shown by servers, never opened from a folder. */
for (const [name, base, list] of [["a server", () => server.origin, pages],
  ["a folder", () => fromFiles, pages.filter((page) => page !== "404.html")]]) {
  test(`pages from ${name} fit, are silent and ask nobody else`, async () => {
    const tab = await openTab(browser);
    const found = [];
    for (const page of list) {
      await tab.goto(`${base()}/${page}`);
      for (const width of widths) {
        await tab.setViewportSize({ width, height: 800 });
        const { wide, small } = await tab.evaluate(measure);
        found.push(...wide.map((what) => `${page} at ${width}: too wide: ${what}`));
        found.push(...small.map((what) => `${page} at ${width}: too small: ${what}`));
      }
    }
    const elsewhere = tab.asked.filter((url) => !url.startsWith(base()) && !url.startsWith("data:"));
    assert.deepEqual({ found, said: tab.said, elsewhere }, { found: [], said: [], elsewhere: [] });
    await tab.context().close();
  });
}

test("every link within the site leads to a page and an anchor that are there", async () => {
  const tab = await openTab(browser);
  const anchors = new Map(), links = [];
  for (const page of pages) {
    await tab.goto(`${server.origin}/${page}`);
    const { ids, hrefs } = await tab.evaluate(() => ({
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
      hrefs: [...document.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href"), document.baseURI).href),
    }));
    assert.equal(new Set(ids).size, ids.length, `${page} has an id twice`);
    anchors.set(`/${page}`, new Set(ids));
    links.push(...hrefs.filter((href) => href.startsWith(server.origin)).map((href) => [page, new URL(href)]));
  }
  const broken = [];
  for (const [page, url] of links) {
    const ids = anchors.get(url.pathname);
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (ids && (anchor === "" || ids.has(anchor))) continue;
    if (!ids && (await tab.request.get(url.href)).ok()) continue;
    broken.push(`${page}: ${url.pathname}${url.hash}`);
  }
  assert.ok(links.length > 100);
  assert.deepEqual(broken, []);
  await tab.context().close();
});
