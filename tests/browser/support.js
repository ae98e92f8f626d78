// What the tests share: the built site, a server for it, the browser, and pages that tell what they did.

import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { after } from "node:test";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of the built site: SITE, or site/ of the repository. */
export const site = resolve(process.env.SITE || join(here, "../../site"));

/** The folder of a built site with 900 quotes, 450 on a theme: LARGE. */
export const large = resolve(process.env.LARGE || join(here, "../../build/browser/large/site"));

/** The folder of a built site in two languages, tests/study/good-bilingual: BILINGUAL. */
export const bilingual = resolve(process.env.BILINGUAL || join(here, "../../build/browser/bilingual/site"));

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".png": "image/png", ".json": "application/json", ".csv": "text/csv", ".xml": "application/xml", ".txt": "text/plain" };

function filesBelow(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** Paths of all pages below the site, "tema/misi.html". */
export const pages = filesBelow(site).filter((path) => path.endsWith(".html"))
  .map((path) => relative(site, path).split(sep).join("/"));

/** Pages of each kind that the site has, for what is too slow to do on all: by the class of their body. */
export const samples = [...pages.reduce((kinds, page) => {
  const kind = readFileSync(join(site, page), "utf8").match(/<body class="([a-z-]+)"/)?.[1];
  return kinds.has(kind) ? kinds : kinds.set(kind, page);
}, new Map()).values()];

/** The page of a section by the id of something on it, or of the first page that holds text. */
export function pageWith(text) {
  const found = pages.find((page) => readFileSync(join(site, page), "utf8").includes(text));
  if (!found) throw new Error(`no page holds ${text}`);
  return found;
}

/** All of them. */
export function pagesWith(text) {
  return pages.filter((page) => readFileSync(join(site, page), "utf8").includes(text));
}

// Hosts send text compressed, as those of the README do, and keep it so.
const isText = (type) => /text|javascript|json|xml/.test(type);
const compressed = new Map();

function compress(file, bytes) {
  if (!compressed.has(file)) compressed.set(file, gzipSync(bytes));
  return compressed.get(file);
}

/** Serves a built site on a port of its own; close() ends it. */
export async function serve(folder = site) {
  const server = createServer((request, response) => {
    const path = join(folder, decodeURIComponent(new URL(request.url, "http://site").pathname));
    try {
      const file = path.endsWith(sep) ? join(path, "index.html") : path;
      if (!file.startsWith(folder + sep)) throw new Error("outside");
      const type = types[extname(file)] || "application/octet-stream", bytes = readFileSync(file);
      if (isText(type) && /gzip/.test(request.headers["accept-encoding"]))
        response.writeHead(200, { "content-type": type, "content-encoding": "gzip" }).end(compress(file, bytes));
      else response.writeHead(200, { "content-type": type }).end(bytes);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}

export const fromFiles = pathToFileURL(site).href;

// The one without windows starts a tab for a third of the work.
const executablePath = process.env.CHROMIUM || ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(existsSync);

export function launch(more = []) {
  return chromium.launch({ executablePath, args: [...flags, ...more] });
}

let browser;

/** For the tests of a file: the browser that all files of a run share, and a server of a built site; both end with them. */
export async function withBrowser(folder = site) {
  browser ??= launch();
  const own = { browser: await browser, server: await serve(folder) };
  after(async () => {
    await own.browser.close();
    await own.server.close();
  });
  return own;
}

/** A tab that keeps what its console said and what it asked for. */
export async function openTab(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const tab = await context.newPage();
  tab.said = [];
  tab.asked = [];
  tab.on("console", (message) => tab.said.push(`${tab.url()}: ${message.text()}`));
  tab.on("pageerror", (error) => tab.said.push(`${tab.url()}: ${error.message}`));
  tab.on("requestfailed", (request) => tab.said.push(`${tab.url()}: ${request.url()} failed`));
  tab.on("request", (request) => tab.asked.push(request.url()));
  return tab;
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const colourRules = ["color-contrast", "link-in-text-block"];

// What Lighthouse's benchmark gives a phone of the lowest class, as the developer tools of Chromium calibrate by it.
const phone = 264;

/** By how much a machine of that benchmark is to be slowed down to be such a phone, at the most by most. */
export const slowdownToPhone = (benchmark, most) => Math.max(1, Math.min(most, benchmark / phone));

/** A tab that brings axe into each page. */
export async function openTabWithAxe(browser, options = {}) {
  const tab = await openTab(browser, options);
  await tab.addInitScript({ path: axe });
  return tab;
}

/** What axe finds wrong with the page of a tab that was opened for it; of its colours alone, where nothing else is new. */
export async function violationsOf(tab, { colours = false } = {}) {
  return tab.evaluate(async (runOnly) => {
    const result = await globalThis.axe.run(document, { resultTypes: ["violations"], runOnly });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 100)).join(" ")}`);
  }, colours ? { type: "rule", values: colourRules } : { type: "tag", values: rules });
}

/** A program of the system; what it printed. */
export function run(program, ...args) {
  const result = spawnSync(program, args, { encoding: "utf8" });
  if (result.status !== 0) throw new Error(`${program}: ${result.error || result.stderr}`);
  return result.stdout;
}
