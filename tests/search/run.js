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
  ["kerja", "bekerja", true], ["ragam", "beragam", true], ["rumah", "rumahku", true], ["tahu", "pengetahuanmu", true],
  ["ajar", "pembelajaran", true], ["ajar", "pelajar", true], ["ajar", "mempelajari", true], ["nyata", "menyatakan", true],
  ["nyanyi", "menyanyi", true], ["percik", "tepercik", true], ["buku", "bakul", false], ["laku", "lamu", false],
  ["pangan", "tangan", false], ["gizi", "gigi", false], ["kader", "dera", false], ["tema", "temu", false],
  ["cek", "mengecek", true], ["cek", "pengecekan", true], ["bom", "mengebom", true],
  ["ibu", "ibunya", true], ["ibu", "ibumu", true], ["air", "airnya", true], ["proses", "pemrosesan", true],
  ["unjur", "belunjur", true], ["isi", "berisi", true], ["isian", "pengisian", true], ["diuji", "pengujian", true],
  ["aju", "diajukan", true], ["aku", "pengakuan", true], ["perataan", "mengatakan", false], ["rawat", "perawatan", true],
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

/* A small site: what a word finds first, what is guessed, what means the same. */
function checkRanks() {
  const parts = [
    [0, "IK-01.2", "IK-01.2 · contoh rekaan", "Air bersih di dusun", 1], [0, "IK-01.3", "IK-01.3", "Air bersih di kampung kami dekat sungai"],
    [1, "IK-01", "IK-01", "informan kunci"], [1, "IK-09", "IK-09", "informan IK-01 kenal IK-01 dan IK-01"],
  ];
  const small = new Finder(scope.lunr, {
    language: "id", pages: [["tema.html", "Tema", ""], ["informan.html", "Informan", ""]], parts, synonyms: ["kampung, dusun"],
  }).fill();
  const anchors = (query) => small.find(query).groups.flatMap((group) => group.parts.map((part) => part.anchor)).join(" ");
  const expected = { air: "IK-01.3 IK-01.2", "IK-01": "IK-01", "ik-01.2": "IK-01.2", "IK-08": "", kampung: "IK-01.3 IK-01.2",
    "IK 1.2": "IK-01.2", "ik01.3": "IK-01.3", dusunnya: "IK-01.3 IK-01.2", sungay: "IK-01.3",
    dekatsungai: "IK-01.3" };
  for (const query of Object.keys(expected)) {
    const found = anchors(query);
    if (query === "IK-01" ? !found.startsWith("IK-01 ") : found !== expected[query])
      problems.push(`'${query}' finds '${found}', not '${expected[query]}' first`);
  }
  if (!small.find("sungay").guessed || small.find("sungay").words[0] !== "sungai") problems.push("'sungay' is not said to be a guess");
  if (small.find("sungai").guessed) problems.push("'sungai' is no guess");
}

/* What a search loads is small enough for a bad line. */
function checkWeight() {
  const bytes = ["lunr.js", "search-index.js", "search.js"].map((file) =>
    zlib.gzipSync(readFileSync(join(site, "assets", file)), { level: 9 }).length);
  if (bytes[1] >= 60 * 1024) problems.push(`the index has ${bytes[1]} bytes, compressed`);
  return bytes.reduce((sum, one) => sum + one);
}

checkForms();
checkRanks();
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
