/*
 * Narrows what is on a page, or on a series of pages, to what is chosen in the form above it; what is chosen stands in
 * the address.  Without this, the form stays hidden and everything is there.
 *
 * Items that are all on this page are shown and hidden (OnePage).  Quotes on several pages are listed instead of the
 * page, from a script with all of them that is loaded when somebody chooses (Series).  Both have
 *   apply(chosen)   shows what has all that is chosen: a list of { name, value, option }; none: everything
 *   find(id)        shows the item with that id if it is not to be seen; true: the choice has to go for that
 */
(function () {
  "use strict";

  function idsOf(element) {
    return element.dataset.ids ? element.dataset.ids.split(" ") : [];
  }

  /* This and fill are in search.js, too: a layout takes either script, and a third for both would be one more to load. */
  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  /* Counts are written as the language has them: "1.800", "1,800". */
  function fill(text, first, second) {
    return text.replace(/\{([12])\}/g, function (hole, number) {
      var part = number === "1" ? first : second;
      return typeof part === "number" ? part.toLocaleString(document.documentElement.lang) : part;
    });
  }

  /* Only real evidence is to be shown: style.css puts the rest away, which does not count then. */
  function onlyReal() {
    return Boolean(document.querySelector(".only-real > :checked"));
  }

  function counts(item) {
    return !(onlyReal() && item.querySelector(":scope > .illustrative"));
  }

  /* ---- items of this page ---- */

  function OnePage(form) {
    this.form = form;
    this.status = form.querySelector("[role=status]");
    this.items = idsOf(form).map(function (id) { return document.getElementById(id); }).filter(Boolean);
  }

  /* A group whose items are all hidden is hidden, with its heading. */
  OnePage.prototype.showGroups = function () {
    var items = this.items;
    document.querySelectorAll(".quotes").forEach(function (group) {
      group.hidden = !items.some(function (item) { return !item.hidden && counts(item) && group.contains(item); });
    });
  };

  OnePage.prototype.apply = function (chosen) {
    var sets = chosen.map(function (choice) { return new Set(idsOf(choice.option)); });
    var shown = 0;
    this.items.forEach(function (item) {
      item.hidden = !sets.every(function (set) { return set.has(item.id); });
      if (!item.hidden && counts(item)) shown++;
    });
    this.showGroups();
    this.status.textContent = chosen.length || onlyReal() ? fill(this.form.dataset.some, shown, this.items.length) : "";
  };

  OnePage.prototype.find = function (id) {
    var target = document.getElementById(id);
    return Boolean(target && target.hidden);
  };

  /* ---- quotes of a series of pages ---- */

  /* So many are listed at once. */
  var STEP = 50;

  function Series(form) {
    this.form = form;
    this.status = form.querySelector("[role=status]");
    this.article = document.querySelector("main article");
    this.list = make("div", "filtered");
    this.list.hidden = true;
    this.article.before(this.list);
    this.more = make("button", "", form.dataset.more);
    this.more.type = "button";
    this.more.addEventListener("click", this.extend.bind(this));
    this.data = null;
    this.loading = null;
    this.wanted = [];
  }

  /* Loads all quotes, once. */
  Series.prototype.load = function () {
    var series = this;
    if (!this.loading) {
      this.status.textContent = this.form.dataset.loading;
      this.loading = new Promise(function (resolve, reject) {
        var script = make("script");
        script.src = series.form.dataset.script;
        script.onload = resolve;
        script.onerror = reject;
        document.head.appendChild(script);
      }).then(function () {
        series.data = self.lampiranQuotes;
        series.status.textContent = "";
      }, function () {
        series.loading = null;
        series.status.textContent = series.form.dataset.failed;
      });
    }
    return this.loading;
  };

  Series.prototype.pageOf = function (position) {
    var number = this.data.starts.findIndex(function (start) { return start > position; });
    return this.form.dataset.root + this.data.pages[(number < 0 ? this.data.pages.length : number) - 1];
  };

  /* The positions of the quotes that have all that is chosen. */
  Series.prototype.match = function (chosen) {
    var filters = this.data.filters;
    var lists = chosen.map(function (choice) { return filters[choice.name][choice.value]; });
    var others = lists.slice(1).map(function (list) { return new Set(list); });
    var quotes = this.data.quotes, real = onlyReal();
    return lists[0].filter(function (position) {
      return !(real && quotes[position][3]) && others.every(function (set) { return set.has(position); });
    });
  };

  /* One quote as it stands on its page, in short, leading there. */
  Series.prototype.figure = function (position) {
    var data = this.data, quote = data.quotes[position];
    var figure = make("figure", quote[4] ? "excerpt contrast" : "excerpt");
    var words = make(quote[5] ? "div" : "blockquote"), caption = make("figcaption"), origin = make("p", "origin");
    var link = make("a", "who", quote[0]);
    words.dir = "auto";
    words.appendChild(make("p", "", quote[1]));
    link.href = this.pageOf(position) + "#" + encodeURIComponent(quote[0]);
    origin.append(link, ", " + data.origins[quote[2]]);
    if (quote[4]) origin.append(", ", make("span", "stance contrast", data.contrast));
    caption.appendChild(origin);
    if (quote[3]) figure.appendChild(make("p", "illustrative", data.illustrative));
    figure.append(words, caption);
    return figure;
  };

  Series.prototype.extend = function () {
    var series = this, first = null;
    this.more.remove();
    this.wanted.splice(0, STEP).forEach(function (position) {
      var figure = series.figure(position);
      series.list.appendChild(figure);
      first = first || figure;
    });
    if (this.wanted.length) this.list.appendChild(this.more);
    return first;
  };

  Series.prototype.show = function (filtered) {
    this.list.hidden = !filtered;
    this.article.hidden = filtered;
    document.querySelectorAll(".series, .toc, .neighbours").forEach(function (part) { part.hidden = filtered; });
  };

  Series.prototype.apply = function (chosen) {
    var series = this;
    this.last = chosen;
    if (!chosen.length) {
      this.status.textContent = "";
      this.show(false);
      return;
    }
    this.load().then(function () {
      if (!series.data || series.last !== chosen) return;
      series.wanted = series.match(chosen);
      series.status.textContent = fill(series.form.dataset.some, series.wanted.length, series.data.quotes.length);
      series.list.textContent = "";
      series.extend();
      series.show(true);
    });
  };

  /* Who comes for a quote that has moved to another page of the series is led there. */
  Series.prototype.find = function (id) {
    var series = this, target = document.getElementById(id);
    if (target || !id) return Boolean(target && this.article.contains(target) && this.last && this.last.length);
    this.load().then(function () {
      var position = !series.data ? -1 : series.data.quotes.findIndex(function (quote) { return quote[0] === id; });
      if (position >= 0) location.replace(series.pageOf(position) + "#" + encodeURIComponent(id));
    });
    return false;
  };

  /* ---- the form ---- */

  function prepare(form) {
    var items = form.dataset.script ? new Series(form) : new OnePage(form);
    var selects = Array.prototype.slice.call(form.querySelectorAll("select"));

    function chosen() {
      return selects.filter(function (select) { return select.value; }).map(function (select) {
        return { name: select.name, value: select.value, option: select.selectedOptions[0] };
      });
    }

    function write() {
      var query = new URLSearchParams();
      chosen().forEach(function (choice) { query.set(choice.name, choice.value); });
      var text = query.toString();
      history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash);
    }

    function read() {
      var query = new URLSearchParams(location.search);
      selects.forEach(function (select) {
        select.value = query.get(select.name) || "";
        if (select.selectedIndex < 0) select.value = "";
      });
      items.apply(chosen());
    }

    function clear() {
      selects.forEach(function (select) { select.value = ""; });
      items.apply([]);
    }

    /* Who follows a link to an item sees it, whatever was chosen. */
    function showTarget() {
      var id = "";
      try { id = decodeURIComponent(location.hash.slice(1)); } catch (malformed) { return; }
      if (!items.find(id)) return;
      clear();
      document.getElementById(id).scrollIntoView();
    }

    form.addEventListener("change", function () {
      items.apply(chosen());
      write();
    });
    form.querySelector("button").addEventListener("click", function () {
      clear();
      write();
    });
    document.addEventListener("change", function (event) {
      if (event.target.closest(".only-real")) items.apply(chosen());
    });
    window.addEventListener("hashchange", showTarget);
    read();
    showTarget();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".filters").forEach(prepare);
  });
})();
