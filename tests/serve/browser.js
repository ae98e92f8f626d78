// The preview in a real Chromium: a save is seen without touching the browser, the page keeps its scroll, a broken
// save shows its diagnostic over the last good page, and mended it goes away. usage: browser.js LAMPIRAN STUDY
// The packages are those of tests/browser/.
"use strict";

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { createRequire } = require("node:module");

const fromBrowser = createRequire(path.resolve(__dirname, "../browser/package.json"));
const { chromium } = fromBrowser("playwright-core");

const [program, source] = process.argv.slice(2).map((argument) => path.resolve(argument));
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "serve-browser-"));
const file = path.join(scratch, "study/content/pages/metode.md");
let failures = 0;

function check(holds, what) {
  if (holds) return;
  failures += 1;
  console.log(`serve in the browser: FAILED: ${what}`);
}

function start() {
  const preview = spawn(program, ["serve", "--port", "0", path.join(scratch, "study")], {
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

async function savesAreSeen(page, text) {
  await page.evaluate(() => scrollTo(0, 600));
  const before = await page.evaluate(() => scrollY);
  const began = Date.now();
  fs.writeFileSync(file, `${text}\n\nKalimat yang baru saja disimpan.\n`);
  await page.getByText("Kalimat yang baru saja disimpan.").waitFor({ timeout: 10000 });
  console.log(`serve in the browser: a save is seen after ${Date.now() - began} ms`);
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 2, before, { timeout: 5000 });
  check(before > 500, "the page was scrolled, and stays where it was");
}

async function errorsShowAndGoAway(page, text) {
  fs.writeFileSync(file, `${text}\n\nLihat <b>@sec:tidak-ada</b> & @sec:juga-tidak.\n`);
  const overlay = page.locator("lampiran-preview[data-state=errors]");
  await overlay.waitFor({ state: "attached", timeout: 10000 });
  const shown = await overlay.evaluate((host) => host.shadowRoot.querySelector("details").innerText);
  check(/content\/pages\/metode\.md:\d+:\d+/.test(shown), "the place is shown");
  check(shown.includes("<b>@sec:tidak-ada</b> &"), "the source line is shown as it is");
  check(shown.includes("this is the last good site"), "it says what the page is");
  check(await overlay.evaluate((host) => host.shadowRoot.querySelector("details b") === null), "nothing becomes markup");
  check(await page.getByText("Kalimat yang baru saja disimpan.").isVisible(), "the last good page is below it");
  await page.reload();
  await overlay.waitFor({ state: "attached", timeout: 10000 });
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  fs.writeFileSync(file, `${text}\n\nKalimat yang baru saja disimpan.\n`);
  await overlay.waitFor({ state: "detached", timeout: 10000 });
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
  await saved.waitFor({ timeout: 10000 });
}

async function main() {
  fs.cpSync(path.join(source, "content"), path.join(scratch, "study/content"), { recursive: true });
  const text = fs.readFileSync(file, "utf8");
  const { preview, url } = await start();
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 390, height: 700 } });
  page.on("console", (message) => {
    // The notice before the first site comes with 503; the icon is asked for by the browser itself.
    const expected = message.location().url === url || message.location().url.endsWith("/favicon.ico");
    check(message.type() !== "error" || expected, `the console is silent: ${message.text()}`);
  });
  page.on("pageerror", (error) => check(false, `no script fails: ${error.message}`));
  page.on("request", (request) => check(request.url().startsWith(url), `no request leaves: ${request.url()}`));
  try {
    // The first page may come before the first site; it then waits for it.
    await page.goto(url, { waitUntil: "commit" });
    await page.locator("main").waitFor({ timeout: 10000 });
    await page.goto(`${url}metode.html`);
    await savesAreSeen(page, text);
    await errorsShowAndGoAway(page, text);
    await hiddenPagesCatchUp(page, text);
  } finally {
    await browser.close();
    preview.kill("SIGINT");
    await new Promise((resolve) => preview.on("exit", resolve));
    fs.rmSync(scratch, { recursive: true });
  }
  console.log(`serve in the browser: ${failures} failed`);
  process.exit(failures > 0 ? 1 : 0);
}

main();
