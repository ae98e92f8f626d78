/*
 * Small comforts; every page reads without them.  The first part runs before anything is drawn, so that the colours
 * chosen earlier are there at once.
 */
(function () {
  "use strict";

  var root = document.documentElement, own = document.currentScript.src;
  var appearance = "lampiran-appearance", evidence = "lampiran-evidence";

  function remembered(key) {
    try {
      return localStorage.getItem(key);
    } catch (blocked) {
      return null;
    }
  }

  function remember(mode, key) {
    try {
      localStorage.setItem(key, mode);
    } catch (blocked) {
      /* The choice then holds for this page alone. */
    }
  }

  function show(mode) {
    if (mode === "light" || mode === "dark") root.dataset.theme = mode;
    else delete root.dataset.theme;
  }

  root.classList.add("js");
  show(remembered(appearance));

  /* ---- light and dark ---- */

  function closeOnLeaving(details) {
    document.addEventListener("click", function (event) {
      if (!details.contains(event.target)) details.open = false;
    });
    details.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
  }

  function prepareAppearance() {
    var details = document.querySelector(".appearance");
    if (!details) return;
    var mode = remembered(appearance);
    details.querySelectorAll("input").forEach(function (input) {
      input.checked = input.value === (mode || "auto");
      input.addEventListener("change", function () {
        remember(input.value, appearance);
        show(input.value);
      });
    });
    closeOnLeaving(details);
  }

  /* ---- only real evidence: on all pages as long as it is chosen ---- */

  function prepareEvidence() {
    var box = document.querySelector(".only-real > input");
    if (!box) return;
    box.checked = remembered(evidence) === "real";
    box.addEventListener("change", function () { remember(box.checked ? "real" : "", evidence); });
    if (box.checked) box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* ---- the navigation ---- */

  function prepareMenu() {
    var menu = document.querySelector(".menu");
    if (!menu) return;
    /* Where a style sheet cannot open a closed <details>, it is opened here. */
    var wide = matchMedia("(min-width: 64rem)");
    if (wide.matches && !CSS.supports("selector(::details-content)")) menu.open = true;
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open || wide.matches) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  /* ---- the contents: which section is being read ---- */

  /* What is measured comes before what is written, here and below: else the page is laid out once more in between. */
  function markCurrent(toc, links, headings) {
    var limit = innerHeight * 0.3;
    var current = null, before = toc.querySelector("[aria-current]");
    headings.forEach(function (heading, i) {
      if (heading.getBoundingClientRect().top < limit) current = links[i];
    });
    if (current === before) return;
    var box = toc.querySelector("nav"), middle = box.clientHeight / 2;
    var top = current && box.scrollHeight > box.clientHeight ? current.offsetTop - middle : -1;
    if (before) before.removeAttribute("aria-current");
    if (current) current.setAttribute("aria-current", "true");
    toc.querySelector(".here").textContent = current ? current.textContent : "";
    if (top >= 0) box.scrollTop = top;
  }

  function prepareContents() {
    var toc = document.querySelector(".toc");
    if (!toc || !("IntersectionObserver" in window)) return;
    var links = [], headings = [];
    toc.querySelectorAll("a").forEach(function (link) {
      var heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!heading) return;
      links.push(link);
      headings.push(heading);
      link.addEventListener("click", function () {
        if (getComputedStyle(toc).position === "sticky") toc.open = false;
      });
    });
    /* All above the line counts, however far: a heading that is jumped over has crossed it, too. */
    var observer = new IntersectionObserver(function () {
      markCurrent(toc, links, headings);
    }, { rootMargin: "1000000px 0px -70% 0px" });
    headings.forEach(function (heading) { observer.observe(heading); });
  }

  /*
   * ---- tables and drawings that fit need no stop for the keyboard, and tables can keep their head in view; others show
   * where they go on: data-more is left, right or both ----
   */

  function measure(region) {
    return { region: region, beyond: region.scrollWidth - region.clientWidth, at: region.scrollLeft };
  }

  function markEdges(found) {
    var left = found.at > 1, right = found.at < found.beyond - 1;
    if (found.beyond <= 0) delete found.region.dataset.more;
    else found.region.dataset.more = left && right ? "both" : left ? "left" : "right";
  }

  /*
   * On a phone the rows of some tables become cards. Some browsers know a table by its display alone, so what each part
   * is stands in its role; in the file it would be said twice.
   */
  function nameParts(table) {
    var roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
    [table].concat(Array.from(table.querySelectorAll("thead, tbody, tr, td, th"))).forEach(function (part) {
      part.setAttribute("role", roles[part.tagName] || (part.scope === "col" ? "columnheader" : "rowheader"));
    });
  }

  function prepareTables() {
    document.querySelectorAll("table.cards").forEach(nameParts);
    if (!("ResizeObserver" in window)) return;
    var observer = new ResizeObserver(function (entries) {
      entries.map(function (entry) { return measure(entry.target); }).forEach(function (found) {
        var fits = found.beyond <= 0;
        found.region.classList.toggle("fits", fits);
        if (fits) found.region.removeAttribute("tabindex");
        else found.region.tabIndex = 0;
        markEdges(found);
      });
    });
    document.querySelectorAll(".scroll, .drawing").forEach(function (region) {
      observer.observe(region);
      region.addEventListener("scroll", function () { markEdges(measure(region)); }, { passive: true });
    });
  }

  /* Where the margins of sheets can hold words they hold all of the foot, which else may stand alone on the last. */
  function fillMargins() {
    var said = document.querySelectorAll("footer.site > p:not(.top)"), inMargins = "CSSMarginRule" in window;
    root.classList.toggle("margins", inMargins);
    root.style.setProperty("--printed", JSON.stringify(Array.from(said).slice(inMargins ? 0 : -1).map(function (line) {
      return line.textContent.replace(/\s+/g, " ").trim();
    }).filter(Boolean).join(" · ")));
  }

  function preparePrinting() {
    addEventListener("beforeprint", fillMargins);
    document.querySelectorAll("[data-print]").forEach(function (button) {
      button.addEventListener("click", function () { print(); });
    });
  }

  /* ---- copying: citations of the page, links to its parts ---- */

  function copyText(text) {
    function copySelected() {
      var area = document.createElement("textarea");
      area.value = text;
      document.body.appendChild(area);
      area.select();
      var done = document.execCommand("copy");
      area.remove();
      return done ? Promise.resolve() : Promise.reject(new Error("copy"));
    }
    /* Browsers may keep the clipboard from pages without a server, or ask and be refused. */
    return navigator.clipboard ? navigator.clipboard.writeText(text).catch(copySelected) : copySelected();
  }

  function prepareCopying() {
    document.querySelectorAll("[data-copy]").forEach(function (button) {
      button.addEventListener("click", function () {
        copyText(document.getElementById(button.dataset.copy).textContent.trim()).then(function () {
          button.parentNode.querySelector("[role=status]").textContent = button.dataset.done;
        }, function () { /* It can be selected by hand. */ });
      });
    });
  }

  /* What part says, without what was put into it for its readers. */
  function wordsOf(part) {
    var copy = part.cloneNode(true);
    copy.querySelectorAll(".anchor, .tools, .hidden, .cited, .margin-note").forEach(function (element) { element.remove(); });
    return copy.textContent.replace(/\s+/g, " ").replace(/ ([.,;:)])/g, "$1").trim();
  }

  /* The address of a part: that of the site where it is published, as the study says it. */
  function addressOf(link) {
    var page = document.querySelector("link[rel=canonical]");
    return page ? page.href + link.hash : link.href;
  }

  /* What a part says, who says it, and how the page is cited, with the address of the part. */
  function citationOf(part, link) {
    var apa = document.getElementById("cite-apa"), page = document.querySelector("link[rel=canonical]");
    var quoted = part.querySelector("blockquote, [dir=auto]"), origin = part.querySelector(".origin");
    var madeUp = part.querySelector(".illustrative");
    var words = quoted && (quoted.matches("blockquote") ? "“" + wordsOf(quoted) + "”" : wordsOf(quoted));
    var says = quoted && origin ? words + " (" + wordsOf(origin) + ")"
      : wordsOf(part.matches("h2, h3") ? part : part.querySelector(".caption") || part);
    var lines = [madeUp && quoted ? wordsOf(madeUp) + ": " + says : says];
    var source = apa ? apa.textContent.trim() : document.title;
    var isTold = page && source.endsWith(page.href);
    if (isTold) source = source.slice(0, -page.href.length).trim();
    lines.push(page || location.protocol !== "file:" ? source + " " + addressOf(link) : source);
    return lines.join("\n");
  }

  /* ---- links to parts of a page, beside headings, quotes, tables and figures; and to the page as a whole ---- */

  function makeButton(word, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "share";
    /* Its word is drawn by the style sheet: the text of a page is the same without scripts. */
    button.dataset.word = word;
    button.setAttribute("aria-label", word);
    button.addEventListener("click", act);
    return button;
  }

  function share(what) {
    navigator.share(what).catch(function () { /* Called off. */ });
  }

  /* What few readers need comes when they ask for it. */
  function loadScript(name) {
    var script = document.createElement("script");
    script.src = own.replace(/site\.js$/, name);
    return document.head.appendChild(script);
  }

  function savePicture(quote, link) {
    function save() {
      self.lampiranPicture(quote, wordsOf).then(function (file) {
        if (navigator.canShare && navigator.canShare({ files: [file] })) return share({ files: [file], url: addressOf(link) });
        var way = document.createElement("a");
        way.href = URL.createObjectURL(file);
        way.download = file.name;
        way.click();
        setTimeout(function () { URL.revokeObjectURL(way.href); }, 10000);
      });
    }
    if (self.lampiranPicture) save();
    else loadScript("picture.js").addEventListener("load", save);
  }

  /* ---- searching: what is typed before its script is there is searched for then, or on the page of results ---- */

  function isTyping(element) {
    return /^(?:input|textarea|select)$/i.test(element.tagName) || element.isContentEditable;
  }

  function prepareSearch() {
    var form = document.querySelector("form.search");
    if (!form) return;
    var input = form.querySelector("input"), asked = false;

    function load() {
      if (asked) return;
      asked = true;
      loadScript("search.js").addEventListener("error", function () {
        asked = false;
        form.querySelector("[role=status]").textContent = form.dataset.failed;
      });
    }

    input.addEventListener("focus", load);
    if (!form.dataset.page || document.activeElement === input) load();
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var words = input.value.trim();
      if (!self.lampiranSearch && words) location.assign(form.dataset.page + "?q=" + encodeURIComponent(words));
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  function prepareLinks() {
    var words = document.querySelector("footer.site");
    if (!words) return;
    words = words.dataset;
    var said = document.createElement("p");
    said.className = "said";
    said.setAttribute("role", "status");
    document.body.appendChild(said);
    var tools = document.createElement("span");
    tools.className = "tools";

    function copy(text, done) {
      copyText(text).then(function () {
        said.textContent = done;
        setTimeout(function () { said.textContent = ""; }, 3000);
      }, function () { /* The address stands in the browser's bar. */ });
    }

    /* What else can be done with a part, once its link was asked for. */
    function offer(part, link) {
      tools.replaceChildren(makeButton(words.cite, function () { copy(citationOf(part, link), words.cited); }));
      if (part.matches(".excerpt")) tools.append(makeButton(words.picture, function () { savePicture(part, link); }));
      if (navigator.share)
        tools.append(makeButton(words.share, function () { share({ title: document.title, url: addressOf(link) }); }));
      (link.closest("h2, h3") || link).after(tools);
    }

    document.querySelectorAll("article :is(h2, h3)[id], article section[id] > :is(h2, h3):first-child, article :is(figure, .table)[id]").forEach(function (part) {
      var link = document.createElement("a");
      link.className = "anchor";
      link.href = "#" + encodeURIComponent(part.id || part.parentNode.id);
      link.title = words.link;
      link.setAttribute("aria-label", words.link);
      link.addEventListener("click", function () {
        copy(link.href, words.copied);
        offer(part, link);
      });
      /* Not into the caption of a table: roles allow no links there. */
      var inside = part.matches(".table") ? ".table-files" : ".origin, .caption";
      (part.matches("h2, h3") ? part : part.querySelector(inside) || part).append(link);
    });

    var ways = document.querySelector(".ways, main .print"), title = document.querySelector(".home h1");
    if (!ways && !title) return;
    if (!ways) {
      ways = document.createElement("p");
      ways.className = "ways";
      title.after(ways);
    }
    ways.append(" ", makeButton(words.share, function () {
      var address = location.href.split("#")[0];
      if (navigator.share) share({ title: document.title, url: address });
      else copy(address, words.copied);
    }));
  }

  /*
   * ---- what a link leads to, at a glance: footnotes, works, quotes, tables and pages of this site, when a mouse rests on
   * a link or the keyboard reaches it; what an abbreviation stands for, by touch as well.  What is on another page is read
   * from there, which a page from a folder may not do: there, and without this, links are links ----
   */

  var WAIT = 350;

  /* A copy of element in short, without what belongs to its place; NULL: nothing to show. */
  function shorten(element) {
    var box = document.createElement("div"), head = element;
    if (element.matches("section, div:not(.excerpt)") && !element.matches(".table")) head = element.querySelector("h2, h3, h4, p");
    if (!head) return null;
    if (element.matches(".table, figure:not(.excerpt)")) head = element.querySelector(".caption");
    else if (element.matches("tr")) head = element.querySelector("th, td");
    if (!head) return null;
    box.append(head.cloneNode(true));
    if (head.matches("h1, h2, h3, h4") && head.nextElementSibling && head.nextElementSibling.matches("p")) {
      box.append(head.nextElementSibling.cloneNode(true));
    }
    box.querySelectorAll(".anchor, .note-back, .uses, button, .claims").forEach(function (part) { part.remove(); });
    box.querySelectorAll("[id]").forEach(function (part) { part.removeAttribute("id"); });
    box.querySelectorAll("a, abbr").forEach(function (part) { part.replaceWith.apply(part, part.childNodes); });
    return box.textContent.trim() ? box : null;
  }

  function describe(page) {
    var box = document.createElement("div"), title = document.createElement("strong"), text = document.createElement("p");
    var said = page.querySelector("meta[name=description]");
    title.textContent = page.querySelector("h1") ? page.querySelector("h1").textContent : page.title;
    text.textContent = said ? said.content : "";
    box.append(title, text);
    return box;
  }

  var pages = {};

  function read(address) {
    if (address === location.href.split("#")[0]) return Promise.resolve(document);
    pages[address] = pages[address] || fetch(address).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(new Error(answer.status));
    }).then(function (text) {
      return new DOMParser().parseFromString(text, "text/html");
    });
    return pages[address];
  }

  function contentOf(link) {
    if (link.matches("abbr")) {
      var box = document.createElement("div");
      box.textContent = link.dataset.title;
      return Promise.resolve(box);
    }
    var parts = link.href.split("#"), id = parts[1] && decodeURIComponent(parts[1]);
    return read(parts[0]).then(function (page) {
      if (!id) return describe(page);
      var target = page.getElementById(id);
      return target && shorten(target);
    });
  }

  function isGlanced(link) {
    if (link.matches("abbr")) return true;
    if (link.matches("svg a")) return false;
    var own = link.href.split(/[?#]/)[0], here = location.href.split(/[?#]/)[0];
    var isHere = own === here && link.hash !== "";
    var isHtml = link.origin === location.origin && /(?:\.html|\/)$/.test(own) && location.protocol !== "file:";
    return !link.matches(".anchor, .note-back a, h1 a, h2 a, h3 a, .claims a") && (isHere || isHtml);
  }

  function prepareGlances() {
    var box = document.createElement("div"), timer = 0, shown = null;
    if (!box.showPopover && !("popover" in box)) return;
    box.className = "glance";
    box.id = "glance";
    box.setAttribute("popover", "manual");
    box.setAttribute("role", "tooltip");
    document.body.append(box);

    function hide() {
      clearTimeout(timer);
      if (!shown) return;
      shown.removeAttribute("aria-describedby");
      shown = null;
      box.hidePopover();
    }

    function place(link) {
      var line = link.getClientRects()[0] || link.getBoundingClientRect();
      var left = Math.max(8, Math.min(line.left, innerWidth - box.offsetWidth - 8));
      var below = line.bottom + 6 + box.offsetHeight <= innerHeight || line.top < box.offsetHeight + 6;
      box.style.left = left + "px";
      box.style.top = (below ? line.bottom + 6 : line.top - 6 - box.offsetHeight) + "px";
    }

    /* It goes with its link as long as that is on the screen: reaching a link by keyboard scrolls, too. */
    function follow() {
      if (!shown) return;
      var line = shown.getBoundingClientRect();
      if (line.bottom < 0 || line.top > innerHeight) hide();
      else place(shown);
    }

    function show(link) {
      contentOf(link).then(function (content) {
        if (!content || link !== wanted) return;
        hide();
        box.replaceChildren(content);
        box.showPopover();
        place(link);
        shown = link;
        link.setAttribute("aria-describedby", "glance");
      }, function () { /* Not to be read from here: the link leads there. */ });
    }

    var wanted = null;

    function want(link, wait) {
      wanted = link;
      clearTimeout(timer);
      timer = setTimeout(show, wait, link);
    }

    function leave() {
      wanted = null;
      clearTimeout(timer);
      timer = setTimeout(hide, 150);
    }

    /* The link or abbreviation with something to show that element is in; its own title no longer shows then. */
    function glancedAt(element) {
      var link = element.closest("article :is(a[href], abbr)");
      if (!link || !isGlanced(link)) return null;
      if (link.title && link.matches("abbr")) {
        link.dataset.title = link.title;
        link.removeAttribute("title");
        link.setAttribute("aria-label", link.textContent + ": " + link.dataset.title);
      }
      return link;
    }

    /* One listener for all links: a page may have thousands. */
    var over = null;

    function pass(place) {
      if (place === over) return;
      over = place;
      if (place === box) clearTimeout(timer);
      else if (place) want(place, WAIT);
      else leave();
    }

    document.addEventListener("pointerover", function (event) {
      if (event.pointerType === "mouse") pass(box.contains(event.target) ? box : glancedAt(event.target));
    });
    document.addEventListener("pointerout", function (event) { if (!event.relatedTarget) pass(null); });
    document.addEventListener("focusin", function (event) {
      var link = glancedAt(event.target);
      if (link && link.matches("abbr, :focus-visible")) want(link, link.matches("abbr") ? 0 : WAIT);
    });
    document.addEventListener("focusout", function (event) { if (glancedAt(event.target)) leave(); });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
    addEventListener("scroll", follow, { passive: true });
  }

  /* Where there is room beside the text (style.css), notes are there as well; who listens has them at the end alone. */
  function prepareNotes() {
    document.querySelectorAll("article a[role=doc-noteref]").forEach(function (link) {
      var note = document.getElementById(decodeURIComponent(link.hash.slice(1))), words = note && shorten(note);
      if (!words || link.closest("table, figure, h2, h3, .claim, .tile")) return;
      var beside = document.createElement("span");
      beside.className = "margin-note";
      beside.setAttribute("aria-hidden", "true");
      beside.textContent = link.textContent + " " + words.textContent.trim();
      (link.closest("sup") || link).after(beside);
    });
  }

  function prepare() {
    prepareAppearance();
    prepareEvidence();
    prepareMenu();
    prepareContents();
    prepareTables();
    preparePrinting();
    prepareCopying();
    prepareLinks();
    prepareSearch();
    prepareNotes();
    prepareGlances();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
