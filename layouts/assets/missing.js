/*
 * Asked for by 404.html from several folders: a host shows that page for an address in any folder, and without a
 * base_url it does not know the way to the root of the site.  The copy that is found knows: it lies in assets/.  From
 * there the page's links and scripts are put right.
 */
(function () {
  "use strict";

  var root = document.currentScript.src.replace(/assets\/missing\.js$/, "");
  var page = document.documentElement;
  if (page.dataset.root) return;
  page.dataset.root = root;
  if (root === new URL("./", location.href).href) return;

  function isRelative(address) {
    return !/^(?:[a-z]+:|[/#])/i.test(address);
  }

  function putRight() {
    document.querySelectorAll("a[href], link[rel=icon], link[rel=manifest]").forEach(function (link) {
      var address = link.getAttribute("href");
      if (isRelative(address)) link.setAttribute("href", root + address);
    });
    document.querySelectorAll("form.search").forEach(function (form) {
      form.dataset.root = root;
      form.dataset.page = root + form.dataset.page;
    });
    document.querySelectorAll("script[src]").forEach(function (script) {
      var address = script.getAttribute("src");
      if (!isRelative(address) || /missing\.js$/.test(address)) return;
      var copy = document.createElement("script");
      copy.src = root + address;
      copy.async = false;
      document.head.appendChild(copy);
    });
  }

  document.addEventListener("DOMContentLoaded", putRight);
})();
