// Marking: the tally, and the sentence that says why a decision cannot be given yet. The server works out both again.
(function () {
  "use strict";
  const criteria = [...document.querySelectorAll("[data-criterion]")].filter((each) => each.querySelector("[type=radio]"));
  const verdict = document.querySelector("[data-verdict]");
  if (!criteria.length || !verdict) { return; }
  const tally = document.querySelector("[data-tally]"), decide = document.querySelector("[data-decide]");
  const names = (list) => list.map((each) => each.dataset.criterion).join(", ");

  function draw() {
    const open = criteria.filter((each) => !each.querySelector(":checked"));
    const notMet = criteria.filter((each) => { const picked = each.querySelector(":checked"); return picked && picked.value !== "met"; });
    const sentence = open.length ? verdict.dataset[open.length > 1 ? "many" : "one"] : notMet.length ? verdict.dataset.refer : verdict.dataset.pass;
    verdict.textContent = sentence.replace("{list}", names(open.length ? open : notMet));
    if (tally) { tally.textContent = tally.dataset.tally.replace("{done}", criteria.length - open.length).replace("{all}", criteria.length); }
    if (decide) { decide.setAttribute("aria-disabled", String(open.length > 0)); }
  }
  document.addEventListener("change", (event) => { if (event.target.closest("[data-criterion]")) { draw(); } });
  draw();
})();
