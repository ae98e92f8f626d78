// run.js SITE: the search of the built site, as the browser runs it, finds what people look for, and its forms of
// Indonesian words meet where they should.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");
const zlib = require("node:zlib");

const site = process.argv[2];
const scope = vm.createContext({ console, performance });
for (const file of ["lunr.js", "search-index.js", "search.js"]) {
  if (file === "lunr.js") vm.runInContext("var self = this;", scope);
  vm.runInContext(readFileSync(join(site, "assets", file), "utf8"), scope, { filename: file });
}
const { Finder, forms } = scope.lampiranSearch;
const problems = [];

// [word, word, they belong together]
const PAIRS = [
  ["anggaran", "penganggaran", true], ["menganggarkan", "anggaran", true], ["dianggarkan", "anggaran", true],
  ["kumpul", "mengumpulkan", true], ["ukur", "pengukuran", true], ["tulis", "menulis", true], ["sapu", "menyapu", true],
  ["pukul", "pemukul", true], ["bijak", "kebijakan", true], ["rencana", "perencanaan", true],
  ["layanan", "pelayanan", true], ["sehat", "kesehatan", true], ["hasil", "keberhasilan", true],
  ["baik", "memperbaiki", true], ["daya", "pemberdayaan", true], ["selenggara", "penyelenggaraan", true],
  ["koordinasi", "mengoordinasikan", true], ["turun", "penurunan", true], ["lurah", "kelurahan", true],
  ["camat", "kecamatan", true], ["perannya", "peran", true], ["adakah", "ada", false], ["sasaran", "pasar", false],
  ["pangan", "tangan", false], ["gizi", "gigi", false], ["kader", "dera", false], ["tema", "temu", false],
];

function checkForms() {
  for (const [first, second, expected] of PAIRS) {
    const meets = forms(first).some((form) => forms(second).includes(form));
    if (meets !== expected) problems.push(`'${first}' and '${second}' ${expected ? "do not meet" : "meet"}`);
  }
}

function readQueries() {
  const lines = readFileSync(join(__dirname, "queries.txt"), "utf8").split("\n");
  return lines.filter((line) => line && !line.startsWith("#")).map((line) => line.split("|").map((part) => part.trim()));
}

function checkQuery(finder, query, expected) {
  const [path, anchor] = expected.split("#");
  const first = finder.find(query).groups.slice(0, 5);
  const group = first.find((one) => one.path === path);
  if (!group) problems.push(`'${query}' finds ${first.map((one) => one.path).join(", ") || "nothing"}, not ${path}`);
  else if (anchor && !group.parts.slice(0, 4).some((part) => part.anchor === anchor))
    problems.push(`'${query}' finds ${path}, but not #${anchor}`);
}

/* What a search loads is small enough for a bad line. */
function checkWeight() {
  const bytes = ["lunr.js", "search-index.js", "search.js"].map((file) =>
    zlib.gzipSync(readFileSync(join(site, "assets", file)), { level: 9 }).length);
  if (bytes[1] >= 60 * 1024) problems.push(`the index has ${bytes[1]} bytes, compressed`);
  return bytes.reduce((sum, one) => sum + one);
}

checkForms();
const finder = new Finder(scope.lunr, scope.lampiranIndex).fill();
const queries = readQueries();
queries.forEach(([query, expected]) => checkQuery(finder, query, expected));
const bytes = checkWeight();
for (const part of scope.lampiranIndex.parts) {
  if (!part[2] && !part[3]) problems.push(`an empty part of ${scope.lampiranIndex.pages[part[0]][0]}`);
}
console.log(problems.length ? problems.join("\n")
  : `search: ${queries.length} queries find their pages; ${bytes} bytes compressed`);
process.exit(problems.length ? 1 : 0);
