/*
 * Small comforts; every page reads without them.  The first part runs before anything is drawn, so that the colours
 * chosen earlier are there at once.
 */
(function () {
  "use strict";

  var root = document.documentElement;
  var key = "lampiran-appearance";

  function remembered() {
    try {
      return localStorage.getItem(key);
    } catch (blocked) {
      return null;
    }
  }

  function remember(mode) {
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
  show(remembered());

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
    var mode = remembered();
    details.querySelectorAll("input").forEach(function (input) {
      input.checked = input.value === (mode || "auto");
      input.addEventListener("change", function () {
        remember(input.value);
        show(input.value);
      });
    });
    closeOnLeaving(details);
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

  function markCurrent(toc, links, headings) {
    var limit = innerHeight * 0.3;
    var current = -1;
    headings.forEach(function (heading, i) {
      if (heading.getBoundingClientRect().top < limit) current = i;
    });
    links.forEach(function (link, i) {
      if (i === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    toc.querySelector(".here").textContent = current < 0 ? "" : links[current].textContent;
    var box = toc.querySelector("nav");
    if (current < 0 || box.scrollHeight <= box.clientHeight) return;
    box.scrollTop = links[current].offsetTop - box.clientHeight / 2;
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

  function markEdges(region) {
    var beyond = region.scrollWidth - region.clientWidth;
    var left = region.scrollLeft > 1, right = region.scrollLeft < beyond - 1;
    if (beyond <= 0) delete region.dataset.more;
    else region.dataset.more = left && right ? "both" : left ? "left" : "right";
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
      entries.forEach(function (entry) {
        var region = entry.target;
        var fits = region.scrollWidth <= region.clientWidth;
        region.classList.toggle("fits", fits);
        if (fits) region.removeAttribute("tabindex");
        else region.tabIndex = 0;
        markEdges(region);
      });
    });
    document.querySelectorAll(".scroll, .drawing").forEach(function (region) {
      observer.observe(region);
      region.addEventListener("scroll", function () { markEdges(region); }, { passive: true });
    });
  }

  function preparePrinting() {
    document.querySelectorAll("[data-print]").forEach(function (button) {
      button.addEventListener("click", function () { print(); });
    });
  }

  /* ---- links to parts of a page: beside headings, quotes, tables and figures; and the page as a whole ---- */

  function copyText(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    /* For browsers that keep the clipboard from pages without a server. */
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  function prepareLinks() {
    var words = document.querySelector("footer.site");
    if (!words) return;
    words = words.dataset;
    var said = document.createElement("p");
    said.className = "said";
    said.setAttribute("role", "status");
    document.body.appendChild(said);

    function copyLink(address) {
      copyText(address).then(function () {
        said.textContent = words.copied;
        setTimeout(function () { said.textContent = ""; }, 3000);
      }, function () { /* The address stands in the browser's bar. */ });
    }

    document.querySelectorAll("article :is(h2, h3)[id], article section[id] > :is(h2, h3):first-child, article :is(figure, .table)[id]").forEach(function (part) {
      var link = document.createElement("a");
      link.className = "anchor";
      link.href = "#" + encodeURIComponent(part.id || part.parentNode.id);
      link.title = words.link;
      link.setAttribute("aria-label", words.link);
      link.addEventListener("click", function () { copyLink(link.href); });
      /* Not into the caption of a table: roles allow no links there. */
      var inside = part.matches(".table") ? ".table-files" : ".origin, .caption";
      (part.matches("h2, h3") ? part : part.querySelector(inside) || part).append(" ", link);
    });

    var ways = document.querySelector(".ways, main .print");
    if (!ways) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "share";
    /* Its word is drawn by the style sheet: the text of a page is the same without scripts. */
    button.dataset.word = words.share;
    button.setAttribute("aria-label", words.share);
    button.addEventListener("click", function () {
      var address = location.href.split("#")[0];
      if (navigator.share) navigator.share({ title: document.title, url: address }).catch(function () { /* Called off. */ });
      else copyLink(address);
    });
    ways.append(" ", button);
  }

  function prepare() {
    prepareAppearance();
    prepareMenu();
    prepareContents();
    prepareTables();
    preparePrinting();
    prepareLinks();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
