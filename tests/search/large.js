// large.js SITE: of a study that is too large for a browser to take in, search finds titles and headings, and no more
// is loaded for it.
"use strict";

const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");

const site = process.argv[2];
const scope = vm.createContext({ performance });
vm.runInContext("var self = this;", scope);
for (const file of ["lunr.js", "search-index.js", "search.js"])
  vm.runInContext(readFileSync(join(site, "assets", file), "utf8"), scope, { filename: file });

const finder = new scope.lampiranSearch.Finder(scope.lunr, scope.lampiranIndex).fill();
const problems = [];

function expectFirst(query, path, anchor) {
  const [group] = finder.find(query).groups;
  if (!group || group.path !== path || (anchor && group.parts[0].anchor !== anchor))
    problems.push(`'${query}' finds ${group ? `${group.path}#${group.parts[0].anchor}` : "nothing"}, not ${path}#${anchor}`);
}

const pages = readdirSync(join(site, "tema")).filter((name) => name.endsWith(".html"));
expectFirst("Tema 7", "tema/t7.html");
expectFirst("Tujuan 3", "tujuan/o3.html");
expectFirst("Temuan 444", "tujuan/o17.html", "f444");
if (pages.length < 100) problems.push(`only ${pages.length} themes`);

const text = scope.lampiranIndex.parts.map((part) => part[3]).join("\n");
const [finding] = readFileSync(join(site, "tujuan/o3.html"), "utf8").match(/<p>[a-z]+ [a-z]+ [a-z]+ [^<]{40}/);
if (text.includes(finding.slice(3))) problems.push("the index holds the text of a finding");
const [sentence] = readFileSync(join(site, "tema/t7.html"), "utf8").match(/<blockquote[^>]*>\s*<p>[^<]{60}/);
if (text.includes(sentence.slice(-60))) problems.push("the index holds a quote");

console.log(problems.length ? problems.join("\n") : `search: ${pages.length} themes of a large study are found by their titles`);
process.exit(problems.length ? 1 : 0);
