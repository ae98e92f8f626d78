// First load on a slow line: few requests, few bytes.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { openTab, pages, samples, site, withBrowser } from "./support.js";

const mostBytes = 40 * 1024, mostRequests = 8;
const { browser, server } = await withBrowser();

test(`a first load is under ${mostBytes} bytes compressed and ${mostRequests} requests`, async () => {
  const heavy = [];
  const size = (page) => statSync(join(site, page)).size;
  const largest = [...pages].sort((a, b) => size(b) - size(a)).slice(0, 8);
  for (const page of new Set([...samples, ...largest])) {
    const tab = await openTab(browser);
    const bodies = [];
    tab.on("response", (response) => bodies.push(response.body().catch(() => Buffer.alloc(0))));
    await tab.goto(`${server.origin}/${page}`, { waitUntil: "load" });
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    if (bytes >= mostBytes || bodies.length >= mostRequests) heavy.push(`${page}: ${bytes} bytes, ${bodies.length} requests`);
    await tab.context().close();
  }
  assert.deepEqual(heavy, []);
});

test("scripts and style sheets come without comments, and whole", () => {
  for (const name of ["style.css", "site.js", "search.js"]) {
    const text = readFileSync(join(site, "assets", name), "utf8");
    const source = readFileSync(new URL(`../../layouts/assets/${name}`, import.meta.url), "utf8");
    const bare = (code) => code.replace(/\/\*[^]*?\*\//g, "").replace(/\s+/g, " ").trim();
    assert.doesNotMatch(text, /^ *\/\*/m, name);
    assert.equal(bare(text), bare(source), name);
  }
});
