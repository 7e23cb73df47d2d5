// Marking: one piece of evidence at a time, the tally, and the sentence that says why a decision cannot be given yet.
// The server works out both again, and without this file the evidence stands one piece below the other.
(function () {
  "use strict";

  const tabs = [...document.querySelectorAll("[data-evidence-tabs] a")];
  if (tabs.length > 1) {
    const show = (chosen) => {
      tabs.forEach((tab) => {
        const current = tab === chosen;
        document.querySelector(tab.hash).hidden = !current;
        if (current) { tab.setAttribute("aria-current", "true"); } else { tab.removeAttribute("aria-current"); }
      });
    };
    const named = () => tabs.find((tab) => tab.hash === location.hash);
    tabs.forEach((tab) => tab.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", tab.hash);
      show(tab);
      document.querySelector(tab.hash).focus({ preventScroll: true });
    }));
    addEventListener("hashchange", () => { if (named()) { show(named()); } });
    addEventListener("beforeprint", () => tabs.forEach((tab) => { document.querySelector(tab.hash).hidden = false; }));
    addEventListener("afterprint", () => show(tabs.find((tab) => tab.hasAttribute("aria-current"))));
    show(named() || tabs[0]);
  }

  const criteria = [...document.querySelectorAll("[data-criterion]")].filter((each) => each.querySelector("[type=radio],[data-marks]"));
  const verdict = document.querySelector("[data-verdict]");
  if (!criteria.length || !verdict) { return; }
  const tally = document.querySelector("[data-tally]"), decide = document.querySelector("[data-decide]");
  const names = (list) => list.map((each) => each.dataset.criterion).join(", ");

  // true: met, false: not met, null: open. Half of the marks and more is met.
  function answer(each) {
    const marks = each.querySelector("[data-marks]"), picked = each.querySelector(":checked");
    if (!marks) { return picked ? picked.value === "met" : null; }
    const most = Number(marks.dataset.marks), given = Number(marks.value);
    return /^\s*\d+\s*$/.test(marks.value) && given <= most ? 2 * given >= most : null;
  }

  function draw() {
    const open = criteria.filter((each) => answer(each) === null);
    const notMet = criteria.filter((each) => answer(each) === false);
    const sentence = open.length ? verdict.dataset[open.length > 1 ? "many" : "one"] : notMet.length ? verdict.dataset.refer : verdict.dataset.pass;
    verdict.textContent = sentence.replace("{list}", names(open.length ? open : notMet));
    if (tally) { tally.textContent = tally.dataset.tally.replace("{done}", criteria.length - open.length).replace("{all}", criteria.length); }
    if (decide) { decide.setAttribute("aria-disabled", String(open.length > 0)); }
    criteria.forEach((each) => ask(each, notMet.includes(each)));
  }

  // The box beside a criterion that is not met asks what is missing.
  function ask(each, isMissing) {
    const hint = each.querySelector("[data-missing]"), box = each.querySelector("textarea");
    if (!hint || hint.hidden === !isMissing) { return; }
    const ids = (box.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== hint.id);
    hint.hidden = !isMissing;
    if (isMissing) { ids.push(hint.id); }
    if (ids.length) { box.setAttribute("aria-describedby", ids.join(" ")); } else { box.removeAttribute("aria-describedby"); }
  }
  ["change", "input"].forEach((kind) => document.addEventListener(kind, (event) => { if (event.target.closest("[data-criterion]")) { draw(); } }));
  draw();
})();
