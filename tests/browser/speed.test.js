// How soon a page stands and finds, where nothing else runs on the machine.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pageFunctions } from "lighthouse/core/lib/page-functions.js";
import { fromFiles, openTab, samples, slowdownToPhone, withBrowser } from "./support.js";

const { browser, server } = await withBrowser();

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

// How long the first search takes, and for how long the page hears nothing at the longest, both in ms.
async function firstSearch() {
  const tab = await openTab(browser, { viewport: { width: 360, height: 740 } });
  const rate = slowdownToPhone(await tab.evaluate(pageFunctions.computeBenchmarkIndex), 6);
  await (await tab.context().newCDPSession(tab)).send("Emulation.setCPUThrottlingRate", { rate });
  await tab.goto(`${fromFiles}/index.html`);
  const measured = await tab.evaluate(() => new Promise((done) => {
    const input = document.getElementById("search-words"), start = performance.now();
    let longest = 0;
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
    }).observe({ type: "longtask" });
    new MutationObserver(() => {
      const found = performance.now() - start;
      setTimeout(() => done({ waited: found, blocked: longest }), 100);
    }).observe(document.getElementById("search-hits"), { childList: true });
    input.focus();
    input.value = "anggaran";
    input.dispatchEvent(new Event("input"));
  }));
  await tab.context().close();
  return measured;
}

test("a phone of the lowest class finds soon, and takes what is typed meanwhile", async () => {
  const tries = [];
  // Under a second, half of it at most at one go, when nothing else runs; three times that here, once in three.
  const soon = ({ waited, blocked }) => waited < 3000 && blocked < 1500;
  while (tries.length < 3 && !tries.some(soon)) tries.push(await firstSearch());
  assert.ok(tries.some(soon), `the first search took ${JSON.stringify(tries)}`);
});
