// A study with more quotes than a page holds: pages of quotes in a row, and filters that find on all of them.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { large, openTab, openTabWithAxe, violationsOf, withBrowser } from "./support.js";

const fromFiles = pathToFileURL(large).href;
const all = 900, each = 200;
const { browser, server } = await withBrowser(large);

const shown = (tab) => tab.locator("figure.excerpt:visible");
const status = (tab) => tab.locator(".filters [role=status]");

/** The ids of the quotes on a page, as its file has them. */
function quotesOf(page) {
  return [...readFileSync(join(large, page), "utf8").matchAll(/<figure class="excerpt[^"]*" id="([^"]+)"/g)].map((match) => match[1]);
}

const series = ["kutipan.html", ...readdirSync(join(large, "kutipan")).sort().map((name) => `kutipan/${name}`)];

test("each quote stands once in a series of pages of two hundred", () => {
  const ids = series.map(quotesOf);
  assert.deepEqual(ids.map((list) => list.length), [200, 200, 200, 200, 100]);
  assert.equal(new Set(ids.flat()).size, all);
  for (const page of series) assert.ok(gzipSync(readFileSync(join(large, page))).length < 50 * 1024, page);
});

test("the first page of a series stands above its others", async () => {
  const tab = await openTab(browser);
  for (const [page, above] of [["kutipan/2.html", ["index.html", "kutipan.html"]], ["tema/t0/2.html", ["index.html", "tema/index.html", "tema/t0.html"]]]) {
    await tab.goto(`${server.origin}/${page}`);
    const links = await tab.locator(".breadcrumbs a").evaluateAll((all) => all.map((link) => new URL(link.href).pathname.slice(1)));
    assert.deepEqual(links, above);
    assert.equal(await tab.locator("meta[property='og:title']").getAttribute("content"), await tab.locator("h1").innerText());
  }
  await tab.context().close();
});

test("a table that is too long for a page goes on over several, under one number, and is one file", async () => {
  const tab = await openTab(browser);
  const matrix = ["matriks-kutipan.html", ...readdirSync(join(large, "matriks-kutipan")).sort().map((name) => `matriks-kutipan/${name}`)];
  const rows = new Map();
  for (const page of matrix) {
    assert.ok(readFileSync(join(large, page)).length < 300 * 1024, page);
    await tab.goto(`${fromFiles}/${page}`);
    assert.equal(await tab.locator(".series [aria-current]").count(), 1);
    for (const table of await tab.locator("main table").all()) {
      const number = await table.locator(".caption .number").innerText();
      const before = rows.get(number) ?? 0;
      assert.equal((await table.locator(".caption").innerText()).includes("lanjutan"), before > 0, `${page}: ${number}`);
      rows.set(number, before + await table.locator("tbody tr").count());
    }
    const file = await tab.locator(".table-files a").first().evaluate((link) => decodeURIComponent(new URL(link.href).pathname));
    assert.ok(readFileSync(file, "utf8").split("\r\n").length > each, file);
  }
  assert.equal(rows.size, 2);
  for (const theme of ["t0", "t1"]) {
    const quotes = [`tema/${theme}.html`, ...readdirSync(join(large, `tema/${theme}`)).map((name) => `tema/${theme}/${name}`)].flatMap(quotesOf).length;
    assert.ok([...rows.values()].includes(quotes), theme);
  }
  await tab.context().close();
});

test("without scripts one reads from page to page of a series, and goes to any source", async () => {
  const tab = await openTab(browser, { javaScriptEnabled: false });
  await tab.goto(`${fromFiles}/kutipan.html`);
  let read = 0;
  for (let page = 1; page <= series.length; page++) {
    read += await shown(tab).count();
    assert.equal(await tab.locator(".series [aria-current] [aria-hidden]").first().innerText(), String(page));
    if (page === series.length) break;
    await tab.locator(".neighbours .next").click();
    await tab.waitForLoadState();
  }
  assert.equal(read, all);
  await tab.goto(`${fromFiles}/kutipan.html`);
  const last = tab.locator(".sources a").last();
  const code = await last.innerText();
  await last.click();
  assert.match(tab.url(), /kutipan\/5\.html#/);
  assert.match(await tab.locator(":target").innerText(), new RegExp(`^${code},`));
  await tab.context().close();
});

test("a filter finds quotes on all pages of the series, from a folder, and loads them only then", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${fromFiles}/kutipan/3.html`);
  assert.deepEqual(tab.asked.filter((address) => address.includes("quotes.js")), []);
  await tab.locator("#filter-theme").selectOption("t0");
  await tab.locator(".filtered").waitFor();
  const [, some, of] = (await status(tab).innerText()).match(/(\d+)\D+(\d+)/).map(Number);
  assert.ok(some > each && some < all);
  assert.equal(of, all);
  assert.match(tab.url(), /\?theme=t0/);
  assert.equal(await shown(tab).count(), 50);
  await tab.locator(".filtered button").click();
  assert.equal(await shown(tab).count(), 100);
  await tab.locator("#filter-group").selectOption("key");
  await tab.waitForFunction((before) => !document.querySelector(".filters [role=status]").textContent.startsWith(before), String(some));
  assert.ok(Number((await status(tab).innerText()).match(/\d+/)[0]) < some);
  await tab.reload();
  await tab.locator(".filtered").waitFor();
  assert.match(await shown(tab).first().innerText(), /informan kunci/);
  const link = shown(tab).nth(40).locator("a");
  const id = await link.innerText();
  await link.click();
  await tab.waitForURL(/#/);
  assert.equal(await tab.locator(`[id="${id}"]`).isVisible(), true);
  assert.equal(await tab.evaluate(() => decodeURIComponent(location.hash)), `#${id}`);
  await tab.locator(".filters button").click();
  assert.deepEqual(tab.said, []);
  await tab.context().close();
});

test("what a filter of a series finds is what the pages of the themes and the quotes say", async () => {
  const tab = await openTab(browser);
  const wanted = ["tema/t1.html", ...readdirSync(join(large, "tema/t1")).map((name) => `tema/t1/${name}`)].flatMap(quotesOf);
  await tab.goto(`${fromFiles}/kutipan.html?theme=t1`);
  await tab.locator(".filtered").waitFor();
  while (await tab.locator(".filtered button").isVisible()) await tab.locator(".filtered button").click();
  const found = await shown(tab).locator(".who").allInnerTexts();
  assert.deepEqual(found.sort(), wanted.sort());
  await tab.context().close();
});

test("an address with a quote that stands on another page of the series leads to it", async () => {
  const tab = await openTab(browser);
  const id = quotesOf("kutipan/4.html")[100];
  await tab.goto(`${fromFiles}/kutipan.html?group=main#${encodeURIComponent(id)}`);
  await tab.waitForURL(/kutipan\/4\.html/);
  assert.equal(await tab.locator(`[id="${id}"]`).isVisible(), true);
  await tab.context().close();
});

test("a series whose quotes cannot be loaded says so and stays as it is", async () => {
  const tab = await openTab(browser);
  await tab.route("**/quotes.js", (route) => route.abort());
  await tab.goto(`${server.origin}/kutipan.html`);
  await tab.locator("#filter-theme").selectOption("t0");
  await status(tab).filter({ hasText: "tidak dapat dimuat" }).waitFor();
  assert.equal(await shown(tab).count(), each);
  await tab.context().close();
});

test("axe finds nothing on pages of a series, nor where a filter lists quotes", async () => {
  const tab = await openTabWithAxe(browser, { viewport: { width: 320, height: 800 } });
  const found = [];
  for (const page of ["kutipan.html", "kutipan/2.html?theme=t0", "tema/t0/2.html"]) {
    await tab.goto(`${server.origin}/${page}`);
    if (page.includes("?")) await tab.locator(".filtered").waitFor();
    found.push(...(await violationsOf(tab)).map((violation) => `${page}: ${violation}`));
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${page} is too wide`);
  }
  assert.deepEqual(found, []);
  await tab.context().close();
});
