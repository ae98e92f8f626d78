// axe finds nothing: on all pages dark and narrow; on one page of each kind in every combination.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, openTab, pages, samples, server, violationsOf, withBrowser } from "./support.js";

withBrowser();

async function look(list, width, colorScheme) {
  const tab = await openTab(browser, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
  const found = [];
  for (const page of list) {
    await tab.goto(`${server.origin}/${page}`);
    const violations = await violationsOf(tab);
    found.push(...violations.map((violation) => `${page}: ${violation}`));
  }
  assert.deepEqual(found, []);
  await tab.context().close();
}

test("axe finds nothing on any page, narrow and dark", () => look(pages, 320, "dark"));
for (const [width, scheme] of [[320, "light"], [768, "light"], [768, "dark"], [1280, "light"], [1280, "dark"]])
  test(`axe finds nothing on each kind of page, ${width} wide and ${scheme}`, () => look(samples, width, scheme));

test("axe finds nothing in the opened menu and the opened switch on a phone", async () => {
  const tab = await openTab(browser, { viewport: { width: 320, height: 800 }, bypassCSP: true });
  await tab.goto(`${server.origin}/index.html`);
  for (const opened of [".menu", ".appearance"]) {
    await tab.locator(`${opened} > summary`).click();
    const violations = await violationsOf(tab);
    assert.deepEqual(violations, [], opened);
  }
  await tab.context().close();
});
