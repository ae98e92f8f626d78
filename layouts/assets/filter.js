/*
 * Narrows a long page to what is chosen in the form above it; what is chosen stands in the address.  Without this, the
 * form stays hidden and everything is there.
 */
(function () {
  "use strict";

  function idsOf(element) {
    return element.dataset.ids ? element.dataset.ids.split(" ") : [];
  }

  function prepare(form) {
    var items = [];
    idsOf(form).forEach(function (id) {
      var item = document.getElementById(id);
      if (item) items.push(item);
    });
    var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
    var status = form.querySelector("[role=status]");

    /* A group whose items are all hidden is hidden, with its heading. */
    function showGroups() {
      document.querySelectorAll(".quotes").forEach(function (group) {
        group.hidden = !items.some(function (item) { return !item.hidden && group.contains(item); });
      });
    }

    function apply() {
      var chosen = selects.filter(function (select) { return select.value; }).map(function (select) {
        return idsOf(select.selectedOptions[0]);
      });
      var shown = 0;
      items.forEach(function (item) {
        item.hidden = !chosen.every(function (ids) { return ids.indexOf(item.id) >= 0; });
        if (!item.hidden) shown++;
      });
      showGroups();
      status.textContent = chosen.length
        ? form.dataset.some.replace("{1}", shown).replace("{2}", items.length) : "";
    }

    function write() {
      var query = new URLSearchParams();
      selects.forEach(function (select) {
        if (select.value) query.set(select.name, select.value);
      });
      var text = query.toString();
      history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash);
    }

    function read() {
      var query = new URLSearchParams(location.search);
      selects.forEach(function (select) {
        select.value = query.get(select.name) || "";
        if (select.selectedIndex < 0) select.value = "";
      });
      apply();
    }

    /* Who follows a link to an item sees it, whatever was chosen. */
    function showTarget() {
      var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !target.hidden) return;
      selects.forEach(function (select) { select.value = ""; });
      apply();
      target.scrollIntoView();
    }

    form.addEventListener("change", function () {
      apply();
      write();
    });
    form.querySelector("button").addEventListener("click", function () {
      selects.forEach(function (select) { select.value = ""; });
      apply();
      write();
    });
    window.addEventListener("hashchange", showTarget);
    read();
    showTarget();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".filters").forEach(prepare);
  });
})();
