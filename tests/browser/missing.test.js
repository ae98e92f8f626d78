// What a host shows for an address that leads nowhere: the same file, for addresses in any folder of any host.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { test } from "node:test";
import { openTab, pages, site, withBrowser } from "./support.js";

const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const { browser } = await withBrowser();

/** A host that has the site in a folder, and answers all else with its 404.html, or with one of its own elsewhere. */
async function host(tab, folder) {
  await tab.route("http://host.test/**", (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname);
    const file = path.startsWith(folder) ? join(site, path.slice(folder.length)) : "";
    const found = file !== "" && extname(file) !== "" && existsSync(file);
    const shown = found ? file : join(site, "404.html");
    route.fulfill({ status: found ? 200 : 404, contentType: types[extname(shown)] ?? "text/plain", body: readFileSync(shown) });
  });
}

const theme = pages.find((page) => page.startsWith("tema/") && !page.endsWith("index.html"));

for (const [folder, address] of [["/", "tidak-ada.html"], ["/", "tema/tidak-ada.html"], ["/", "a/b/c/tidak-ada"],
  ["/sub/", "tidak-ada.html"], ["/sub/", "tema/tidak-ada.html"], ["/sub/dalam/", "a/b/tidak-ada.html"]]) {
  test(`'${folder}${address}' shows a page with its looks, its links and its search, the site being in '${folder}'`, async () => {
    const tab = await openTab(browser);
    await host(tab, folder);
    await tab.goto(`http://host.test${folder}${address}`, { waitUntil: "networkidle" });
    assert.equal(await tab.locator("header.site").evaluate((header) => getComputedStyle(header).display), "flex");
    assert.ok(await tab.locator("html.js").count(), "no script of the site runs");
    assert.equal(await tab.locator("a.title").evaluate((link) => link.href), `http://host.test${folder}index.html`);
    await tab.locator("#search-words").fill("anggaran");
    await tab.locator("#search-hits [role=option]").first().click();
    await tab.waitForLoadState();
    assert.ok(pages.includes(new URL(tab.url()).pathname.slice(folder.length)), `search leads to ${tab.url()}`);
    await tab.goto(`http://host.test${folder}${theme}`, { waitUntil: "load" });
    assert.equal(await tab.title(), readFileSync(join(site, theme), "utf8").match(/<title>(.*?)<\/title>/)[1]);
    await tab.context().close();
  });
}

test("without scripts a missing address in a folder still has the looks of the site", async () => {
  const tab = await openTab(browser, { javaScriptEnabled: false });
  await host(tab, "/sub/");
  await tab.goto("http://host.test/sub/tema/tidak-ada.html");
  assert.equal(await tab.locator("header.site").evaluate((header) => getComputedStyle(header).display), "flex");
  await tab.context().close();
});
