// Meeting log: minutes by the clock, and the airtime of each turn. The server repeats every sum and has the last word.
(function () {
  "use strict";
  const out = document.querySelector("[data-counts]"), list = document.querySelector("[data-turns]");
  const air = document.querySelector("[data-airtime]");
  const field = (id) => document.getElementById(id);
  const clock = (text) => { const [hours, minutes] = text.split(":").map(Number); return hours * 60 + minutes; };
  const turns = () => [...list.children];

  function length() {
    if (!out) { return NaN; }
    return clock(field(out.dataset.end).value) - clock(field(out.dataset.start).value) - (Number(field(out.dataset.pause).value) || 0);
  }
  function drawSum(minutes) {
    const role = document.querySelector(`[name="${out.dataset.role}"]:checked`);
    if (!(minutes > 0) || !role) { out.textContent = out.dataset.check; return; }
    const counted = Math.floor(minutes * (JSON.parse(out.dataset.factors)[role.value] ?? 0));
    const [before, after] = out.dataset.says.split("{minutes}");
    const figure = document.createElement("b");
    figure.textContent = counted.toLocaleString("en-GB");
    out.replaceChildren(before, figure, after.replace("{role}", JSON.parse(out.dataset.words)[role.value] ?? ""));
  }
  function drawTurns(minutes) {
    const values = turns().map((turn) => Number(turn.querySelector("input").value) || 0);
    const sum = values.reduce((a, b) => a + b, 0), scale = Math.max(45, ...values);
    const share = 100 * sum / Math.max(1, values.filter(Boolean).length) / scale;
    turns().forEach((turn, index) => {
      turn.querySelector(".f").setAttribute("width", String(100 * values[index] / scale));
      turn.querySelector(".eq").setAttribute("x1", String(share));
      turn.querySelector(".eq").setAttribute("x2", String(share));
    });
    if (air) { air.textContent = (minutes > 0 ? air.dataset.airtime : air.dataset.airtimeAlone).replace("{sum}", sum).replace("{all}", minutes); }
  }
  function draw() {
    const minutes = length();
    if (out) { drawSum(minutes); }
    if (list) { drawTurns(minutes); }
  }
  // A new turn is the last one again, emptied, with the next number in its names: turns-3 becomes turns-4.
  function add() {
    const turn = list.lastElementChild.cloneNode(true), next = list.children.length;
    const input = turn.querySelector("input"), label = turn.querySelector("label");
    input.id = input.name = input.name.replace(/\d+$/, next);
    input.value = "";
    label.htmlFor = input.id;
    [input, turn].forEach((part) => { part.removeAttribute("aria-invalid"); part.removeAttribute("aria-describedby"); part.classList.remove("bad"); });
    turn.querySelectorAll(".err").forEach((message) => message.remove());
    label.textContent = label.textContent.replace(/\d+/, next + 1);
    turn.querySelectorAll("button").forEach((button) => button.setAttribute("aria-label", button.getAttribute("aria-label").replace(/\d+/, next + 1)));
    list.append(turn);
    input.focus();
    draw();
  }
  if (!out && !list) { return; }
  document.addEventListener("input", draw);
  document.addEventListener("change", draw);
  document.addEventListener("click", (event) => { if (event.target.closest("[data-add-turn]")) { add(); } });
  draw();
})();
