// The preview (`lampiran serve`) puts this script into the pages that it serves, never into published ones.
// It shows the page anew when the site is a new one, and shows what is wrong with the study until it is mended.
"use strict";

(() => {
  const own = document.currentScript.src;
  const shown = new URL(own).search.slice(1); // the site that this page is from
  const scrollKey = "lampiran-preview-scroll";
  const blocks = "main :is(p, li, h1, h2, h3, h4, h5, h6, dt, dd, td, th, caption, figcaption, pre)";
  const mostShown = 50;

  // A number for the text of a block, to find what was edited.
  function numberOf(block) {
    let number = 0;
    for (const letter of block.textContent.trim()) number = (number * 31 + letter.codePointAt(0)) | 0;
    return number;
  }

  function placeNow(isEarly) {
    const texts = [...document.querySelectorAll(blocks)].map(numberOf);
    return JSON.stringify({ page: location.pathname, x: scrollX, y: scrollY, texts, isEarly });
  }

  function keep(place) {
    try {
      sessionStorage.setItem(scrollKey, place);
    } catch {
      // Without storage the page starts at its top.
    }
  }

  function isInView(block) {
    const { top, bottom, height } = block.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  }

  // Leads to what was edited unless it is in view, and lights it up for a moment.
  function showEdited(before) {
    const edited = [...document.querySelectorAll(blocks)].filter((block) => !before.has(numberOf(block)));
    const inner = edited.filter((block) => !edited.some((other) => other !== block && block.contains(other)));
    if (inner.length === 0) return;
    let shownNow = inner.filter(isInView);
    if (shownNow.length === 0) {
      shownNow = inner.slice(0, 1);
      for (let above = inner[0]; above; above = above.parentElement?.closest("details")) {
        if (above instanceof HTMLDetailsElement) above.open = true;
      }
      inner[0].scrollIntoView({ block: "center", behavior: "instant" });
    }
    for (const block of shownNow.slice(0, 20)) {
      block.animate([{ backgroundColor: "#f5c54299" }, { backgroundColor: "#f5c54200" }], { duration: 2500 });
    }
  }

  // What the page was before it loaded anew, or null.
  function takeKept() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(scrollKey));
      sessionStorage.removeItem(scrollKey);
      return kept && kept.page === location.pathname ? kept : null;
    } catch {
      return null;
    }
  }

  const kept = takeKept();

  function restoreScroll() {
    scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  }

  function restorePlace() {
    restoreScroll();
    showEdited(new Set(kept.texts));
  }

  function load(place) {
    keep(place);
    location.reload();
  }

  // Writes page over this one: the window stays, listeners go with what was there. A script that cannot run in the same
  // window again has the page loaded after all.
  function write(page, place) {
    const loadAfterAll = () => load(place);
    return new Promise((done) => {
      keep(place);
      document.open();
      document.addEventListener("DOMContentLoaded", done);
      addEventListener("error", loadAfterAll);
      addEventListener("load", () => removeEventListener("error", loadAfterAll));
      document.write(page);
      document.close();
    });
  }

  // Shows the page as it is now: sooner than when the browser loads it. What was there stays in sight until then, and
  // gives way at once.
  async function renew(isEarly) {
    const place = placeNow(isEarly);
    events.close();
    try {
      const page = await (await fetch(location.href)).text();
      if (!document.startViewTransition) {
        await write(page, place);
        return;
      }
      const transition = document.startViewTransition(() => write(page, place));
      transition.ready.catch(() => {}); // nothing is to move
      await transition.updateCallbackDone;
      transition.skipTransition();
    } catch {
      load(place);
    }
  }

  // A page that is shown before the rest of its site may have figures that were not there yet.
  let mayHaveGaps = kept?.isEarly === true;

  function hasGaps() {
    return mayHaveGaps && [...document.images].some((image) => image.complete && image.naturalWidth === 0);
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  // The source line in three parts: before the column, the character there, and after. Columns count bytes.
  function sourceLine(diagnostic) {
    const bytes = new TextEncoder().encode(diagnostic.source);
    const before = new TextDecoder().decode(bytes.slice(0, Math.max(diagnostic.column - 1, 0)));
    const rest = diagnostic.source.slice(before.length);
    const at = diagnostic.column > 0 ? [...rest.slice(0, 2)][0] ?? " " : "";
    const start = before.length > 80 ? "…" + before.slice(-80) : before;
    const after = rest.slice(at.length);
    const end = after.length > 160 ? after.slice(0, 160) + "…" : after;
    const number = element("span", "number", String(diagnostic.line).padStart(5) + " │ ");
    return element("pre", "", number, start, at ? element("mark", "", at) : "", end);
  }

  function place(diagnostic) {
    if (!diagnostic.file) return "";
    const parts = [diagnostic.file, diagnostic.line, diagnostic.line && diagnostic.column];
    return parts.filter(Boolean).join(":");
  }

  // The place as an address that opens it in the editor which the study has settings for.
  function editorLink(diagnostic, root) {
    const made = element("a", "place", place(diagnostic));
    const file = diagnostic.file.startsWith("/") ? diagnostic.file : `${root}/${diagnostic.file}`;
    made.href = `vscode://file${encodeURI(file)}:${diagnostic.line || 1}:${diagnostic.column || 1}`;
    return element("code", "", made);
  }

  function item(diagnostic, words, root) {
    const made = element("li", diagnostic.severity);
    if (diagnostic.file) made.append(editorLink(diagnostic, root), " ");
    made.append(element("strong", "", words[diagnostic.severity] + ": "), diagnostic.message, " ");
    made.append(element("code", "kind", `[${diagnostic.code}]`));
    if (diagnostic.source) made.append(sourceLine(diagnostic));
    for (const context of diagnostic.context) {
      made.append(element("div", "context", [place(context), context.message].filter(Boolean).join(": ")));
    }
    for (const hint of diagnostic.hints) made.append(element("div", "hint", words.hint + ": ", hint));
    return made;
  }

  function count(number, one, many) {
    return number === 0 ? "" : (number === 1 ? one : many).replace("{1}", number);
  }

  function summary(state) {
    const number = (severity) => state.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    const words = state.words;
    const counts = [
      count(number("error"), words.one_error, words.errors),
      count(number("warning"), words.one_warning, words.warnings),
      count(number("note"), words.one_note, words.notes),
    ];
    const found = counts.filter(Boolean).join(", ");
    if (state.ok) return found;
    return `${found}: ${state.site ? words.last_good : words.none_good}`;
  }

  // In a shadow root, so that neither the page's style reaches it nor its style the page.
  function showDiagnostics(state) {
    document.querySelector("lampiran-preview")?.remove();
    if (state.diagnostics.length === 0) return;
    const host = document.createElement("lampiran-preview");
    host.dataset.state = state.ok ? "warnings" : "errors";
    const root = host.attachShadow({ mode: "open" });
    const style = element("link");
    style.rel = "stylesheet";
    style.href = new URL("/__lampiran/overlay.css", own).href;
    const list = element("ol", "", ...state.diagnostics.slice(0, mostShown).map((each) => item(each, state.words, state.root)));
    const more = state.diagnostics.length - mostShown;
    if (more > 0) list.append(element("li", "more", state.words.more.replace("{1}", more)));
    const details = element("details", state.ok ? "warnings" : "errors", element("summary", "", summary(state)), list);
    details.open = !state.ok;
    details.setAttribute("role", state.ok ? "status" : "alert");
    details.lang = state.language;
    root.append(style, details);
    document.body.append(host);
  }

  // The browser's own way back would add to ours.
  history.scrollRestoration = "manual";
  if (kept) {
    addEventListener("DOMContentLoaded", restoreScroll);
    addEventListener("load", restorePlace);
  }

  let events = null;

  function hear(event) {
    const state = JSON.parse(event.data);
    if (state.site !== shown || hasGaps()) {
      renew(false);
    } else {
      mayHaveGaps = false;
      showDiagnostics(state);
    }
  }

  // Browsers open only a few connections to one server, so pages that nobody sees give theirs up. When they are seen
  // again the first event tells them what they missed.
  function listen() {
    events?.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource(`/__lampiran/events?page=${location.pathname}&site=${shown}`);
    events.addEventListener("state", hear);
    events.addEventListener("page", () => renew(true));
  }

  document.addEventListener("visibilitychange", listen);
  listen();
})();
