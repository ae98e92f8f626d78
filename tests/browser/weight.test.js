// First load on a slow line: few requests, few bytes, nothing moves.

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

test("nothing moves while a page loads", async () => {
  for (const width of [360, 1280]) {
    const tab = await openTab(browser, { viewport: { width, height: 740 } });
    await tab.addInitScript(() => {
      globalThis.moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.moved += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    for (const page of samples) {
      await tab.goto(`${server.origin}/${page}`, { waitUntil: "load" });
      await tab.waitForTimeout(150);
      // Under load a scroll bar may come a frame late; 0.1 is what the field calls good.
      const moved = await tab.evaluate(() => globalThis.moved);
      assert.ok(moved < 0.005, `${page} at ${width} moves by ${moved}`);
    }
    await tab.context().close();
  }
});

// The processor's time of the page's thread from the request until it rests, in seconds, and how often it was laid out.
async function workOf(page, javaScriptEnabled) {
  const tab = await openTab(browser, { viewport: { width: 412, height: 823 }, javaScriptEnabled });
  const tools = await tab.context().newCDPSession(tab);
  await tools.send("Performance.enable", { timeDomain: "threadTicks" });
  await tab.goto(`${server.origin}/${page}`, { waitUntil: "load" });
  await tab.waitForTimeout(500);
  const { metrics } = await tools.send("Performance.getMetrics");
  await tab.context().close();
  const value = (wanted) => metrics.find(({ name }) => name === wanted).value;
  return { seconds: value("TaskDuration"), layouts: value("LayoutCount") };
}

test("scripts add at most half to the work of showing a page, and do not lay it out again and again", async () => {
  for (const page of samples) {
    let ratio = Infinity, layouts = Infinity;
    // Other work on the machine may meet one of two loads.
    for (let run = 0; run < 4 && (ratio >= 1.5 || layouts > 8); run++) {
      const shown = await workOf(page, true), plain = await workOf(page, false);
      layouts = Math.min(layouts, shown.layouts);
      ratio = Math.min(ratio, shown.seconds / plain.seconds);
    }
    assert.ok(layouts <= 8, `${page} is laid out ${layouts} times`);
    assert.ok(ratio < 1.5, `${page} costs ${ratio.toFixed(2)} of what it costs without scripts`);
  }
});
