// Account editor: counts words as they are written, and says what is not saved. The rule is the server's: a word is a run without white space that holds a letter or a digit.
(function () {
  "use strict";
  const boxes = [...document.querySelectorAll("[data-words]")];
  const panel = document.querySelector("[data-length]");
  if (panel && boxes.length) {
    const low = Number(panel.dataset.low), high = Number(panel.dataset.high);
    const bar = panel.querySelector("[data-length-bar]"), fill = bar.querySelector(".f");
    const number = (value) => value.toLocaleString("en-GB");
    const wordsIn = (text) => text.split(/\s+/u).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
    const draw = () => {
      const words = boxes.reduce((sum, box) => sum + wordsIn(box.value), 0);
      const says = words < low ? panel.dataset.short.replace("{words}", number(low - words))
        : words > high ? panel.dataset.long.replace("{words}", number(words - high)) : panel.dataset.fits;
      panel.querySelector("[data-length-words]").textContent = number(words);
      panel.querySelector("[data-length-says]").textContent = says;
      fill.setAttribute("width", String(Math.min(400, 400 * words / Number(bar.dataset.whole))));
      fill.classList.toggle("met", words >= low && words <= high);
    };
    boxes.forEach((box) => box.addEventListener("input", draw));
    draw();
  }

  // Nothing is kept in the browser, so leaving with changes asks first. Sending the form is no leaving.
  const state = document.querySelector("[data-save]");
  const editor = document.getElementById("editor");
  if (!state || !editor) { return; }
  let unsaved = false;
  editor.addEventListener("input", () => {
    if (unsaved) { return; }
    unsaved = true;
    state.textContent = state.dataset.unsaved;
    state.previousElementSibling.className = "bi bi-circle";
  });
  editor.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (event) => { if (unsaved) { event.preventDefault(); } });
})();
