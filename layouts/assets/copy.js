/* Buttons that copy the text of another element, named in data-copy, and say so. */
(function () {
  "use strict";

  /* For browsers that keep the clipboard from pages without a server. */
  function copySelected(element) {
    var selection = getSelection(), range = document.createRange();
    range.selectNodeContents(element);
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }

  function copy(element) {
    if (!navigator.clipboard) return Promise.resolve(copySelected(element));
    return navigator.clipboard.writeText(element.textContent.trim()).then(function () {
      return true;
    }, function () {
      return copySelected(element);
    });
  }

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.addEventListener("click", function () {
      copy(document.getElementById(button.dataset.copy)).then(function (done) {
        if (done) button.parentNode.querySelector("[role=status]").textContent = button.dataset.done;
      });
    });
  });
})();
