// axe finds nothing: on all pages dark and narrow; on one page of each kind at every width, light and dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openTabWithAxe, pages, samples, violationsOf, withBrowser } from "./support.js";

const { browser, server } = await withBrowser();

/* In another scheme the same page has other colours, and nothing else is another. */
async function look(list, width, ...schemes) {
  const tab = await openTabWithAxe(browser, { viewport: { width, height: 800 } });
  const found = [];
  for (const page of list) {
    for (const colorScheme of schemes) {
      const isOpen = colorScheme !== schemes[0];
      await tab.emulateMedia({ colorScheme });
      if (!isOpen) await tab.goto(`${server.origin}/${page}`);
      const violations = await violationsOf(tab, { colours: isOpen });
      found.push(...violations.map((violation) => `${page}, ${colorScheme}: ${violation}`));
    }
  }
  assert.deepEqual(found, []);
  await tab.context().close();
}

test("axe finds nothing on any page, narrow and dark", () => look(pages, 320, "dark"));
for (const width of [320, 768, 1280])
  test(`axe finds nothing on each kind of page, ${width} wide, light and dark`, () => look(samples, width, "light", "dark"));

test("axe finds nothing in the opened menu and the opened switch on a phone", async () => {
  const tab = await openTabWithAxe(browser, { viewport: { width: 320, height: 800 } });
  await tab.goto(`${server.origin}/index.html`);
  for (const opened of [".menu", ".appearance"]) {
    await tab.locator(`${opened} > summary`).click();
    const violations = await violationsOf(tab);
    assert.deepEqual(violations, [], opened);
  }
  await tab.context().close();
});
