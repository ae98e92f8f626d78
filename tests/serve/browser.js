// The preview in a real Chromium: a save is seen without touching the browser, the page keeps its scroll, a broken
// save shows its diagnostic over the last good page, and mended it goes away. How long a save takes is measured, and once
// more in a study of 1,800 excerpts. usage: browser.js LAMPIRAN STUDY
// The packages are those of tests/browser/.
"use strict";

const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { createRequire } = require("node:module");

const fromBrowser = createRequire(path.resolve(__dirname, "../browser/package.json"));
const { chromium } = fromBrowser("playwright-core");

const [program, source] = process.argv.slice(2).map((argument) => path.resolve(argument));
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "serve-browser-"));
const study = path.join(scratch, "study");
const file = path.join(study, "content/pages/metode.md");
let failures = 0;

function check(holds, what) {
  if (holds) return;
  failures += 1;
  console.log(`serve in the browser: FAILED: ${what}`);
}

const failed = (error) => check(false, `no script fails: ${error.message}`);

function start() {
  const preview = spawn(program, ["serve", "--port", "0", study], {
    env: { ...process.env, TMPDIR: scratch, XDG_RUNTIME_DIR: "" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve) => {
    preview.stdout.on("data", (text) => {
      const found = /http:\S+/.exec(text);
      if (found) resolve({ preview, url: found[0] });
    });
  });
}

const isSeen = (words) => [...document.querySelectorAll("main p")].some((block) => {
  const { top, bottom } = block.getBoundingClientRect();
  return block.textContent.includes(words) && top > 0 && bottom < innerHeight;
});

// Milliseconds until a save is seen, in the middle of as many as SAVES says.
async function savesAreSeen(page, text, excerpts) {
  const times = [];
  for (let i = 0; i < Number(process.env.SAVES || 3); i++) {
    await page.waitForTimeout(500);
    const began = performance.now();
    fs.writeFileSync(file, `${text}\n\nKalimat ${i} yang baru saja disimpan.\n`);
    await page.waitForFunction(isSeen, `Kalimat ${i} yang baru`, { timeout: 30000 });
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const seen = times[times.length >> 1].toFixed(0);
  console.log(`serve in the browser: a save is seen after ${seen} ms${excerpts ? ` in a study of ${excerpts} excerpts` : ""}`);
}

const save = async (page, text, words) => {
  fs.writeFileSync(file, `${text}\n\n${words}\n`);
  await page.waitForFunction(isSeen, words, { timeout: 30000 });
};

// A save is written over the page: the window stays, what its scripts do for readers is there again, and once.
async function scriptsStillRun(page, text) {
  await page.evaluate(() => { window.isTheSame = true; });
  for (const words of ["Skrip tetap jalan, satu.", "Skrip tetap jalan, dua."]) await save(page, text, words);
  check(await page.evaluate(() => window.isTheSame), "the page is written over, not loaded");
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  for (const mode of ["dark", "light"]) {
    await page.locator(".appearance summary").click();
    await page.locator(`.appearance input[value=${mode}]`).check();
    check((await theme()) === mode, `the page turns ${mode}`);
    await page.keyboard.press("Escape");
  }
  await page.locator("#search-words").fill("penganggaran");
  await page.locator("#search-hits [role=option]").first().waitFor({ timeout: 30000 });
  await page.locator("#search-words").fill("");
}

// A study's own script that cannot run in the same window again: the page is loaded.
async function namesMayBeGivenOnce(page, text) {
  const top = "layouts/html/top.html", assets = path.join(study, "layouts/assets");
  fs.mkdirSync(path.join(study, "layouts/html"), { recursive: true });
  fs.mkdirSync(assets, { recursive: true });
  fs.writeFileSync(path.join(assets, "own.js"), "const own = 'own';\ndocument.documentElement.dataset.own = own;\n");
  fs.writeFileSync(path.join(study, top), fs.readFileSync(path.resolve(__dirname, "../..", top), "utf8") +
    '<script src="<%= root %>assets/own.js"></script>\n');
  await page.locator("html[data-own]").waitFor({ state: "attached", timeout: 30000 });
  page.off("pageerror", failed);
  await save(page, text, "Dengan skrip sendiri.");
  await page.locator("html[data-own]").waitFor({ state: "attached", timeout: 30000 });
  check(await page.evaluate(isSeen, "Dengan skrip sendiri."), "the page is there with its own script");
  page.on("pageerror", failed);
  fs.rmSync(path.join(study, "layouts"), { recursive: true });
  await page.locator("html:not([data-own])").waitFor({ state: "attached", timeout: 30000 });
}

// Where the edited place is in view, nothing moves.
async function scrollStays(page, text) {
  await page.evaluate(() => scrollBy(0, -100));
  const before = await page.evaluate(() => scrollY);
  for (let i = 0; i < 3; i++) {
    fs.writeFileSync(file, `${text}\n\nDi tempat yang sama: ${i}.\n`);
    await page.waitForFunction(isSeen, `Di tempat yang sama: ${i}.`, { timeout: 30000 });
    await page.waitForTimeout(300);
  }
  check(before > 500 && (await page.evaluate(() => scrollY)) === before, "the page stays where it was, to the pixel");
  fs.writeFileSync(file, `${text}\n\nKalimat yang baru saja disimpan.\n`);
  await page.getByText("Kalimat yang baru saja disimpan.").waitFor({ timeout: 30000 });
}

// A figure that no page had is there when the whole site is.
async function figuresAreSeen(page, text) {
  const picture = path.join(study, "content/figures/baru.svg");
  fs.mkdirSync(path.dirname(picture), { recursive: true });
  fs.writeFileSync(picture, '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0h9v9z"/></svg>');
  await page.waitForTimeout(1000);
  fs.writeFileSync(file, `${text}\n\n![Gambar baru](figures/baru.svg)\n`);
  const isThere = () => {
    const image = document.querySelector("main img[src*=baru]");
    image?.scrollIntoView(); // it may wait for that
    return image?.naturalWidth > 0;
  };
  await page.waitForFunction(isThere, undefined, { timeout: 30000 });
}

async function errorsShowAndGoAway(page, text) {
  fs.writeFileSync(file, `${text}\n\nLihat <b>@sec:tidak-ada</b> & @sec:juga-tidak.\n`);
  const overlay = page.locator("lampiran-preview[data-state=errors]");
  await overlay.waitFor({ state: "attached", timeout: 30000 });
  const shown = await overlay.evaluate((host) => host.shadowRoot.querySelector("details").innerText);
  check(/content\/pages\/metode\.md:\d+:\d+/.test(shown), "the place is shown");
  const link = await overlay.evaluate((host) => host.shadowRoot.querySelector("a.place").href);
  check(link.startsWith(`vscode://file${fs.realpathSync(file)}:`), `the place opens in the editor: ${link}`);
  check(shown.includes("<b>@sec:tidak-ada</b> &"), "the source line is shown as it is");
  check(shown.includes("this is the last good site"), "it says what the page is");
  check(await overlay.evaluate((host) => host.shadowRoot.querySelector("details b") === null), "nothing becomes markup");
  check(await page.getByText("Kalimat yang baru saja disimpan.").isVisible(), "the last good page is below it");
  await page.reload();
  await overlay.waitFor({ state: "attached", timeout: 30000 });
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  fs.writeFileSync(file, `${text}\n\nKalimat yang baru saja disimpan.\n`);
  await overlay.waitFor({ state: "detached", timeout: 30000 });
}

// A page behind others does not hold a connection, and catches up when it is seen again.
async function hiddenPagesCatchUp(page, text) {
  const hide = (hidden) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  const saved = page.getByText("Disimpan saat tersembunyi.");

  await hide(true);
  fs.writeFileSync(file, `${text}\n\nDisimpan saat tersembunyi.\n`);
  await page.waitForTimeout(500);
  check((await saved.count()) === 0, "a hidden page stays as it is");
  await hide(false);
  await saved.waitFor({ timeout: 30000 });
}

// Previews the study, with its page open at file, and has look do the rest.
async function inPreview(browser, look) {
  const text = fs.readFileSync(file, "utf8");
  const { preview, url } = await start();
  const page = await browser.newPage({ viewport: { width: 390, height: 700 } });
  page.on("console", (message) => {
    // The notice before the first site comes with 503; the icon is asked for by the browser itself.
    const expected = message.location().url === url || message.location().url.endsWith("/favicon.ico") ||
      message.location().url.endsWith("/baru.svg"); // asked for before its site was there
    check(message.type() !== "error" || expected, `the console is silent: ${message.text()}`);
  });
  page.on("pageerror", failed);
  page.on("request", (request) => check(request.url().startsWith(url), `no request leaves: ${request.url()}`));
  try {
    // The first page may come before the first site; it then waits for it.
    await page.goto(url, { waitUntil: "commit" });
    await page.locator("main").waitFor({ timeout: 30000 });
    await page.goto(`${url}metode.html`);
    await look(page, text);
  } finally {
    await page.close();
    preview.kill("SIGINT");
    await new Promise((resolve) => preview.on("exit", resolve));
    fs.rmSync(study, { recursive: true });
  }
}

async function everything(page, text) {
  await savesAreSeen(page, text);
  await scriptsStillRun(page, text);
  await namesMayBeGivenOnce(page, text);
  await figuresAreSeen(page, text);
  await scrollStays(page, text);
  await errorsShowAndGoAway(page, text);
  await hiddenPagesCatchUp(page, text);
}

async function main() {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    fs.cpSync(path.join(source, "content"), path.join(study, "content"), { recursive: true });
    await inPreview(browser, everything);
    execFileSync("python3", [path.resolve(__dirname, "../bench/make_interviews.py"), study]);
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, "---\nid: metode\ntitle: Metode\n---\n\nDua kata saja.\n");
    await inPreview(browser, (page, text) => savesAreSeen(page, text, "1,800"));
  } finally {
    await browser.close();
    fs.rmSync(scratch, { recursive: true });
  }
  console.log(`serve in the browser: ${failures} failed`);
  process.exit(failures > 0 ? 1 : 0);
}

main();
