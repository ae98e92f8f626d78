// Every page, from a server and from a folder, on a phone, a tablet and a desktop: each is opened once, and asked all.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fromFiles, openTab, pages, site, withBrowser } from "./support.js";

const { browser, server } = await withBrowser();
const screens = [320, 768, 1280];

/* What is asked of each page at some widths; each answer is something wrong with it. */
const questions = [
  {
    says: "no page is wider than its screen",
    at: screens,
    ask: () => (document.documentElement.scrollWidth > innerWidth
      ? [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1
          && !element.closest(".scroll, .hidden, .skip, legend, pre")).slice(0, 3).map((element) => element.outerHTML.slice(0, 80))
          .concat("page scrolls sideways")
      : []),
  },
  {
    says: "what is pressed is large enough for a finger, but for what may be small (WCAG 2.5.8)",
    at: screens,
    ask: () => [...document.querySelectorAll("a[href], button, summary, input, select")].filter((element) => {
      const box = element.getBoundingClientRect();
      const inLine = element.matches("a") && getComputedStyle(element).display === "inline";
      return box.width > 0 && !inLine && !element.matches(".skip") && !element.closest("label")
        && (box.width < 24 || box.height < 24);
    }).slice(0, 3).map((element) => element.outerHTML.slice(0, 80)),
  },
  {
    says: "no table scrolls sideways on a tablet or wider",
    at: [768, 1024, 1280],
    ask: () => [...document.querySelectorAll(".scroll:has(table)")]
      .filter((region) => region.scrollWidth > region.clientWidth + 1).map((region) => region.outerHTML.slice(0, 80)),
  },
  {
    says: "every row of a table has a head",
    at: [1280],
    ask: () => [...document.querySelectorAll("main .table tbody")].filter((body) => body.parentElement.tHead
      && body.rows[0].cells.length > 1 && !body.querySelector("th")).map((body) => body.parentElement.outerHTML.slice(0, 80)),
  },
  {
    says: "a table of few words is no cards where the text beside it has its full width",
    at: [1280],
    ask: () => [...document.querySelectorAll(".cards:not(.long) tbody tr")]
      .filter((row) => getComputedStyle(row).display === "flex").map((row) => row.outerHTML.slice(0, 80)),
  },
  {
    says: "every page has its landmarks, its title as its only first heading, and no id twice",
    at: [1280],
    ask: () => {
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      const heads = document.querySelectorAll("h1").length;
      return ["header", "nav", "main", "footer"].filter((name) => !document.querySelector(name))
        .concat(heads === 1 ? [] : `${heads} titles`, ids.filter((id, i) => ids.indexOf(id) !== i));
    },
  },
];
const widths = [...new Set(questions.flatMap(({ at }) => at))].sort((a, b) => a - b);
const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
const anchors = () => ({
  ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
  links: [...document.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href"), document.baseURI).href),
});

/* 404.html is shown by servers, never opened from a folder. */
for (const [name, base, list] of [["a server", server.origin, pages], ["a folder", fromFiles, pages.filter((page) => page !== "404.html")]]) {
  describe(`pages from ${name}`, () => {
    const answers = new Map(questions.map(({ says }) => [says, []]));
    const seen = new Map();
    let tab;

    before(async () => {
      tab = await openTab(browser);
      for (const page of list) {
        await tab.goto(`${base}/${page}`);
        for (const width of widths) {
          await tab.setViewportSize({ width, height: 800 });
          await tab.evaluate(drawn);
          for (const { says, ask } of questions.filter(({ at }) => at.includes(width)))
            answers.get(says).push(...(await tab.evaluate(ask)).map((what) => `${page} at ${width}: ${what}`));
        }
        seen.set(page, await tab.evaluate(anchors));
      }
    });
    after(() => tab.context().close());

    for (const { says } of questions) test(says, () => assert.deepEqual(answers.get(says), []));

    test("pages are silent and ask nobody else", () => {
      const elsewhere = tab.asked.filter((url) => !url.startsWith(base) && !url.startsWith("data:"));
      assert.deepEqual({ said: tab.said, elsewhere }, { said: [], elsewhere: [] });
    });

    test("every link within the site leads to a page and an anchor that are there", () => {
      const links = [...seen].flatMap(([page, { links }]) => links.filter((link) => link.startsWith(`${base}/`))
        .map((link) => [page, link.slice(base.length + 1).split("#").map(decodeURIComponent)]));
      assert.ok(links.length > 100);
      const isFile = (path) => statSync(join(site, /(^|\/)$/.test(path) ? `${path}index.html` : path), { throwIfNoEntry: false })?.isFile();
      const isThere = (path, anchor) => (seen.has(path) ? !anchor || seen.get(path).ids.includes(anchor) : isFile(path));
      assert.deepEqual(links.filter(([, [path, anchor]]) => !isThere(path.split("?")[0], anchor))
        .map(([page, target]) => `${page}: ${target.join("#")}`), []);
    });
  });
}
