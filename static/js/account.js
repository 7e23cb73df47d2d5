// Account editor: counts words as they are written. The rule is the server's: a word is a run without white space that holds a letter or a digit.
(function () {
  "use strict";
  const boxes = [...document.querySelectorAll("[data-words]")];
  const panel = document.querySelector("[data-length]");
  if (!panel || !boxes.length) { return; }
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
})();

// Autosave: what is typed is sealed on the device at once, and reaches the server within seconds.
(function () {
  "use strict";
  const editor = document.getElementById("editor");
  if (!editor || !editor.dataset.autosave) { return; }
  const says = editor.dataset, item = says.item, version = editor.elements.version;
  const unique = () => globalThis.crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
  const page = editor.elements.page, continues = editor.elements.continues;
  page.value = unique();
  continues.value = "";
  const state = document.querySelector("[data-save]"), mark = state.previousElementSibling;
  const trouble = document.querySelector("[data-trouble]"), announce = document.querySelector("[data-announce]");
  const AFTER_PAUSE = 1000, AT_MOST = 4000, RETRIES = [2000, 4000, 8000, 15000], MANY_LINES = 150;
  let typed = 0, reached = 0, saving = false, stopped = false, submitted = false, tries = 0, timer, since = 0, told = 0;
  let keeping = Promise.resolve(), newest = null, reloads = false, note = false;

  const fields = () => [...new FormData(editor)].filter(([name, value]) =>
    typeof value === "string" && !["csrf_token", "version", "page", "continues", "boxes"].includes(name) && !/^(replacement|reason)-/.test(name));
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const clockTime = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  function show(text, icon, loud) {
    state.textContent = text;
    mark.className = `bi bi-${icon}`;
    if (loud || Date.now() - told > 60000) { announce.textContent = text; told = Date.now(); }
  }
  function tell(text, again = true, stays = false) {
    trouble.querySelector("[data-trouble-says]").textContent = text;
    trouble.querySelector("[data-again]").hidden = !again;
    trouble.hidden = false;
    note = stays;
    announce.textContent = text;
  }
  function keep() {
    if (!keptText) { return; }
    const record = { version: Number(version.value), page: page.value, submitted, at: Date.now(), boxes: editor.elements.boxes?.value, fields: fields() };
    newest = record;  // of those that wait only this one is written
    keeping = keeping.then(() => record === newest ? keptText.put(item, says.key, record) : null).catch(() => {});
  }
  function changed() {
    typed += 1;
    if (!since) { since = Date.now(); }
    show(says.unsaved, "circle");
    keep();
    plan(Math.max(0, Math.min(AFTER_PAUSE, since + AT_MOST - Date.now())));
  }
  function plan(wait) {
    clearTimeout(timer);
    if (!stopped) { timer = setTimeout(save, wait); }
  }
  function later(text) {
    show(keptText ? says.kept : says.unsaved, "exclamation-triangle", tries === 0);
    tell(text);
    plan(RETRIES[Math.min(tries, RETRIES.length - 1)]);
    tries += 1;
  }
  async function renewed() {
    const answer = await fetch(says.autosave, { redirect: "manual", headers: { Accept: "application/json" } });
    if (!answer.ok) { return false; }
    editor.elements.csrf_token.value = (await answer.json()).csrf_token;
    return true;
  }
  async function save(keepalive = false) {
    if (saving || stopped || submitted || typed === reached) { return; }
    saving = true;
    const sent = typed, body = new FormData(editor);
    editor.querySelectorAll("input[type=file]").forEach((box) => body.delete(box.name));
    show(says.saving, "arrow-repeat");
    try {
      const answer = await fetch(says.autosave, { method: "POST", body, redirect: "manual", keepalive: keepalive === true });
      if (answer.ok) {
        const saved = await answer.json();
        version.value = saved.version;
        continues.value = "";
        reached = sent; tries = 0; since = 0;
        trouble.hidden = !note;
        if (typed === reached) {
          show(saved.saved, "check-circle-fill");
          if (keptText) { keeping = keeping.then(() => typed === reached ? keptText.remove(item) : null).catch(() => {}); }
          if (reloads) { submitted = true; await keeping; location.reload(); }
        } else { keep(); plan(AFTER_PAUSE); }
        if (!submitted) { draw(saved.panels); }  // or the button that was pressed would go
      } else if (answer.status === 409) {
        stopped = true;
        show(says.unsaved, "exclamation-triangle");
        tell((await answer.json()).message, false);
      } else if (answer.status === 422) {
        show(says.unsaved, "exclamation-triangle");
        tell((await answer.json()).message, false);
      } else if (answer.type === "opaqueredirect" || [400, 401, 403].includes(answer.status)) {
        if (tries === 0 && await renewed()) { tries = 1; plan(0); } else { later(keptText ? says.signedOut : says.signedOutHere); }
      } else { later(keptText ? says.offline : says.offlineHere); }
    } catch { later(keptText ? says.offline : says.offlineHere); }
    saving = false;
  }
  function draw(panels) {
    Object.entries(panels).forEach(([name, html]) => {
      const place = document.querySelector(`[data-panel="${name}"]`);
      const busy = place && (place.contains(document.activeElement) || [...place.querySelectorAll("input")].some((box) => box.value !== box.defaultValue));
      if (place && !busy) { place.innerHTML = html; readied(place); }
    });
  }
  function readied(place) { place.querySelectorAll("[data-find]").forEach((button) => { button.hidden = false; }); }

  function fill(record) {
    const values = new Map();
    record.fields.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    [...editor.elements].forEach((box) => {
      if (!box.name || ["hidden", "file", "submit", "button"].includes(box.type) || /^(replacement|reason)-/.test(box.name)) { return; }
      if (box.type === "checkbox") { box.checked = (values.get(box.name) || []).includes(box.value); }
      else if (values.has(box.name)) { box.value = values.get(box.name)[0]; }
    });
  }
  async function restore() {
    const record = keptText ? await keptText.get(item, says.key).catch(() => null) : null;
    if (!record) { return; }
    const drawnAlike = record.boxes === editor.elements.boxes?.value, own = record.page === says.writtenIn;
    if ((own && record.submitted) || (drawnAlike && same(record.fields, fields()))) { await keptText.remove(item); return; }
    if (drawnAlike && (own || record.version === Number(version.value))) {
      fill(record);
      document.querySelectorAll("[data-words]").forEach((box) => box.dispatchEvent(new Event("input")));
      continues.value = record.page; // its last save may still be on the way
      changed();
      tell(says.restored.replace("{time}", clockTime(record.at)), false, true);
      return;
    }
    tell(says.other.replace("{time}", clockTime(record.at)), false);
    const both = document.createElement("button");
    both.type = "button"; both.className = "btn btn-sm btn-outline"; both.textContent = says.both;
    both.addEventListener("click", () => {
      version.value = record.version;
      if (editor.elements.boxes) { editor.elements.boxes.value = record.boxes; }
      fill(record);
      editor.requestSubmit();
    });
    trouble.querySelector("p").append(" ", both);
  }

  // Word gives each paragraph a line of its own, and lists with tabs and signs of its own fonts.
  function tidied(text, html) {
    let lines = text.replace(/\r\n?/g, "\n").replace(/[\u00ad\u200b\ufeff]/g, "").replace(/\u00a0/g, " ").split("\n");
    lines = lines.map((line) => line.replace(/^\s*[·•§\uf0b7\uf0a7o-]\t+\s*/u, "- ").replace(/\t+/g, " ").replace(/ {2,}/g, " ").trimEnd());
    if (/MsoNormal|schemas-microsoft-com/.test(html)) {
      lines = lines.flatMap((line, at) => line && lines[at + 1] && !(line.startsWith("- ") && lines[at + 1].startsWith("- ")) ? [line, ""] : [line]);
    }
    return lines.join("\n").replace(/\n{3,}/g, "\n\n");
  }
  editor.addEventListener("paste", (event) => {
    if (event.target.tagName !== "TEXTAREA" || !event.clipboardData) { return; }
    const text = event.clipboardData.getData("text/plain"), clean = tidied(text, event.clipboardData.getData("text/html"));
    if (!text || clean === text) { return; }
    event.preventDefault();
    if (clean.split("\n").length < MANY_LINES) {
      document.execCommand("insertText", false, clean);  // the one way in which the browser's Undo still works
    } else {  // of many lines it makes minutes
      event.target.setRangeText(clean, event.target.selectionStart, event.target.selectionEnd, "end");
      event.target.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  editor.addEventListener("input", (event) => {
    const box = event.target;
    if (box.type === "file") { return; }
    if (box.value.includes("\0")) { box.value = box.value.replaceAll("\0", ""); } // some programs copy it; no server takes it
    if (!/^(replacement|reason)-/.test(box.name)) { changed(); }
  });
  // Enter in a box beside a phrase decides that phrase. The browser would take the first button of the form, which saves.
  editor.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !/^(replacement|reason)-/.test(event.target.name)) { return; }
    event.preventDefault();
    event.target.nextElementSibling.click();
  });
  editor.elements.model?.addEventListener?.("change", () => { reloads = true; changed(); plan(0); });
  // What is sent has a name of its own, so that the next page can tell whether it arrived. The page leaves when its last
  // words lie on the device: without a network that is the only place where they are.
  editor.addEventListener("submit", (event) => {
    if (submitted) { return; }
    submitted = true;
    clearTimeout(timer);
    continues.value = `${continues.value} ${page.value}`.trim();
    page.value = unique();
    keep();
    if (!keptText) { return; }
    event.preventDefault();
    sendOnceKept(editor, event.submitter, keeping);
  });
  trouble.querySelector("[data-again]").addEventListener("click", () => { tries = 0; save(); });
  addEventListener("online", () => { tries = 0; save(); });
  addEventListener("pageshow", (event) => { if (event.persisted) { submitted = false; } });
  document.addEventListener("visibilitychange", () => { if (document.hidden) { save(true); } });
  addEventListener("beforeunload", (event) => { if (typed !== reached && !submitted && (!keptText || !(trouble.hidden || note))) { event.preventDefault(); } });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-find]");
    if (!button) { return; }
    // Where a longer phrase holds this one, it is the longer one that stands there.
    const phrases = [...new Set([...document.querySelectorAll("[data-find]")].map((each) => each.dataset.find))].sort((a, b) => b.length - a.length);
    const spelled = (words) => words.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
    const any = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${phrases.map(spelled).join("|")})(?![\\p{L}\\p{N}_])`, "gu");
    for (const box of editor.querySelectorAll("textarea[data-words], input[name=title], input[name=facts_kept]")) {
      const found = [...box.value.matchAll(any)].find((each) => each[0].split(/\s+/).join(" ") === button.dataset.find);
      if (found) { box.focus(); box.setSelectionRange(found.index, found.index + found[0].length); return; }
    }
  });
  readied(document);
  restore();
})();
