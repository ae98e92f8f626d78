// What readers come for, on a phone and by finger, from the home page: each within three taps, from a folder, too.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromFiles, openTab, withBrowser } from "./support.js";

const most = 3;
const { browser, server } = await withBrowser();

/* Each gets the tab, a function that taps, and whether the page comes from a server. */
const tasks = {
  "reads the quote behind a claim": async (tab, tap) => {
    const mark = tab.locator(".answers .cited").first();
    await tap(mark);
    assert.ok(await tab.locator(`[id="evidence.${(await mark.textContent()).replace(/[()]/g, "")}"] .excerpt`).first().isVisible());
  },
  "reads what one sector says about one theme": async (tab, tap) => {
    const dot = tab.locator(".board a[href*='theme='][href*='sector=']").first();
    const wanted = new URL(await dot.getAttribute("href"), "http://site").searchParams;
    await tap(dot);
    await tab.waitForURL(/theme=/);
    await tab.locator(".filters [role=status]:not(:empty)").waitFor();
    for (const name of ["theme", "sector"])
      assert.equal(await tab.locator(`.filters select[name="${name}"]`).inputValue(), wanted.get(name));
    assert.ok(await tab.locator("article .excerpt:visible").count() > 0);
  },
  "prints the brief": async (tab, tap) => {
    await tab.addInitScript(() => { window.print = () => { document.documentElement.dataset.printing = "yes"; }; });
    await tap(tab.locator(".ways a").first());
    await tab.waitForURL(/ringkasan\.html/);
    await tap(tab.locator("[data-print]"));
    assert.equal(await tab.locator("html").getAttribute("data-printing"), "yes");
  },
  "takes all data home": async (tab, tap) => {
    const download = tab.waitForEvent("download");
    await tap(tab.locator(".downloads a[href$='.zip']"));
    assert.match((await download).suggestedFilename(), /\.zip$/);
  },
  "finds a page by a word that is mistyped": async (tab, tap) => {
    await tap(tab.locator("#search-words"));
    await tab.keyboard.type("angaran");
    const hit = tab.locator("#search-hits [role=option]").first();
    await hit.waitFor();
    const address = await hit.getAttribute("data-address");
    await tap(hit);
    await tab.waitForURL((url) => url.href.endsWith(address));
    assert.match((await tab.locator("main").textContent()).toLowerCase(), /anggaran/);
  },
  "compares the sectors": async (tab, tap) => {
    const board = tab.locator("figure.board").first();
    assert.ok(await board.locator(".mark").count() > 20);
    await tap(board.locator(".numbers summary"));
    const table = board.locator(".numbers table");
    assert.ok(await table.locator("tbody tr").count() > 5 && await table.isVisible());
  },
  "cites a page": async (tab, tap) => {
    await tap(tab.locator(".cite summary"));
    await tap(tab.locator(".cite button").first());
    await tab.locator(".cite [role=status]:not(:empty), .said:not(:empty)").first().waitFor();
    assert.match(await tab.evaluate(() => navigator.clipboard.readText()), /2024/);
  },
  "passes a quote on with its source": async (tab, tap) => {
    await tap(tab.locator(".answers .evidence a").first());
    const quote = tab.locator(".excerpt:target");
    await quote.waitFor();
    await tap(quote.locator(".anchor"));
    await tap(quote.locator(".tools button").first());
    await tab.locator(".said:not(:empty)").waitFor();
    const text = await tab.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^\S.+ \([^()]+\)\n.*2024/);
    /* What only sums a document up is in no quotation marks. */
    assert.equal(text.startsWith("“"), await quote.locator("blockquote").count() > 0);
  },
};

for (const from of ["a server", "a folder"]) {
  for (const [name, task] of Object.entries(tasks)) {
    test(`who ${name} needs at most ${most} taps, from ${from}`, async () => {
      const tab = await openTab(browser, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"] });
      let taps = 0;
      await tab.goto(`${from === "a server" ? server.origin : fromFiles}/index.html`);
      await task(tab, async (place) => {
        taps++;
        await place.tap();
      });
      assert.ok(taps <= most, `${taps} taps`);
      /* A download from a folder counts as a page that did not come. */
      assert.deepEqual(tab.said.filter((line) => !line.endsWith(".zip failed")), []);
      await tab.context().close();
    });
  }
}
