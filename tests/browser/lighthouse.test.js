// Lighthouse, as a phone on a slow line.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import lighthouse from "lighthouse";
import { launch, pageWith, serve } from "./support.js";

// A proposal asks search engines not to list it, which Lighthouse takes for a mistake.
const settings = { extends: "lighthouse:default", settings: { skipAudits: ["is-crawlable"] } };
const wanted = { accessibility: 100, "best-practices": 100, seo: 100, performance: 98 };
let browser, port, server;

async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, "127.0.0.1", done));
  const { port: free } = probe.address();
  await new Promise((done) => probe.close(done));
  return free;
}

before(async () => {
  port = await freePort();
  browser = await launch([`--remote-debugging-port=${port}`]);
  server = await serve();
});

after(async () => {
  await browser.close();
  await server.close();
});

async function scores(page) {
  const { lhr } = await lighthouse(`${server.origin}/${page}`, { port, logLevel: "silent", output: "json" }, settings);
  const found = Object.fromEntries(Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(score * 100)]));
  const failed = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9).map(({ id }) => id);
  return { found, failed };
}

const chosen = {
  "the home page": "index.html",
  "an objective": pageWith('<body class="objective"'),
  "a theme": pageWith('<body class="theme"'),
  "the synthesis": "sintesis.html",
};

// The best of up to three: other work on the machine only makes a page slower.
const runs = 3;

for (const [name, page] of Object.entries(chosen)) {
  test(`Lighthouse is content with ${name}`, async () => {
    let short, failed;
    for (let run = 0; run < runs; run++) {
      const result = await scores(page);
      short = Object.entries(wanted).filter(([category, least]) => result.found[category] < least);
      failed = result.failed;
      if (short.length === 0) return;
    }
    assert.fail(`${page}: ${short.map(([category, least]) => `${category} under ${least}`)}; ${failed.join(", ")}`);
  });
}
