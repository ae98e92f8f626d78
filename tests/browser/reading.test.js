// A reader: by touch, by keyboard, without scripts, in the dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromFiles, openTab, pages, pagesWith, pageWith, samples, withBrowser } from "./support.js";

const { browser, server } = await withBrowser();

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const background = (tab) => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("a claim opens its quote in place by one tap, without scripts, too, and a second leads to where it stands", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const tab = await openTab(browser, { ...phone, javaScriptEnabled });
    await tab.goto(`${fromFiles}/index.html`);
    const mark = tab.locator(".answers .cited").first();
    const id = (await mark.textContent()).replace(/[()]/g, "");
    const note = tab.locator(`[id="evidence.${id}"]`);
    assert.ok(!await note.isVisible());
    const top = await mark.evaluate((element) => { element.scrollIntoView(); return scrollY; });
    await mark.tap();
    assert.ok(await note.locator(".excerpt").first().isVisible() && await note.locator(".origin a").first().isVisible());
    assert.ok(await note.locator(".others").isVisible(), "says what speaks against it");
    assert.ok(Math.abs(await tab.evaluate(() => scrollY) - top) < 200, "the page stays where it is");
    await note.locator(".way a").first().tap();
    const quote = tab.locator(".excerpt:target");
    await quote.waitFor();
    assert.equal(await quote.getAttribute("id"), id);
    await tab.context().close();
  }
});

test("one tap on the count of an answer's evidence, or of its summaries, leads to the first of them", async () => {
  const tab = await openTab(browser, phone);
  await tab.goto(`${fromFiles}/index.html`);
  const counts = tab.locator(".answers .evidence a");
  assert.equal(await counts.count(), await tab.locator(".answers .tile").count());
  await counts.nth(1).tap();
  const quote = tab.locator(".excerpt:target");
  await quote.waitFor();
  assert.ok(await quote.locator("blockquote, div[dir]").first().isVisible());
  await tab.context().close();
});

test("a tap on a theme of the home page leads to all quotes of the theme", async () => {
  const tab = await openTab(browser, phone);
  await tab.goto(`${fromFiles}/index.html`);
  await tab.locator(".answers .tile .themes a").first().tap();
  await tab.waitForURL((url) => !url.pathname.endsWith("/index.html"));
  assert.ok(await tab.locator(".excerpt blockquote").count() > 0);
  await tab.context().close();
});

test("every quote says whose it is and by which technique, and a made-up one that it is made up", async () => {
  const tab = await openTab(browser);
  for (const page of samples) {
    await tab.goto(`${fromFiles}/${page}`);
    const wrong = await tab.evaluate(() => [...document.querySelectorAll(".excerpt")].filter((quote) => {
      const mark = quote.querySelector(".illustrative"), words = quote.querySelector("blockquote");
      // A summary by somebody else is no quote: it has no technique.
      if (!words)
        return !quote.querySelector(".who");
      const above = !mark || mark.getBoundingClientRect().bottom <= words.getBoundingClientRect().top;
      return !quote.querySelector(".who") || !quote.querySelector(".technique") || !above;
    }).map((quote) => quote.id));
    assert.deepEqual(wrong, [], page);
  }
  await tab.context().close();
});

test("the contents of a page stay in view at the top while one reads", async () => {
  const page = pageWith('class="toc"');
  for (const width of [360, 768, 1280]) {
    const tab = await openTab(browser, { viewport: { width, height: 740 } });
    await tab.goto(`${fromFiles}/${page}`);
    await tab.evaluate(() => scrollTo({ top: 2000, behavior: "instant" }));
    await tab.waitForFunction(() => document.querySelector(".toc .here").textContent !== "");
    const top = await tab.evaluate(() => {
      const isBeside = matchMedia("(min-width: 75rem)").matches;
      const box = document.querySelector(isBeside ? ".toc nav" : ".toc summary").getBoundingClientRect();
      return document.elementFromPoint(box.left + 30, box.top + box.height / 2)?.closest(".toc") ? box.top : -1;
    });
    assert.ok(top >= 0 && top < 100, `at ${width} the contents are at ${top}`);
    await tab.context().close();
  }
});

/* Every stop of the Tab key, from where the page puts the focus around to there; each must be seen and marked. */
async function stops(tab) {
  const reached = [];
  for (let outside = 0; outside < 3;) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return "outside";
      if (element.dataset.reached) return "again";
      element.dataset.reached = "yes";
      const box = element.getBoundingClientRect();
      const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0;
      const marked = getComputedStyle(element).outlineStyle !== "none" || element.matches("input");
      return { html: element.outerHTML.slice(0, 90), inView, marked };
    });
    if (stop === "again") break;
    if (stop === "outside") outside++;
    else reached.push(stop);
  }
  return reached;
}

test("quotes on the page of a theme name their other codes alone", async () => {
  const tab = await openTab(browser);
  let named = 0;
  for (const page of pagesWith("<body class=\"theme\"")) {
    await tab.goto(`${fromFiles}/${page}`);
    const title = await tab.locator("h1").textContent();
    const codes = await tab.locator(".codes").allTextContents();
    assert.ok(codes.every((line) => !line.split(/: |, /).includes(title)), `${page}: ${codes}`);
    named += codes.length;
  }
  assert.ok(named > 0);
  await tab.context().close();
});

test("who can act reads the steps before the voices", async () => {
  const tab = await openTab(browser);
  const sheets = pages.filter((name) => name.startsWith("saya-dari/") && !name.endsWith("index.html"));
  assert.ok(sheets.length > 0);
  for (const page of sheets) {
    await tab.goto(`${fromFiles}/${page}`);
    const order = await tab.locator("article > div").evaluateAll((parts) => parts.map((part) => part.className));
    assert.deepEqual(order, ["findings", "steps", "voices"].filter((part) => order.includes(part)), page);
  }
  await tab.context().close();
});

for (const width of [320, 1280]) {
  test(`the keyboard reaches everything and shows where it is, ${width} wide`, async () => {
    const tab = await openTab(browser, { viewport: { width, height: 800 }, reducedMotion: "reduce" });
    for (const page of samples) {
      await tab.goto(`${server.origin}/${page}`);
      const reached = await stops(tab);
      assert.deepEqual(reached.filter((stop) => !stop.inView || !stop.marked), [], page);
      const missed = await tab.evaluate(() =>
        [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")]
          .filter((element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })
            && element.getClientRects().length > 0 && !element.dataset.reached
            && !(element.type === "radio" && !element.checked))
          .map((element) => element.outerHTML.slice(0, 90)));
      assert.deepEqual(missed, [], page);
    }
    await tab.context().close();
  });
}

test("the first stop of the keyboard skips to the content", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${server.origin}/${samples.at(-1)}`);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "content");
  await tab.context().close();
});

test("Escape closes the menu and the switch, and gives the focus back", async () => {
  const tab = await openTab(browser, { viewport: { width: 360, height: 740 } });
  await tab.goto(`${server.origin}/index.html`);
  for (const name of [".menu", ".appearance"]) {
    await tab.locator(`${name} > summary`).focus();
    await tab.keyboard.press("Enter");
    assert.ok(await tab.locator(name).evaluate((details) => details.open), name);
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Escape");
    assert.ok(!(await tab.locator(name).evaluate((details) => details.open)), name);
    assert.equal(await tab.evaluate(() => document.activeElement.localName), "summary");
  }
  await tab.context().close();
});

for (const [name, base] of [["a server", () => server.origin], ["a folder", () => fromFiles]]) {
  test(`the choice of light or dark is remembered over pages and against the device, from ${name}`, async () => {
    const tab = await openTab(browser, { colorScheme: "light" });
    await tab.goto(`${base()}/index.html`);
    const light = await background(tab);
    await tab.locator(".appearance > summary").click();
    await tab.locator(".appearance [value=dark]").check();
    const dark = await background(tab);
    assert.notEqual(dark, light);
    await tab.goto(`${base()}/${samples.at(-1)}`);
    assert.equal(await background(tab), dark);
    await tab.emulateMedia({ colorScheme: "dark" });
    await tab.locator(".appearance > summary").click();
    await tab.locator(".appearance [value=light]").check();
    assert.equal(await background(tab), light);
    await tab.locator(".appearance [value=auto]").check();
    assert.equal(await background(tab), dark);
    await tab.context().close();
  });
}

/* What is read on a page: the words of its paragraphs, headings, cells and quotes, not those of forms or said twice. */
const words = (tab) => tab.locator("article").locator("p, li, th, td, h2, h3, blockquote").filter({ visible: true })
  .evaluateAll((parts) => parts.filter((part) => !part.closest("form, [role=search], [role=status]"))
    .map((part) => {
      const copy = part.cloneNode(true);
      copy.querySelectorAll("[aria-hidden=true]").forEach((twice) => twice.remove());
      return copy.textContent.trim();
    }));

test("without scripts the pages read the same, the menu opens, and light and dark can be switched", async () => {
  const plain = await openTab(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const full = await openTab(browser, { viewport: { width: 360, height: 740 } });
  for (const page of samples) {
    await plain.goto(`${fromFiles}/${page}`);
    await full.goto(`${fromFiles}/${page}`);
    const [written, shown] = [await words(plain), await words(full)];
    assert.deepEqual(shown.filter((text) => !written.includes(text)), [], page);
  }
  await plain.goto(`${fromFiles}/index.html`);
  await plain.locator(".menu > summary").click();
  assert.ok(await plain.locator(".menu .home").isVisible());
  await plain.locator(".menu > summary").click();
  const before = await plain.screenshot();
  await plain.locator(".appearance > summary").click();
  await plain.locator(".appearance [value=dark]").check();
  await plain.locator(".appearance > summary").click();
  assert.notDeepEqual(await plain.screenshot(), before);
  await plain.context().close();
  await full.context().close();
});

test("the contents mark the section that is being read", async () => {
  const tab = await openTab(browser, { viewport: { width: 1440, height: 800 } });
  await tab.goto(`${server.origin}/${pageWith('<body class="objective"')}`);
  const last = tab.locator(".toc a").last();
  await last.click();
  await tab.waitForFunction(() => document.querySelector(".toc a[aria-current]")?.hash === location.hash);
  assert.equal(await tab.locator(".toc a[aria-current]").count(), 1);
  await tab.context().close();
});

test("rows of a wide table are cards on a phone, each value with the head of its column", async () => {
  const tab = await openTab(browser, phone);
  await tab.goto(`${server.origin}/${pageWith('class="cards"')}`);
  const { display, labels, heads } = await tab.evaluate(() => {
    const table = document.querySelector("table.cards");
    const row = table.querySelector("tbody tr:has([data-label])");
    return {
      display: getComputedStyle(row).display,
      labels: [...row.cells].map((cell) => getComputedStyle(cell, "::before").content.replace(/: "$/, '"')),
      heads: [...table.tHead.rows[0].cells].map((cell) => JSON.stringify(cell.textContent)),
    };
  });
  assert.equal(display, "flex");
  assert.deepEqual(labels, heads);
  const role = await tab.locator("table.cards").first().ariaSnapshot();
  assert.match(role, /columnheader/);
  await tab.context().close();
});

test("the head of a long table that fits stays in view", async () => {
  const tab = await openTab(browser, { viewport: { width: 1600, height: 800 } });
  let seen = 0;
  for (const page of pagesWith("<thead")) {
    await tab.goto(`${server.origin}/${page}`);
    const top = await tab.evaluate(async () => {
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const region = [...document.querySelectorAll(".scroll.fits:has(thead)")].find((one) => one.offsetHeight > 1500);
      if (!region) return null;
      scrollTo({ top: region.getBoundingClientRect().top + scrollY + 500, behavior: "instant" });
      await new Promise(requestAnimationFrame);
      return region.querySelector("thead tr > *").getBoundingClientRect().top;
    });
    if (top === null) continue;
    seen++;
    assert.ok(top >= 0 && top < 120, `${page}: ${top}`);
  }
  assert.ok(seen > 0);
  await tab.context().close();
});

test("the navigation has few groups, and who is lost sees the results in it", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${fromFiles}/index.html`);
  const open = await tab.locator(".menu details.group").count();
  assert.ok(open >= 2 && open <= 6, "the navigation has few groups");
  const results = await tab.locator(".menu .group[open] > summary").allTextContents();
  await tab.goto(`${fromFiles}/404.html`);
  assert.deepEqual(await tab.locator(".menu .group[open] > summary").allTextContents(), results);
  await tab.context().close();
});

test("nothing moves for those who want no motion, and lines remain in forced colours", async () => {
  const tab = await openTab(browser, { reducedMotion: "reduce", forcedColors: "active" });
  await tab.goto(`${server.origin}/${pageWith('class="excerpt')}`);
  const seen = await tab.evaluate(() => ({
    scroll: getComputedStyle(document.documentElement).scrollBehavior,
    line: getComputedStyle(document.querySelector(".excerpt")).borderLeftWidth,
  }));
  assert.equal(seen.scroll, "auto");
  assert.notEqual(seen.line, "0px");
  await tab.context().close();
});
