// What a page looks like at any width: nothing lies over anything else, letters can be read, what goes on shows that.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bilingual, fromFiles, openTab, pagesWith, pageWith, withBrowser } from "./support.js";

const { browser, server } = await withBrowser(bilingual);
const { server: own } = await withBrowser();

/* What lies over what in the head of the page: the words of the title, and all that can be pressed. */
const collisions = () => {
  const title = document.createRange();
  title.selectNodeContents(document.querySelector("header.site .title"));
  const parts = [...document.querySelectorAll("header.site :is(form, .language), .appearance summary, .menu > summary")];
  const boxes = [["title", title.getBoundingClientRect()], ...parts.map((part) => [part.className || part.tagName,
    part.getBoundingClientRect()])].filter(([, box]) => box.width > 0 && box.height > 0);
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.flatMap(([name, box], i) => boxes.slice(i + 1).filter(([, other]) => meets(box, other))
    .map(([other]) => `${innerWidth}: ${name} and ${other}`));
};

test("nothing in the head of a page lies over anything else, at any width and in wider letters", async () => {
  const tab = await openTab(browser, { viewport: { width: 320, height: 700 }, bypassCSP: true });
  for (const address of [`${fromFiles}/index.html`, `${server.origin}/index.html`]) {
    await tab.goto(address);
    for (const spacing of ["0", ".08em"]) {
      await tab.addStyleTag({ content: `header.site * { letter-spacing: ${spacing} }` });
      for (let width = 320; width <= 1360; width += 40) {
        await tab.setViewportSize({ width, height: 700 });
        assert.deepEqual(await tab.evaluate(collisions), []);
      }
    }
  }
  await tab.context().close();
});

test("letters of charts and diagrams are 11 px high or more on the narrowest phone", async () => {
  const tab = await openTab(browser, { viewport: { width: 320, height: 700 } });
  const drawn = ["class=\"chart\"", "class=\"drawing\"", "class=\"diagram flow\""].map(pageWith);
  for (const page of ["index.html", ...drawn]) {
    await tab.goto(`${fromFiles}/${page}`);
    const small = await tab.evaluate(() => [...document.querySelectorAll("svg text")]
      .filter((text) => text.checkVisibility()).map((text) => [text.textContent, Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b) * Number.parseFloat(getComputedStyle(text).fontSize)])
      .filter(([, height]) => height < 10.99));
    assert.deepEqual(small, [], page);
  }
  await tab.context().close();
});

test("what goes on beyond an edge shows it, until one is there", async () => {
  const tab = await openTab(browser, { viewport: { width: 320, height: 700 } });
  await tab.goto(`${fromFiles}/${pageWith("class=\"diagram flow\"")}`);
  const drawing = tab.locator(".flow .drawing.upright").first();
  await drawing.evaluate((box) => { box.style.width = "12rem"; box.firstElementChild.style.maxWidth = "none"; });
  await assert.doesNotReject(drawing.and(tab.locator("[data-more=right]")).waitFor());
  await drawing.evaluate((box) => { box.scrollLeft = box.scrollWidth; });
  await drawing.and(tab.locator("[data-more=left]")).waitFor();
  assert.equal(await tab.locator(".scroll:not([data-more])").evaluateAll((boxes) =>
    boxes.filter((box) => box.scrollWidth > box.clientWidth).length), 0);
  await tab.context().close();
});

test("each diagram stands whole on a phone, and a caption shares its line with nothing but its link", async () => {
  for (const width of [320, 390]) {
    const tab = await openTab(browser, { viewport: { width, height: 700 } });
    for (const page of pagesWith("class=\"diagram")) {
      await tab.goto(`${fromFiles}/${page}`);
      assert.deepEqual(await tab.evaluate(() => [...document.querySelectorAll(".diagram .drawing")]
        .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.ariaLabel)), [], `${page} ${width}`);
      assert.deepEqual(await tab.evaluate(() => [...document.querySelectorAll("figcaption .table-files")]
        .filter((files) => files.getBoundingClientRect().top < files.closest("figcaption").querySelector(".caption").getBoundingClientRect().bottom)
        .map((files) => files.textContent)), [], `${page} ${width}`);
    }
    await tab.context().close();
  }
});

test("a board of nine themes stands whole on the narrowest phone", async () => {
  const tab = await openTab(browser, { viewport: { width: 320, height: 700 } });
  await tab.goto(`${fromFiles}/index.html`);
  const board = tab.locator(".board .drawing").first();
  assert.equal(await board.locator(".place").evaluateAll((cells) => new Set(cells.map((cell) => cell.getAttribute("x"))).size), 9);
  assert.ok(await board.evaluate((box) => box.scrollWidth <= box.clientWidth));
  await tab.context().close();
});

test("tables of long texts are cards up to a desk", async () => {
  const tab = await openTab(browser, { viewport: { width: 1100, height: 700 } });
  await tab.goto(`${fromFiles}/${pageWith("class=\"cards long\"")}`);
  assert.equal(await tab.locator(".cards.long tbody tr").first().evaluate((row) => getComputedStyle(row).display), "flex");
  await tab.context().close();
});

test("choices of a filter are wide enough to be read on a phone", async () => {
  const tab = await openTab(browser, { viewport: { width: 320, height: 700 } });
  await tab.goto(`${fromFiles}/${pageWith("class=\"filters\"")}`);
  for (const width of await tab.locator(".filters select").evaluateAll((boxes) => boxes.map((box) => box.clientWidth)))
    assert.ok(width >= 160, `${width} px`);
  await tab.context().close();
});

test("notes, and who says a quote, are beside the text where there is room", async () => {
  const tab = await openTab(browser, { viewport: { width: 1680, height: 900 } });
  await tab.goto(`${fromFiles}/${pageWith("doc-noteref")}`);
  const call = await tab.locator("article a[role=doc-noteref]").first().boundingBox();
  const note = await tab.locator(".margin-note").first().boundingBox();
  assert.ok(note.x > call.x + call.width && Math.abs(note.y - call.y) < 40, JSON.stringify([call, note]));
  await tab.goto(`${fromFiles}/${pageWith("class=\"quotes\"")}`);
  const quote = tab.locator("article .excerpt").first();
  const [words, origin] = [await quote.locator("blockquote, div").first().boundingBox(), await quote.locator("figcaption").boundingBox()];
  assert.ok(origin.x >= words.x + words.width && origin.y < words.y + 30, JSON.stringify([words, origin]));
  await tab.setViewportSize({ width: 1280, height: 900 });
  assert.equal(await tab.locator(".margin-note:visible").count(), 0);
  await tab.context().close();
});

test("the first screen of a phone has the answer, what it rests on, numbers, the reader's way, print and share", async () => {
  const tab = await openTab(browser, { viewport: { width: 390, height: 844 } });
  await tab.goto(`${fromFiles}/index.html`);
  for (const part of [".lead", ".made-up-mark", ".basis a", ".key-numbers li", ".readers a", ".ways a", ".ways .share"]) {
    const box = await tab.locator(part).last().boundingBox();
    assert.ok(box && box.y + box.height <= 844, `${part} ends at ${box && box.y + box.height}`);
  }
  await tab.context().close();
});

test("the answer names each theme that it follows from once, with the way to each finding", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${fromFiles}/index.html`);
  const themes = (await tab.locator(".basis").textContent()).match(/Sinkronisasi Program/g);
  assert.equal(themes.length, 1);
  const ways = await tab.locator(".basis a").evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute("href")]));
  assert.equal(new Set(ways.map(([name]) => name)).size, ways.length);
  assert.equal(new Set(ways.map(([, way]) => way)).size, ways.length);
  await tab.context().close();
});

test("the sign of such a link stands beside the last word, whatever the width", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${fromFiles}/model.html`);
  for (const width of [320, 347, 390, 431, 600]) {
    await tab.setViewportSize({ width, height: 800 });
    const apart = await tab.locator(":is(h2, h3) > .anchor").evaluateAll((links) => links.filter((link) => {
      const range = document.createRange();
      range.selectNodeContents(link.previousSibling);
      const word = [...range.getClientRects()].pop(), sign = link.getBoundingClientRect();
      const middle = (sign.top + sign.bottom) / 2;
      return middle < word.top || middle > word.bottom || sign.left < word.right - 1 || sign.left > word.right + 16;
    }).map((link) => link.parentNode.textContent));
    assert.deepEqual(apart, [], `at ${width}`);
  }
  await tab.context().close();
});

test("headings, quotes, tables and figures have a link to themselves, which is copied", async () => {
  const tab = await openTab(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await tab.goto(`${server.origin}/index.html`);
  const link = tab.locator("article .anchor").first();
  await link.click();
  await tab.locator(".said:not(:empty)").waitFor();
  assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), await link.evaluate((anchor) => anchor.href));
  await tab.goto(`${fromFiles}/${pageWith("class=\"excerpt\" id=")}`);
  const quote = tab.locator(".excerpt[id]:has(.illustrative)").first();
  await quote.locator(".anchor").click();
  await quote.locator(".tools button").first().click();
  await tab.locator(".said", { hasText: "Tersalin." }).waitFor();
  const cited = await tab.evaluate(() => navigator.clipboard.readText());
  assert.match(cited, /^Contoh rekaan, bukan data penelitian: “[^#]+” \([A-Z]+-[^()]+\)\n.+2024/);
  assert.doesNotMatch(cited, /file:|Salin/);
  const download = tab.waitForEvent("download");
  await quote.locator(".tools button").nth(1).click();
  const picture = readFileSync(await (await download).path());
  assert.equal(`${await quote.getAttribute("id")}.png`, (await download).suggestedFilename());
  assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1080, 1080]);
  await tab.context().close();
});

test("with only real evidence nothing made up is left, here and on the next page, and the board counts without it", async () => {
  const tab = await openTab(browser);
  const shown = () => tab.locator("main :is(.made-up:not([data-instead]), .excerpt:has(> .illustrative)):visible").count();
  await tab.goto(`${own.origin}/index.html`);
  assert.ok(await shown() > 0);
  await tab.locator(".only-real input").click();
  assert.equal(await shown(), 0);
  /* A line has no height, so it counts as invisible. */
  const marks = await tab.locator(".board .mark").evaluateAll((all) => all.filter((mark) => getComputedStyle(mark).display !== "none").map((mark) => mark.getAttribute("class")));
  assert.ok(marks.includes("mark none instead") && !marks.includes("mark made-up"), [...new Set(marks)].join());
  await tab.goto(`${own.origin}/${pageWith("id=\"filter-evidence\"")}`);
  assert.equal(await shown(), 0);
  const left = await tab.locator("article .excerpt:visible").count();
  assert.match(await tab.locator(".filters [role=status]").textContent(), new RegExp(`^${left} `));
  await tab.context().close();
});

test("notes, works and abbreviations show at a glance, to the keyboard and a finger, within the screen", async () => {
  const tab = await openTab(browser, { viewport: { width: 390, height: 844 } });
  await tab.goto(`${own.origin}/${pageWith("doc-noteref")}`);
  const glance = tab.locator(".glance:popover-open");
  const see = async (link) => {
    await tab.keyboard.press("Tab");
    await link.focus();
    await glance.waitFor();
    const box = await glance.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 844, JSON.stringify(box));
    const words = await glance.textContent();
    await tab.keyboard.press("Escape");
    assert.equal(await glance.count(), 0);
    return words.trim();
  };
  const call = tab.locator("article a[role=doc-noteref]").first();
  const note = await tab.locator(await call.getAttribute("href")).textContent();
  assert.ok(note.includes(await see(call)));
  assert.match(await see(tab.locator("article a[href*='#work-']").first()), /\(\d{4}/);
  const short = tab.locator("article abbr").first();
  assert.equal(await see(short), await short.getAttribute("data-title"));
  await tab.keyboard.press("Tab");
  await short.focus();
  await glance.waitFor();
  const distance = async () => (await glance.boundingBox()).y - (await short.boundingBox()).y;
  const before = await distance();
  await tab.evaluate(() => scrollBy(0, 40)); /* as reaching a link further down does */
  await tab.waitForTimeout(100);
  assert.ok(Math.abs(await distance() - before) <= 1, "it stays beside its link");
  await tab.evaluate(() => scrollBy(0, 2000));
  await glance.waitFor({ state: "hidden" });
  await tab.context().close();
});

test("quotes are filtered by sector, and made-up ones put away", async () => {
  const tab = await openTab(browser);
  await tab.goto(`${fromFiles}/${pageWith("id=\"filter-evidence\"")}`);
  await tab.locator("#filter-sector").selectOption({ index: 1 });
  const some = await tab.locator("article .excerpt:visible").count();
  await tab.locator("#filter-sector").selectOption({ index: 0 });
  assert.ok(some > 0 && some < await tab.locator("article .excerpt:visible").count());
  const kinds = await tab.locator("#filter-evidence option").evaluateAll((options) => options.map(({ value }) => value));
  await tab.locator("#filter-evidence").selectOption(kinds.find((kind) => kind && kind !== "made_up"));
  assert.equal(await tab.locator("article .excerpt:visible .illustrative").count(), 0);
  await tab.context().close();
});
