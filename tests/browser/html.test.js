// html-validate finds nothing in the files as they are.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { pages, site } from "./support.js";

const rules = {
  extends: ["html-validate:recommended"],
  root: true,
  rules: {
    // What CommonMark prints, and what a reader does not see.
    "void-style": "off",
    "no-trailing-whitespace": "off",
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "prefer-native-element": "off",
    // A title repeats the page's heading whole.
    "long-title": "off",
    // Ids are those of the study: "IK-01.3".
    "valid-id": ["error", { relaxed: true }],
    // Forms search and filter as they are changed; there is nothing to submit.
    "wcag/h32": "off",
    // Files of the site itself.
    "require-sri": "off",
  },
};

test("html-validate finds nothing", async () => {
  const checker = new HtmlValidate(new FileSystemConfigLoader(rules));
  const found = [];
  for (const page of pages) {
    const report = await checker.validateFile(join(site, page));
    for (const result of report.results)
      found.push(...result.messages.map(({ line, ruleId, message }) => `${page}:${line}: ${message} [${ruleId}]`));
  }
  assert.deepEqual(found.slice(0, 20), []);
});
