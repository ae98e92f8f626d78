// What comes out of a printer.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fromFiles, openTab, pages, pageWith, pagesWith, run, samples, withBrowser } from "./support.js";

const { browser } = await withBrowser();
const folder = mkdtempSync(join(tmpdir(), "print-"));
const tab = await openTab(browser);
after(() => rmSync(folder, { recursive: true }));

/* Prints page as change makes it; the sizes of its sheets ("594 x 841") and its words. */
async function print(page, change = () => {}) {
  const path = join(folder, "page.pdf");
  await tab.goto(`${fromFiles}/${page}`);
  await tab.evaluate(change);
  await tab.pdf({ path, preferCSSPageSize: true });
  const sheets = [...run("pdfinfo", "-f", "1", "-l", "999", path).matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)]
    .map(([, width, height]) => `${Math.floor(width)} x ${Math.floor(height)}`);
  return { sheets, words: run("pdftotext", "-layout", path, "-") };
}

const brief = () => pageWith('<body class="brief"');

test("the brief and the sheet of each actor are one upright A4 sheet, with the state of the study", async () => {
  const pages = pagesWith('<body class="brief"');
  assert.ok(pages.length > 1);
  for (const page of pages) {
    const { sheets, words } = await print(page);
    assert.deepEqual(sheets, ["594 x 841"], page);
    assert.ok(words.includes((await tab.locator(".printed").textContent()).trim()), page);
  }
});

test("the brief holds every answer and the headline figure", async () => {
  const { words } = await print(brief());
  const titles = await tab.locator(".answer strong:first-child").allInnerTexts();
  assert.ok(titles.length > 0);
  for (const title of titles) assert.ok(words.includes(title.trim()), title);
});

test("on paper a mark of evidence lies over no sign behind it, and the board has letters of 7 pt", async () => {
  const page = await openTab(browser, { viewport: { width: 718, height: 1000 } });
  await page.goto(`${fromFiles}/index.html`);
  await page.emulateMedia({ media: "print" });
  const { marks, covered, points } = await page.evaluate(() => {
    const marks = [...document.querySelectorAll(".cited")].filter((mark) => mark.nextSibling?.nodeType === Node.TEXT_NODE);
    const leftOf = (text) => {
      const first = document.createRange();
      first.setStart(text, 0);
      first.setEnd(text, 1);
      return first.getBoundingClientRect();
    };
    const covered = marks.filter((mark) => {
      const box = [...mark.getClientRects()].pop(), sign = leftOf(mark.nextSibling);
      return Math.abs(sign.top - box.top) < box.height / 2 && sign.left < box.right - .5;
    }).length;
    const board = document.querySelector(".board svg"), letters = parseFloat(getComputedStyle(board).fontSize);
    return { marks: marks.length, covered, points: letters * board.getBoundingClientRect().height / board.viewBox.baseVal.height * .75 };
  });
  assert.ok(marks > 0);
  assert.equal(covered, 0);
  assert.ok(points >= 7, `the board has letters of ${points} pt`);
  await page.context().close();
});

test("no page prints navigation, and every page prints on A4", async () => {
  for (const page of samples) {
    const { sheets, words } = await print(page);
    for (const sheet of sheets) assert.match(sheet, /^(594 x 841|841 x 594)$/, page);
    await tab.goto(`${fromFiles}/${page}`);
    const skip = await tab.locator(".skip").textContent();
    const menu = await tab.locator(".menu > summary").textContent();
    assert.ok(!words.includes(skip), page);
    assert.ok(!new RegExp(`^\\s*${menu}\\s*$`, "m").test(words), page);
  }
});

test("no sheet has only the foot of its page, and each says what the page rests on", async () => {
  const foot = (text) => text.replace(/\s+/g, " ").trim();
  for (const page of [...samples, pageWith('id="tbl-angka"'), pageWith(">DOK-12<")]) {
    const { words } = await print(page);
    if (await tab.locator("body.brief").count() > 0) continue;
    const says = (await tab.locator("footer.site > p:not(.top)").allTextContents()).map(foot).filter(Boolean);
    for (const sheet of words.split("\f").slice(0, -1)) {
      const text = foot(sheet), rest = says.reduce((left, line) => left.replace(line, ""), text.replace(/\d+\s?\/\s?\d+/, ""));
      assert.ok(rest.replace(/[\s·]/g, "").length > 40, `${page}: ${text}`);
      assert.ok(text.replace(/\s/g, "").includes(says.at(-1).replace(/\s/g, "")), `${page}: ${text}`);
    }
  }
});

test("no sheet ends with what leads a quote in, nor with the head of what is folded on a screen", async () => {
  for (const page of [pageWith('<body class="objective"'), pageWith('<details class="folded"')]) {
    const { words } = await print(page);
    const leads = await tab.locator("p:has(+ .excerpt), .folded > summary").allTextContents();
    const last = words.split("\f").map((sheet) => sheet.split("\n").map((line) => line.trim()).filter(Boolean))
      .map((lines) => lines.slice(0, -2).at(-1)?.replace(/\s+/g, " ")).filter(Boolean);
    assert.deepEqual(last.filter((line) => leads.some((lead) => lead.replace(/\s+/g, " ").trim().endsWith(line))), [], page);
  }
});

test("what claims rest on prints as notes, by the codes in the text", async () => {
  const { words } = await print("index.html");
  const notes = await tab.locator(".claim .excerpt > :is(blockquote, div) p:last-child").allTextContents();
  assert.ok(notes.length > 0);
  const printed = words.replace(/\s+/g, "");
  for (const note of notes) assert.ok(printed.includes(note.replace(/\s+/g, "")), note);
});

test("wide matrices print on turned sheets", async () => {
  const { sheets } = await print(pageWith('class="table wide"'));
  assert.ok(sheets.includes("841 x 594"), sheets.join(", "));
});

test("links to elsewhere print their address", async () => {
  const { words } = await print(samples[0], () => {
    const link = document.createElement("a");
    link.href = "https://example.org/kebijakan";
    link.textContent = "Kebijakan";
    document.querySelector("h1").append(" ", link);
  });
  assert.match(words.replace(/\s+/g, ""), /Kebijakan<https:\/\/example.org\/kebijakan>/);
});

test("on the sheet of who can act the first step is below what all of them rest on, in one column", async () => {
  const sheet = await openTab(browser, { viewport: { width: 720, height: 1000 } });
  await sheet.emulateMedia({ media: "print" });
  const sheets = pages.filter((name) => name.startsWith("saya-dari/") && !name.endsWith("index.html"));
  assert.ok(sheets.length > 0);
  for (const page of sheets) {
    await sheet.goto(`${fromFiles}/${page}`);
    const [box, step] = [await sheet.locator(".steps > .callout").boundingBox(), await sheet.locator(".steps li").first().boundingBox()];
    assert.ok(step.y > box.y && step.x < box.x + box.width, `${page}: ${JSON.stringify([box, step])}`);
  }
  await sheet.context().close();
});
