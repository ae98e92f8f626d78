// Who looks for something: search from a folder and over http, filters, downloads.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fromFiles, openTab, pages, pageWith, site, withBrowser } from "./support.js";

const { browser, server } = await withBrowser();

const found = (tab) => tab.locator("#search-hits [role=option]");
const searchPage = () => pageWith("search-results");

test("a page loads nothing that searching needs until somebody searches", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${server.origin}/index.html`);
  await tab.waitForLoadState("load");
  assert.deepEqual(tab.asked.filter((address) => /lunr|search/.test(address)), []);
  const asked = tab.waitForRequest(/search-index/);
  await tab.keyboard.press("/");
  await asked;
  await tab.context().close();
});

test("words that are sent off before the script of searching has come are searched for on the page of results", async () => {
  const tab = await openTab(browser);
  let send;
  const sent = new Promise((done) => { send = done; });
  await tab.route("**/search.js", (route) => sent.then(() => route.continue()));
  await tab.goto(`${server.origin}/index.html`);
  await tab.keyboard.press("/");
  await tab.keyboard.type("anggaran");
  await tab.keyboard.press("Enter");
  send();
  await tab.waitForURL(/q=anggaran$/);
  await tab.locator("#search-results li").first().waitFor();
  await tab.context().close();
});

for (const from of ["http", "a folder"]) {
  test(`the keyboard alone leads from ${from} to a page that search finds`, async () => {
    const root = from === "http" ? server.origin : fromFiles;
    const tab = await openTab(browser);
    await tab.goto(`${root}/index.html`);
    await tab.keyboard.press("/");
    await tab.keyboard.type("anggaran");
    await found(tab).first().waitFor();
    assert.ok(await found(tab).locator("mark").count() > 0, "nothing is marked");
    assert.match(await tab.locator("form.search [role=status]").textContent(), /\d/);
    await tab.keyboard.press("Escape");
    assert.equal(await tab.locator("#search-hits").isVisible(), false);
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("ArrowDown");
    const option = tab.locator("#search-hits [aria-selected=true]");
    assert.equal(await option.getAttribute("id"),
      await tab.locator("#search-words").getAttribute("aria-activedescendant"));
    const address = await option.getAttribute("data-address");
    await tab.keyboard.press("Enter");
    await tab.waitForURL((url) => url.href.endsWith(address));
    assert.deepEqual(tab.said, []);
    await tab.context().close();
  });

  test(`the page of results opens from its address, from ${from}`, async () => {
    const root = from === "http" ? server.origin : fromFiles;
    const tab = await openTab(browser);
    await tab.goto(`${root}/${searchPage()}?q=penganggaran`);
    await tab.locator("#search-results li").first().waitFor();
    const marked = await tab.locator("#search-results mark").allTextContents();
    assert.ok(marked.some((word) => /anggaran/i.test(word)));
    await tab.locator("#search-words").fill("xyzzyqwv");
    await tab.waitForFunction(() => !document.querySelector("#search-results li"));
    assert.match(tab.url(), /q=xyzzyqwv/);
    assert.match(await tab.locator("form.search [role=status]").textContent(), /xyzzyqwv/);
    assert.deepEqual(tab.said, []);
    await tab.context().close();
  });
}

test("what is typed is text, whatever it looks like", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${server.origin}/${searchPage()}?q=${encodeURIComponent("<img src=x onerror=alert(1)> + - ~2 ^ : *")}`);
  await tab.waitForFunction(() => document.querySelector("form.search [role=status]").textContent !== "");
  assert.equal(await tab.locator("main img").count(), 0);
  assert.deepEqual(tab.said, []);
  await tab.context().close();
});

test("filters narrow a page, keep their state in its address, and can be cleared", async () => {
  const tab = await openTab(browser);
  const page = pageWith('id="filter-stance"');
  await tab.goto(`${fromFiles}/${page}`);
  const quotes = tab.locator("figure.excerpt:visible");
  const all = await quotes.count();
  await tab.locator("#filter-stance").selectOption("contrast");
  const some = await quotes.count();
  assert.ok(some > 0 && some < all);
  assert.match(tab.url(), /\?stance=contrast/);
  assert.match(await tab.locator(".filters [role=status]").textContent(), new RegExp(`${some}.*${all}`));
  assert.equal(await tab.locator("figure.excerpt:visible:not(.contrast)").count(), 0);
  assert.equal(await tab.locator(".quotes:visible").count(), await tab.locator(".quotes:visible:has(figure:visible)").count());
  await tab.reload();
  assert.equal(await quotes.count(), some);
  await tab.locator(".filters button").click();
  assert.equal(await quotes.count(), all);
  assert.deepEqual(tab.said, []);
  await tab.context().close();
});

test("prior studies can be narrowed by year, method and place", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${fromFiles}/${pageWith('id="filter-year"')}`);
  for (const name of ["year", "method", "place"]) {
    const option = tab.locator(`#filter-${name} option`).nth(1);
    const ids = (await option.getAttribute("data-ids")).split(" ");
    await tab.locator(`#filter-${name}`).selectOption({ index: 1 });
    const shown = await tab.locator("main tbody tr[id]:visible").evaluateAll((rows) => rows.map((row) => row.id));
    assert.deepEqual(shown.sort(), ids.sort());
    await tab.locator(".filters button").click();
  }
  await tab.context().close();
});

test("a link to a quote shows it whatever was filtered", async () => {
  const tab = await openTab(browser);
  const page = pageWith('id="filter-stance"');
  const id = await (async () => {
    await tab.goto(`${fromFiles}/${page}`);
    return tab.locator("figure.excerpt:not(.contrast)").first().getAttribute("id");
  })();
  await tab.goto(`${fromFiles}/${page}?stance=contrast#${id}`);
  assert.ok(await tab.locator(`[id="${id}"]`).isVisible());
  await tab.context().close();
});

test("without scripts there is no search box and no filter, and everything is there", async () => {
  const tab = await openTab(browser, { javaScriptEnabled: false });
  const page = pageWith('id="filter-stance"');
  await tab.goto(`${fromFiles}/${page}`);
  assert.equal(await tab.locator("form.search").isVisible(), false);
  assert.equal(await tab.locator(".filters").isVisible(), false);
  assert.equal(await tab.locator("figure.excerpt:visible").count(), await tab.locator("figure.excerpt").count());
  await tab.context().close();
});

test("each table offers itself as CSV and JSON, and both are there", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${fromFiles}/${pageWith('id="filter-year"')}`);
  const links = await tab.locator(".table-files a:not(.anchor)").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.equal(links.length, 2 * await tab.locator("div.table").count());
  const rows = await tab.locator("main tbody tr").count();
  const csv = readFileSync(join(site, links.find((link) => link.endsWith(".csv"))), "utf8");
  const json = JSON.parse(readFileSync(join(site, links.find((link) => link.endsWith(".json"))), "utf8"));
  assert.equal(csv.codePointAt(0), 0xfeff);
  assert.equal(json.rows.length, rows);
  await tab.context().close();
});

test("no table and no chart of the site is without its files, and the list of tables has them all", async () => {
  const tab = await openTab(browser, { javaScriptEnabled: false });
  const offered = new Set(), without = [];
  for (const page of pages) {
    await tab.goto(`${fromFiles}/${page}`);
    const found = await tab.evaluate(() => {
      const shown = [...document.querySelectorAll("main .table, main figure:is(.chart, .diagram:has(.numbers))")].filter((one) => !one.parentElement.closest(".chart"));
      const links = shown.flatMap((one) => [...one.querySelectorAll("a[download]")].map((link) => link.href));
      return { links, none: shown.filter((one) => one.querySelectorAll("a[download]").length !== 2).map((one) => one.outerHTML.slice(0, 80)),
        bare: [...document.querySelectorAll("main table")].filter((one) => !one.closest(".table, .chart, .diagram")).length };
    });
    if (found.none.length || found.bare) without.push(`${page}: ${found.none.join(" ")} ${found.bare} bare`);
    found.links.forEach((link) => offered.add(link));
  }
  assert.deepEqual(without, []);
  await tab.goto(`${fromFiles}/${pageWith('class="listed"')}`);
  const listed = await tab.locator(".listed a[download]").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(listed.length > 50);
  assert.deepEqual(listed.filter((link) => !offered.has(link)), []);
  const unlisted = [...offered].filter((link) => !listed.includes(link)).map((link) => link.replace(/.*\//, ""));
  /* What has no number is called after its page. */
  assert.deepEqual(unlisted.filter((name) => !pages.includes(name.replace(/(-\d+)?\.\w+$/, ".html"))), []);
  await tab.context().close();
});

test("the citation of a page is copied by its button, which says so", async () => {
  const tab = await openTab(browser);
  await tab.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  await tab.goto(`${server.origin}/${pageWith('id="filter-year"')}`);
  await tab.locator(".cite summary").click();
  await tab.locator("[data-copy=cite-bibtex]").click();
  await tab.locator(".cite [role=status]").filter({ hasText: /\S/ }).waitFor();
  assert.match(await tab.evaluate(() => navigator.clipboard.readText()), /^@misc\{[\s\S]*title = \{\{[\s\S]*\}$/);
  assert.deepEqual(tab.said, []);
  await tab.context().close();
});
