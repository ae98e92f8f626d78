// A site in two languages: from a page to the same page in the other one, search in each, and what a screen reader is told.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { bilingual, openTab, openTabWithAxe, violationsOf, withBrowser } from "./support.js";

const paths = ["index.html", "tujuan/b.html", "tema/kerja-sama.html", "kutipan.html", "metode.html", "cari.html"];
const { browser, server } = await withBrowser(bilingual);

for (const [width, colorScheme] of [[320, "dark"], [768, "light"], [1280, "light"]]) {
  test(`axe finds nothing in either language, ${width} wide and ${colorScheme}`, async () => {
    const tab = await openTabWithAxe(browser, { viewport: { width, height: 800 }, colorScheme });
    const found = [];
    for (const path of paths.flatMap((page) => [page, `en/${page}`])) {
      await tab.goto(`${server.origin}/${path}`);
      found.push(...(await violationsOf(tab)).map((violation) => `${path}: ${violation}`));
      const room = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(room <= 0, `${path} is ${room} px wider than the screen`);
    }
    assert.deepEqual(found, []);
    await tab.context().close();
  });
}

for (const from of ["http", "a folder"]) {
  test(`the switch leads to the same page in the other language and back, from ${from}`, async () => {
    const root = from === "http" ? server.origin : pathToFileURL(bilingual).href;
    const tab = await openTab(browser);
    for (const path of paths) {
      await tab.goto(`${root}/${path}`);
      assert.equal(await tab.locator("html").getAttribute("lang"), "id");
      await tab.getByRole("link", { name: "English" }).click();
      await tab.waitForLoadState("load");
      assert.equal(tab.url(), `${root}/en/${path}`);
      assert.equal(await tab.locator("html").getAttribute("lang"), "en");
      await tab.getByRole("link", { name: "Bahasa Indonesia" }).click();
      await tab.waitForLoadState("load");
      assert.equal(tab.url(), `${root}/${path}`);
    }
    // The browser asks for the icon after all else, and gives up when the next page is asked for.
    assert.deepEqual(tab.said.filter((line) => !line.endsWith("icon.svg failed")), []);
    await tab.context().close();
  });

  test(`each language is searched by its own index, from ${from}`, async () => {
    const root = from === "http" ? server.origin : pathToFileURL(bilingual).href;
    const tab = await openTab(browser);
    for (const [folder, word, title] of [["", "wawancara", "Metode"], ["en/", "interviews", "Methods"]]) {
      await tab.goto(`${root}/${folder}index.html`);
      await tab.keyboard.press("/");
      await tab.keyboard.type(word);
      await tab.locator("#search-hits [role=option]", { hasText: title }).first().click();
      await tab.waitForURL(`${root}/${folder}metode.html*`);
    }
    await tab.context().close();
  });
}

test("words of the other language are marked, wherever they stand", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${server.origin}/en/tujuan/b.html`);
  const languageOf = (text) => tab.getByText(text).first().evaluate((node) => node.closest("[lang]").lang);
  assert.equal(await languageOf("Mengetahui sumber daya"), "id");
  assert.equal(await languageOf("The money comes from fees"), "en");
  await tab.goto(`${server.origin}/en/kutipan.html`);
  assert.equal(await languageOf("Iyya pompa"), "bug");
  assert.equal(await languageOf("every Monday"), "en");
  await tab.context().close();
});

test("a board of few themes is whole on the narrowest phone", async () => {
  const tab = await openTab(browser, { viewport: { width: 320, height: 700 } });
  await tab.goto(`${server.origin}/index.html`);
  const drawings = await tab.locator(".board .drawing").evaluateAll((all) => all.filter((drawing) => drawing.clientWidth > 0)
    .map((drawing) => drawing.scrollWidth - drawing.clientWidth));
  assert.ok(drawings.length > 0);
  assert.deepEqual(drawings.filter((hidden) => hidden > 0), []);
  await tab.context().close();
});

test("a sentence of a script that runs to the left ends on its left", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${server.origin}/kutipan.html`);
  const [words, end] = await tab.locator("main").evaluate((main) => {
    const paragraph = main.appendChild(document.createElement("p"));
    paragraph.innerHTML = "<span lang=\"ar\">\u0627\u0644\u0645\u0627\u0621.</span>";
    const text = paragraph.firstChild.firstChild, range = document.createRange();
    return [[0, 1], [5, 6]].map(([from, to]) => (range.setStart(text, from), range.setEnd(text, to), range.getBoundingClientRect().left));
  });
  assert.ok(end < words);
  await tab.context().close();
});

test("a home page that has nothing to print can be shared as well", async () => {
  const tab = await openTab(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await tab.goto(`${server.origin}/index.html`);
  await tab.locator(".ways button").click();
  assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), `${server.origin}/index.html`);
  await tab.context().close();
});
