/*
 * A quote as a picture to be shared, made in the browser: its words, who says them, whose site it is; and that it was
 * made up, in the picture itself, as it goes where no page explains it.  site.js loads this when it is asked for.
 */
(function () {
  "use strict";

  var SIZE = 1080, EDGE = 84, LEAST = 26;
  var serif = "Charter, 'Iowan Old Style', 'Noto Serif', Georgia, serif";
  var sans = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";

  /* text in lines of that width, in the font that is set. */
  function wrap(pen, text, width) {
    var lines = [], line = "";
    text.split(/\s+/).forEach(function (word) {
      var longer = line ? line + " " + word : word;
      if (line && pen.measureText(longer).width > width) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    });
    return line ? lines.concat(line) : lines;
  }

  /* paragraphs in the largest letters that fill no more than height, cut where the smallest do not fit. Returns the end. */
  function writeWords(pen, paragraphs, top, height) {
    for (var size = 60; ; size -= 2) {
      pen.font = size + "px " + serif;
      var step = size * 1.38, most = Math.floor(height / step);
      var lines = paragraphs.flatMap(function (text) { return wrap(pen, text, SIZE - 2 * EDGE); });
      if (lines.length <= most || size <= LEAST) break;
    }
    if (lines.length > most) lines = lines.slice(0, most - 1).concat(lines[most - 1] + " …");
    lines.forEach(function (line, i) { pen.fillText(line, EDGE, top + size + i * step); });
    return top + lines.length * step;
  }

  function writeLines(pen, text, top, size, style) {
    pen.font = style + " " + size + "px " + sans;
    wrap(pen, text, SIZE - 2 * EDGE).slice(0, 3).forEach(function (line) {
      top += size * 1.35;
      pen.fillText(line, EDGE, top);
    });
    return top;
  }

  function draw(pen, quote, wordsOf) {
    var madeUp = quote.querySelector(".illustrative"), said = quote.querySelector("blockquote, [dir=auto]");
    var isQuoted = said.matches("blockquote");
    var paragraphs = Array.from(said.querySelectorAll("p"), wordsOf);
    if (isQuoted && paragraphs.length > 0 && !/^[“"]/.test(paragraphs[0])) {
      paragraphs[0] = "“" + paragraphs[0];
      paragraphs[paragraphs.length - 1] += "”";
    }
    pen.fillStyle = "#fdfcf9";
    pen.fillRect(0, 0, SIZE, SIZE);
    pen.fillStyle = "#0b5a57";
    pen.fillRect(0, 0, SIZE, 18);
    var top = EDGE - 10;
    if (madeUp) {
      pen.font = "bold 32px " + sans;
      pen.fillStyle = "#fcefdc";
      pen.fillRect(EDGE - 20, top, Math.min(pen.measureText(wordsOf(madeUp)).width + 40, SIZE - EDGE), 62);
      pen.fillStyle = "#8a4200";
      pen.fillText(wordsOf(madeUp), EDGE, top + 42);
      top += 84;
    }
    pen.fillStyle = "#1e2326";
    top = writeWords(pen, paragraphs, top, SIZE - 250 - top) + 18;
    pen.fillStyle = "#0b5a57";
    writeLines(pen, wordsOf(quote.querySelector(".origin")), top, 30, "bold");
    pen.fillStyle = "#575e64";
    var site = document.querySelector("header .title"), page = document.querySelector("link[rel=canonical]");
    writeLines(pen, site.textContent + (page ? " · " + new URL(page.href).host : ""), SIZE - EDGE - 20, 28, "normal");
  }

  /* The quote, a figure of the page, as a PNG file. */
  self.lampiranPicture = function (quote, wordsOf) {
    var canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIZE;
    draw(canvas.getContext("2d"), quote, wordsOf);
    return new Promise(function (resolve) {
      canvas.toBlob(function (blob) { resolve(new File([blob], quote.id + ".png", { type: "image/png" })); }, "image/png");
    });
  };
})();
