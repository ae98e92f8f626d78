/*
 * Search without a server, from file:// too.  The first part knows words: which forms of an Indonesian word belong
 * together, and what a query finds.  The second is the box in the head of each page and the page of results; it loads
 * lunr and what can be found only when somebody searches.
 */
(function (scope) {
  "use strict";

  /* ---- words ---- */

  /* The shortest stem that is left of a word, but for a few: berisi, pengujian. */
  var SHORTEST = 4, SHORT_STEM = /^(?:abu|adu|aju|aku|api|eja|ibu|ide|isi|isu|uji)$/;

  /* Words that are in nearly every sentence. */
  var COMMON = {
    id: "ada adalah agar akan antara apa atau bagaimana bagi bahwa belum berapa bisa dalam dan dapat dari dengan di " +
      "harus ia ini itu jika juga kami kapan karena ke kepada kita lebih maka mana mengapa mereka oleh pada para " +
      "saat saya sebagai sehingga serta seperti setiap siapa sudah supaya tentang tersebut tetapi tidak untuk yaitu yang",
    en: "a an and are as at be been but by for from had has have he her his i if in into is it its not of on or our " +
      "she so such than that the their them then there these they this those to was we were which who will with"
  };

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  }

  function split(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  /* Letters, a hyphen and digits, perhaps more behind stops: one word, besides its parts. */
  var CODE = /[\p{L}]+-\d+(?:\.\d+)*/gu;

  function codes(text) {
    return fold(text).match(CODE) || [];
  }

  function add(set, word, from) {
    if ((word.length >= SHORTEST || SHORT_STEM.test(word)) && set.indexOf(word) < 0 && word !== from) set.push(word);
  }

  /*
   * What a word may be without its prefix.  Before a vowel, me(n)- and pe(n)- have swallowed the first letter of the
   * root or not: mengumpulkan is from kumpul, mengukur from ukur.  Without a dictionary both are taken.
   */
  var PREFIXES = [
    [/^(?:me|pe)ny(?=[aeiou])/, ["s"]],
    [/^(?:me|pe)(?=ny[aeiou])/, [""]],
    [/^(?:me|pe)ng(?=[aeiou])/, ["", "k"]],
    [/^(?:me|pe)ng(?=[ghk])/, [""]],
    [/^(?:me|pe)m(?=[aeiou])/, ["p", "m"]],
    [/^(?:me|pe)m(?=[bfpv])/, [""]],
    [/^(?:me|pe)m(?=r)/, ["p"]],
    [/^(?:me|pe)n(?=[aeiou])/, ["t", "n"]],
    [/^(?:me|pe)n(?=[cdjstz])/, [""]],
    [/^(?:me|pe)(?=[lrwy][aeiou])/, [""]],
    [/^pe(?=[^aeioulmnrwy])/, [""]],
    [/^(?:ber|per|ter)/, [""]],
    /* be- and not ber- before r, and where the first syllable of the root ends with er: beragam, bekerja. */
    [/^(?:be|te)(?=r[aeiou])/, [""]],
    [/^(?:be|te)(?=[^aeiou]er)/, [""]],
    [/^(?:bel|pel|sel)(?=ajar|unjur)/, [""]],
    [/^(?:di|ke|se)/, [""]]
  ];

  function withoutPrefix(word, set) {
    PREFIXES.forEach(function (rule) {
      if (!rule[0].test(word)) return;
      rule[1].forEach(function (first) { add(set, word.replace(rule[0], first), word); });
    });
  }

  /*
   * What a word may be without -lah, -kah, -nya, and then without -kan, -an, -i: kebijakan is from bijak, not "bija".
   * -ku and -mu may also be the end of a root: both are taken.
   */
  function withoutSuffix(word, set) {
    var bare = word.replace(/(?:[lk]ah|nya)$/, "");
    if (bare.length < SHORTEST) bare = word;
    add(set, bare, word);
    var mine = bare.replace(/[km]u$/, "");
    if (mine.length < SHORTEST) mine = bare;
    add(set, mine, word);
    ["kan", "an", "i"].forEach(function (suffix) {
      if (mine.slice(-suffix.length) === suffix) add(set, mine.slice(0, -suffix.length), word);
    });
  }

  /* The forms under which a word is kept and sought: itself, and what it may come from. */
  function formsIndonesian(word) {
    var set = [word];
    if (!/^[a-z]{5,}$/.test(word)) return set;
    withoutSuffix(word, set);
    /* A root of one syllable has its own prefix, and may be shorter than others: mengecek, pengeboman. */
    var short = /^(?:me|pe)nge([^aeiou]+[aeiou][^aeiou])(?:k?an|i)?$/.exec(word);
    if (short) set.push(short[1]);
    var owned = /^([a-z]{3})(?:nya|[km]u)$/.exec(word); /* ibunya, airnya */
    if (owned) set.push(owned[1]);
    /* Prefixes stand in rows: memperbaiki, keberhasilan. */
    var level = set.slice();
    for (var depth = 0; depth < 2; depth++) {
      var next = [];
      level.forEach(function (form) { withoutPrefix(form, next); });
      next.forEach(function (form) { add(set, form, ""); });
      level = next;
    }
    return set;
  }

  function formsEnglish(lunr, word) {
    var stem = lunr.stemmer(new lunr.Token(word, {})).toString();
    return stem === word ? [word] : [word, stem];
  }

  /* The same, but computed once for each word. */
  function remembering(forms) {
    var known = new Map();
    return function (word) {
      if (!known.has(word)) known.set(word, forms(word));
      return known.get(word);
    };
  }

  /* ---- finding ---- */

  /*
   * What finds in data once it is filled: by fill at one go, or by step in slices, so that a phone stays at hand.
   * lunr keeps words as they are.  Words that belong together meet in the query, which asks for the whole family: each
   * word that has a form in common.  Keeping forms instead would make the index three times as large, and as slow.
   */
  function Finder(lunr, data) {
    var common = {}, known = new Set(), finder = this;
    split(COMMON[data.language] || "").forEach(function (word) { common[word] = true; });
    this.synonyms = (data.synonyms || []).map(split);
    this.data = data;
    this.common = common;
    this.forms = remembering(data.language === "id" ? formsIndonesian : function (word) {
      return formsEnglish(lunr, word);
    });
    this.families = new Map();
    this.lunr = lunr;
    this.next = 0;
    this.index = null;
    this.builder = new lunr.Builder();
    /* Plain words, not lunr's tokens, which would tell of places that nobody asks for. */
    this.builder.tokenizer = function (text) {
      return split(text).concat(codes(text)).filter(function (word) {
        if (!known.has(word)) {
          known.add(word);
          finder.addToFamilies(word);
        }
        return !common[word];
      });
    };
    this.builder.ref("id");
    this.builder.b(0.4);
    this.builder.field("title", { boost: 20 });
    this.builder.field("heading", { boost: 5 });
    this.builder.field("text");
  }

  Finder.prototype.addToFamilies = function (word) {
    var families = this.families;
    this.forms(word).forEach(function (form) {
      if (families.has(form)) families.get(form).push(word);
      else families.set(form, [word]);
    });
  };

  /* word, and the others of each group of synonyms that has it or one of its forms. */
  Finder.prototype.alike = function (word) {
    var forms = this.forms, own = forms(word), all = [word];
    this.synonyms.forEach(function (group) {
      var has = group.some(function (one) {
        return forms(one).some(function (form) { return own.indexOf(form) >= 0; });
      });
      if (has) all = all.concat(group);
    });
    return all;
  };

  /* The words of the data that belong to word or a synonym. */
  Finder.prototype.family = function (word) {
    var families = this.families, forms = this.forms, set = new Set();
    this.alike(word).forEach(function (one) {
      forms(one).forEach(function (form) {
        (families.get(form) || []).forEach(function (found) { set.add(found); });
      });
    });
    set.delete(word);
    return Array.from(set);
  };

  Finder.prototype.addPart = function (id) {
    var parts = this.data.parts, part = parts[id];
    /* The title of a page counts for its first part alone. */
    var first = id === 0 || parts[id - 1][0] !== part[0];
    this.builder.add({ id: id, title: first ? this.data.pages[part[0]][1] : "", heading: part[2], text: part[3] });
  };

  /* Goes on for about so many milliseconds; true when all is there. */
  Finder.prototype.step = function (duration) {
    var end = performance.now() + duration;
    while (this.next < this.data.parts.length) {
      this.addPart(this.next++);
      if (performance.now() >= end) return false;
    }
    this.index = this.builder.build();
    this.builder = null;
    return true;
  };

  Finder.prototype.fill = function () {
    while (!this.step(Infinity));
    return this;
  };

  /* Scores of the parts that have a word, one of its family, or one that it begins. */
  Finder.prototype.scores = function (word) {
    var family = this.family(word);
    var trailing = this.lunr.Query.wildcard.TRAILING;
    var scores = {};
    this.index.query(function (query) {
      query.term(word, { usePipeline: false, boost: 3 });
      family.forEach(function (one) { query.term(one, { usePipeline: false, boost: 2 }); });
      if (word.length > 2) query.term(word, { usePipeline: false, wildcard: trailing, boost: 1 });
    }).forEach(function (hit) { scores[hit.ref] = hit.score; });
    return scores;
  };

  /* The two words of the data that are written as one: "kerjasama"; null if it is none. */
  Finder.prototype.halves = function (word) {
    var families = this.families;
    function isThere(half) {
      return (families.get(half) || []).indexOf(half) >= 0;
    }
    for (var at = 4; at <= word.length - 4; at++) {
      if (isThere(word.slice(0, at)) && isThere(word.slice(at))) return [word.slice(0, at), word.slice(at)];
    }
    return null;
  };

  /*
   * For a word that nothing has: the two words that it joins, or the nearest one that is there, of which one letter or
   * two may differ; else itself. A code is not guessed: it would be somebody else's.
   */
  Finder.prototype.guess = function (word) {
    if (word.length < 5 || /-\d/.test(word) || Object.keys(this.scores(word)).length) return [word];
    var halves = this.halves(word);
    if (halves) return halves;
    var hits = this.index.query(function (query) {
      query.term(word, { usePipeline: false, editDistance: word.length > 7 ? 2 : 1 });
    });
    return [hits.length ? Object.keys(hits[0].matchData.metadata)[0] : word];
  };

  /* What was made up comes behind what was said. */
  var MADE_UP = 0.5, EXACT = 1000;

  /* The score of each word in each part; a code comes first where it is the name of the part. */
  Finder.prototype.scoresOf = function (words) {
    var finder = this, parts = this.data.parts;
    return words.map(function (word) {
      var scores = finder.scores(word);
      Object.keys(scores).forEach(function (id) {
        if (parts[id][4]) scores[id] *= MADE_UP;
        if (/-\d/.test(word) && fold(parts[id][1]) === word) scores[id] += EXACT;
      });
      return scores;
    });
  };

  /* A code without what people leave out: "ik1" for IK-01, "ik1.2" for IK-01.2. */
  function squeezed(code) {
    return code.replace(/^(\p{L}+)[ -]?0*/u, "$1");
  }

  /* The codes of the study by what may be typed for them. */
  Finder.prototype.knownCodes = function () {
    var found = Object.create(null);
    this.data.parts.forEach(function (part) {
      var code = fold(part[1] || "");
      if (/^\p{Lu}/u.test(part[1] || "") && codes(code)[0] === code) found[squeezed(code)] = code;
    });
    return found;
  };

  /* The words of a query: a code is one, also without its hyphen or its zeros. */
  Finder.prototype.wordsOf = function (text) {
    var known = this.known = this.known || this.knownCodes();
    text = fold(text).replace(/\p{L}+[ -]?\d+(?:\.\d+)*/gu, function (typed) {
      return known[squeezed(typed)] || typed;
    });
    return codes(text).concat(split(text.replace(CODE, " ")));
  };

  /*
   * The pages that text finds, best first: page (path, title, title above), parts (anchor, heading, text) best first;
   * count, of the parts; words, those that were sought; and guessed, true if not all are those that were typed.  Of several
   * words, only pages with most of them are kept.
   */
  Finder.prototype.find = function (text) {
    var common = this.common;
    var finder = this, words = this.wordsOf(text);
    var typed = words.filter(function (word) { return !common[word]; });
    if (typed.length === 0) typed = words;
    var sought = [].concat.apply([], typed.map(function (word) { return finder.guess(word); }));
    var groups = this.group(this.scoresOf(sought));
    var most = groups.reduce(function (sum, group) { return Math.max(sum, group.matched); }, 0);
    groups = groups.filter(function (group) { return group.matched === most; });
    groups.sort(function (a, b) { return b.score - a.score || a.first - b.first; });
    var count = groups.reduce(function (sum, group) { return sum + group.parts.length; }, 0);
    return { groups: groups, count: count, words: sought, guessed: sought.join(" ") !== typed.join(" ") };
  };

  /* A page is as good as its best part for each word, and better where one part has them together. */
  Finder.prototype.group = function (scores) {
    var data = this.data, byPage = new Map();
    data.parts.forEach(function (part, id) {
      var own = scores.map(function (one) { return one[id] || 0; });
      var sum = own.reduce(function (a, b) { return a + b; }, 0);
      if (sum === 0) return;
      var page = data.pages[part[0]];
      if (!byPage.has(page)) {
        byPage.set(page, { path: page[0], title: page[1], above: page[2], parts: [], first: id, best: [] });
      }
      var group = byPage.get(page);
      own.forEach(function (score, i) { group.best[i] = Math.max(group.best[i] || 0, score); });
      group.parts.push({ anchor: part[1], heading: part[2], text: part[3], score: sum });
    });
    var groups = Array.from(byPage.values());
    groups.forEach(function (group) {
      group.parts.sort(function (a, b) { return b.score - a.score; });
      group.matched = group.best.filter(Boolean).length;
      group.score = group.best.reduce(function (a, b) { return a + b; }, 0) + group.parts[0].score;
    });
    return groups;
  };

  /* Whether a word of a text is one of those sought. */
  Finder.prototype.marker = function (words) {
    var finder = this, forms = this.forms, common = this.common, wanted = {};
    words.forEach(function (word) {
      finder.alike(word).forEach(function (one) {
        forms(one).forEach(function (form) { wanted[form] = true; });
      });
    });
    return function (word) {
      var bare = fold(word);
      if (words.indexOf(bare) >= 0) return true;
      if (common[bare]) return false;
      return words.some(function (one) { return one.length > 2 && bare.indexOf(one) === 0; }) ||
        forms(bare).some(function (form) { return wanted[form]; });
    };
  };

  /* text as a list of [words, marked], cut to about length letters around the first marked word. */
  Finder.prototype.excerpt = function (text, words, length) {
    var isWanted = this.marker(words);
    var pieces = text.match(/\p{L}+-\d+(?:\.\d+)*|[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu) || [];
    var marks = pieces.map(function (piece) { return /[\p{L}\p{N}]/u.test(piece) && isWanted(piece); });
    var first = Math.max(0, marks.indexOf(true)), start = first, before = 0;
    while (start > 0 && before < length / 3) before += pieces[--start].length;
    var out = start > 0 ? [["… ", false]] : [];
    var shown = 0, end = start;
    for (; end < pieces.length && (shown < length || end <= first); end++) {
      out.push([pieces[end], marks[end]]);
      shown += pieces[end].length;
    }
    if (end < pieces.length) out.push([" …", false]);
    return out;
  };

  scope.lampiranSearch = { Finder: Finder, forms: formsIndonesian };
  if (typeof document === "undefined") return;

  /* ---- in the browser ---- */

  /* Most pages that are offered below the box, and most parts of each page of results. */
  var MOST_HITS = 6, MOST_PARTS = 4;

  function loadScript(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }

  /* A finder that is filled a little at a time: what one types meanwhile is there at once. */
  function inSlices(finder) {
    return new Promise(function (resolve) {
      (function go() {
        if (finder.step(12)) resolve(finder);
        else setTimeout(go, 0);
      })();
    });
  }

  /* Counts are written as the language has them: "1.800", "1,800". */
  function fill(text, first, second) {
    return text.replace(/\{([12])\}/g, function (hole, number) {
      var part = number === "1" ? first : second;
      return typeof part === "number" ? part.toLocaleString(document.documentElement.lang) : part;
    });
  }

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function appendMarked(element, pieces) {
    pieces.forEach(function (piece) {
      element.appendChild(piece[1] ? make("mark", "", piece[0]) : document.createTextNode(piece[0]));
    });
    return element;
  }

  function Box(form) {
    this.form = form;
    this.input = form.querySelector("input");
    this.status = form.querySelector("[role=status]");
    this.root = form.dataset.root;
    this.finder = null;
    this.loading = null;
  }

  /* Loads what searching needs, once. */
  Box.prototype.load = function () {
    var box = this;
    if (this.loading) return this.loading;
    this.say(this.form.dataset.loading);
    this.loading = loadScript(this.root + "assets/lunr.js").then(function () {
      return loadScript(box.root + "assets/search-index.js");
    }).then(function () {
      return inSlices(new Finder(scope.lunr, scope.lampiranIndex));
    }).then(function (finder) {
      box.finder = finder;
      box.say("");
    }, function () {
      box.loading = null;
      box.say(box.form.dataset.failed);
    });
    return this.loading;
  };

  Box.prototype.say = function (text) {
    this.status.textContent = text;
  };

  Box.prototype.sayCount = function (found, text) {
    var data = this.form.dataset, guess = found.guessed ? fill(data.guess, found.words.join(" ")) + " " : "";
    this.say(found.count ? guess + fill(data.some, found.count, found.groups.length) : fill(data.none, text));
  };

  Box.prototype.address = function (group, part) {
    return this.root + group.path + (part.anchor ? "#" + encodeURIComponent(part.anchor) : "");
  };

  /* Calls use with what the words in the box find. Of several calls in a row only the last one counts. */
  Box.prototype.search = function (use) {
    var box = this, text = this.input.value.trim();
    this.load().then(function () {
      if (box.finder && box.input.value.trim() === text) use(text, text ? box.finder.find(text) : null);
    });
  };

  /* ---- the box in the head of a page: a list below it while one types ---- */

  function prepareBox(box) {
    var list = document.getElementById("search-hits"), current = -1;

    function select(position) {
      var options = list.children;
      if (options[current]) options[current].setAttribute("aria-selected", "false");
      current = position < -1 ? options.length - 1 : position >= options.length ? -1 : position;
      if (current < 0) {
        box.input.removeAttribute("aria-activedescendant");
        return;
      }
      options[current].setAttribute("aria-selected", "true");
      options[current].scrollIntoView({ block: "nearest" });
      box.input.setAttribute("aria-activedescendant", options[current].id);
    }

    function show(open) {
      list.hidden = !open;
      box.input.setAttribute("aria-expanded", String(open));
      if (!open) select(-1);
    }

    function resultsAddress() {
      return box.form.dataset.page + "?q=" + encodeURIComponent(box.input.value.trim());
    }

    function addOption(address, fillOption) {
      var option = make("li", "", "");
      option.id = "search-hit-" + list.children.length;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.address = address;
      fillOption(option);
      /* Before the box loses the focus, which closes the list. */
      option.addEventListener("mousedown", function (event) { event.preventDefault(); });
      option.addEventListener("click", function () { location.assign(address); });
      list.appendChild(option);
    }

    function update(text, found) {
      list.textContent = "";
      current = -1;
      box.input.removeAttribute("aria-activedescendant");
      if (!found) {
        show(false);
        box.say("");
        return;
      }
      found.groups.slice(0, MOST_HITS).forEach(function (group) {
        var part = group.parts[0];
        addOption(box.address(group, part), function (option) {
          option.appendChild(appendMarked(make("span", "hit-page"), box.finder.excerpt(group.title, found.words, 90)));
          if (part.heading) option.appendChild(make("span", "hit-part", part.heading));
          option.appendChild(appendMarked(make("span", "hit-text"), box.finder.excerpt(part.text, found.words, 90)));
        });
      });
      if (found.count) {
        addOption(resultsAddress(), function (option) {
          option.appendChild(make("span", "hit-all", box.form.dataset.all));
        });
      }
      show(found.count > 0);
      box.sayCount(found, text);
    }

    box.input.addEventListener("focus", function () { box.load(); });
    box.input.addEventListener("input", function () { box.search(update); });
    box.input.addEventListener("blur", function () { show(false); });
    box.input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden && list.children.length) show(true);
        if (!list.hidden) select(current + (event.key === "ArrowDown" ? 1 : -1));
        event.preventDefault();
      } else if (event.key === "Escape" && !list.hidden) {
        show(false);
        event.preventDefault();
      } else if (event.key === "Escape") {
        box.input.value = "";
        box.input.blur();
      }
    });
    box.form.addEventListener("submit", function (event) {
      event.preventDefault();
      var option = list.children[current];
      if (option) location.assign(option.dataset.address);
      else if (box.input.value.trim()) location.assign(resultsAddress());
    });
    if (document.activeElement === box.input) box.search(update); /* what was typed while this came */
  }

  /* ---- the page of results; the words are in its address ---- */

  function prepareResults(box) {
    var results = document.getElementById("search-results");

    function addPart(list, group, part, words) {
      var item = make("li"), link = make("a", "", part.heading);
      link.href = box.address(group, part);
      /* What stands before the first heading of a page is found by the name of the page, above. */
      if (part.heading) item.appendChild(link);
      item.appendChild(appendMarked(make("p"), box.finder.excerpt(part.text, words, 220)));
      list.appendChild(item);
    }

    function addGroup(group, words) {
      var section = make("section"), heading = make("h2"), link = make("a"), list = make("ul");
      link.href = box.root + group.path;
      appendMarked(link, box.finder.excerpt(group.title, words, 200));
      if (group.above) heading.appendChild(make("span", "hit-above", group.above + " › "));
      heading.appendChild(link);
      section.appendChild(heading);
      group.parts.slice(0, MOST_PARTS).forEach(function (part) { addPart(list, group, part, words); });
      section.appendChild(list);
      results.appendChild(section);
    }

    function update(text, found) {
      results.textContent = "";
      if (!found) {
        box.say("");
        return;
      }
      found.groups.forEach(function (group) { addGroup(group, found.words); });
      box.sayCount(found, text);
    }

    function read() {
      box.input.value = new URLSearchParams(location.search).get("q") || "";
      if (box.input.value) box.search(update);
    }

    box.input.addEventListener("input", function () {
      var text = box.input.value.trim();
      history.replaceState(null, "", text ? "?q=" + encodeURIComponent(text) : location.pathname);
      box.search(update);
    });
    box.form.addEventListener("submit", function (event) {
      event.preventDefault();
      var first = results.querySelector("a");
      if (first) first.focus();
    });
    /* From result to result, as in the list below the box. */
    document.addEventListener("keydown", function (event) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      var links = Array.prototype.slice.call(results.querySelectorAll("a"));
      var stops = [box.input].concat(links);
      var at = stops.indexOf(document.activeElement);
      var next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (at < 0 || !next) return;
      next.focus();
      event.preventDefault();
    });
    results.addEventListener("keydown", function (event) {
      if (event.key === "Escape") box.input.focus();
    });
    read();
    if (!box.input.value) box.input.focus();
  }

  /* site.js loads this when the box is turned to. */
  var box = new Box(document.querySelector("form.search"));
  if (document.getElementById("search-results")) prepareResults(box);
  else prepareBox(box);
})(typeof self === "undefined" ? globalThis : self);
