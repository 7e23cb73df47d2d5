// The marking workspace: what is typed is kept within seconds, words are commented on, phrases inserted, all of it by
// keyboard as well. Without this file the same form saves with its buttons, and words are pasted to comment on them.
(function () {
  "use strict";
  const sheet = document.getElementById("marking");
  if (!sheet || !sheet.dataset.keep) { return; }
  const line = document.querySelector("[data-save-line]"), says = line.dataset, state = line.querySelector("[data-save]");
  const mark = line.querySelector("i"), again = line.querySelector("[data-again]"), announce = document.querySelector("[data-announce]");
  const decide = line.closest(".decide"), panel = document.querySelector("[data-commenting]"), home = panel.parentNode;
  const AFTER_PAUSE = 1200, AT_MOST = 3000, RETRIES = [2000, 4000, 8000, 15000];
  const page = globalThis.crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
  sheet.elements.page.value = page;
  let typed = 0, reached = 0, since = 0, tries = 0, told = 0, timer, stopped = false, leaving = false;
  let queue = Promise.resolve(), keeping = Promise.resolve(), newest = null;

  // ---- Keeping what is typed ----

  const OWN = /^(csrf_token|version|page|do|quote_key|quote_item|quote_start|quote_end)$/;
  const fields = () => [...new FormData(sheet)].filter(([name, value]) => typeof value === "string" && !OWN.test(name));
  const clockTime = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  function say(text) { announce.textContent = text; }
  function show(text, icon, loud) {
    line.hidden = false;
    state.textContent = text;
    mark.className = `bi bi-${icon}`;
    if (loud || Date.now() - told > 60000) { say(text); told = Date.now(); }
  }
  function keep() {
    if (!keptText) { return; }
    const record = { version: Number(sheet.elements.version.value), at: Date.now(), fields: fields() };
    newest = record;  // of those that wait only this one is written
    keeping = keeping.then(() => record === newest ? keptText.put(sheet.dataset.item, sheet.dataset.key, record) : null).catch(() => {});
  }
  function drop() {
    if (keptText) { keeping = keeping.then(() => typed === reached ? keptText.remove(sheet.dataset.item) : null).catch(() => {}); }
  }
  function plan(wait) {
    clearTimeout(timer);
    if (!stopped) { timer = setTimeout(() => send(), wait); }
  }
  function changed() {
    typed += 1;
    since = since || Date.now();
    if (!stopped) { show(says.unsaved, "circle"); }
    keep();
    plan(Math.max(0, Math.min(AFTER_PAUSE, since + AT_MOST - Date.now())));
  }
  function trouble(text, retry) {
    show(`${keptText ? says.kept : says.keptHere}. ${text}`, "exclamation-triangle", tries === 0);
    again.hidden = false;
    if (retry) { plan(RETRIES[Math.min(tries, RETRIES.length - 1)]); }
    tries += 1;
  }
  async function renewed() {
    const answer = await fetch(sheet.dataset.keep, { redirect: "manual", headers: { Accept: "application/json" } });
    if (!answer.ok) { return false; }
    sheet.elements.csrf_token.value = (await answer.json()).csrf_token;
    return true;
  }
  // One after the other, so that each knows the version that the last one made. `wanted`: what a button asks for.
  function send(wanted, keepalive) {
    queue = queue.then(() => post(wanted, keepalive === true)).catch(() => false);
    return queue;
  }
  async function post(wanted, keepalive) {
    if (stopped || leaving || (!wanted && typed === reached)) { return null; }
    const sent = typed, body = new FormData(sheet);
    if (wanted) { body.set("do", wanted); }
    show(says.saving, "arrow-repeat");
    let answer;
    try {
      answer = await fetch(sheet.dataset.keep, { method: "POST", body, redirect: "manual", keepalive });
    } catch { trouble(says.offline, true); return null; }
    if (answer.ok) {
      const saved = await answer.json();
      sheet.elements.version.value = saved.version;
      reached = sent; tries = 0; since = 0;
      again.hidden = true;
      if (typed === reached) { show(saved.saved, "check-circle-fill"); drop(); } else { keep(); plan(AFTER_PAUSE); }
      return saved;
    }
    if (answer.type === "opaqueredirect" || [400, 401, 403].includes(answer.status)) {
      if (tries === 0 && await renewed().catch(() => false)) { tries = 1; return post(wanted, keepalive); }
      trouble(says.signedOut, true);
    } else if ([404, 409, 422].includes(answer.status)) {
      const told = await answer.json().catch(() => ({}));
      stopped = answer.status !== 422;
      show(told.message || says.unsaved, "exclamation-triangle", true);
      again.hidden = stopped;
      if (wanted && told.field) { document.getElementById(told.field)?.focus(); }
    } else { trouble(says.offline, true); }
    return null;
  }

  async function restore() {
    const record = keptText ? await keptText.get(sheet.dataset.item, sheet.dataset.key).catch(() => null) : null;
    if (!record) { return; }
    if (JSON.stringify(record.fields) === JSON.stringify(fields())) { await keptText.remove(sheet.dataset.item); return; }
    if (record.version === Number(sheet.elements.version.value)) {
      const values = new Map(record.fields);
      [...sheet.elements].forEach((box) => {
        if (!box.name || ["hidden", "submit", "button"].includes(box.type)) { return; }
        if (box.type === "radio") { box.checked = values.get(box.name) === box.value; } else if (values.has(box.name)) { box.value = values.get(box.name); }
      });
      document.querySelectorAll("[data-criterion] textarea").forEach((box) => box.dispatchEvent(new Event("input", { bubbles: true })));
      changed();
      show(says.restored.replace("{time}", clockTime(record.at)), "arrow-counterclockwise", true);
      return;
    }
    const box = document.createElement("textarea");
    box.className = "form-control"; box.readOnly = true; box.rows = 4;
    box.value = record.fields.map(([, value]) => value).filter((value) => value.length > 12).join("\n\n");
    if (!box.value) { return; }
    show(says.other.replace("{time}", clockTime(record.at)), "exclamation-triangle", true);
    box.setAttribute("aria-label", state.textContent);
    line.after(box);
  }

  sheet.addEventListener("input", changed);
  document.addEventListener("input", (event) => { if (event.target.form === sheet && !sheet.contains(event.target)) { changed(); } });
  again.addEventListener("click", () => { tries = 0; since = 0; send(); });
  addEventListener("online", () => { tries = 0; send(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) { send(undefined, true); } });
  addEventListener("beforeunload", (event) => { if (typed !== reached && !leaving && (!keptText || stopped)) { event.preventDefault(); } });
  addEventListener("pageshow", (event) => { if (event.persisted) { leaving = false; } });

  // ---- The words of the work ----

  const SKIPPED = "del, .n, .visually-hidden";
  const texts = () => [...document.querySelectorAll("[data-evidence] .acct")].filter((box) => box.querySelector("[data-at]"));
  // Text nodes of a part, without numbers of comments and words that are gone.
  function nodes(part) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => node.parentElement.closest(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    const found = [];
    while (walker.nextNode()) { found.push(walker.currentNode); }
    return found;
  }
  // The place in the frozen text of a point of the page.
  function placeOf(part, node, offset) {
    const range = document.createRange();
    range.setStart(part, 0);
    range.setEnd(node, offset);
    let count = 0;
    for (const text of nodes(part)) {
      if (text === node) { return Number(part.dataset.at) + count + offset; }
      if (!range.intersectsNode(text) || range.comparePoint(text, 0) > 0) { break; }
      count += text.data.length;
    }
    return Number(part.dataset.at) + count;
  }
  // What is selected in one piece of evidence: its words, and where they stand.
  function selected() {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) { return null; }
    const range = chosen.getRangeAt(0);
    const root = range.commonAncestorContainer.nodeType === 1 ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement;
    const article = root.closest("[data-evidence]");
    if (!article || !root.closest(".acct")) { return null; }
    const parts = [...article.querySelectorAll(".acct [data-at]")].filter((part) => range.intersectsNode(part));
    let start = null, end = null, words = [], last = null;
    parts.forEach((part) => nodes(part).forEach((text) => {
      if (!range.intersectsNode(text)) { return; }
      const from = text === range.startContainer ? range.startOffset : 0, to = text === range.endContainer ? range.endOffset : text.data.length;
      if (from >= to) { return; }
      if (start === null) { start = placeOf(part, text, from); }
      end = placeOf(part, text, to);
      words.push((last && last !== part ? "\n" : "") + text.data.slice(from, to));
      last = part;
    }));
    return start === null ? null : { item: article.id.replace("evidence-", ""), start, end, words: words.join(""), part: last };
  }

  // Arrow keys choose words where nothing can be typed: the text of the work is no text box.
  const SPOKEN = /[^\s]+/gu;
  function wordsOf(box) {
    return [...box.querySelectorAll("[data-at]")].flatMap((part, paragraph) => nodes(part).flatMap((node) =>
      [...node.data.matchAll(SPOKEN)].map((found) => ({ node, from: found.index, to: found.index + found[0].length, paragraph }))));
  }
  const at = new WeakMap();
  function move(box, key, extend) {
    const words = wordsOf(box);
    if (!words.length) { return; }
    const place = at.get(box) || { anchor: 0, focus: -1 }, here = Math.min(place.focus, words.length - 1);
    const begin = (paragraph) => words.findIndex((word) => word.paragraph === paragraph);
    const now = here < 0 ? -1 : words[here].paragraph;
    const end = words.length - 1;
    const to = {
      ArrowRight: here + 1, ArrowLeft: here - 1,
      ArrowDown: here < 0 ? 0 : words.some((word) => word.paragraph > now) ? words.findIndex((word) => word.paragraph > now) : end,
      ArrowUp: here < 0 ? 0 : here > begin(now) ? begin(now) : begin(words[Math.max(0, begin(now) - 1)].paragraph),
      Home: now < 0 ? 0 : begin(now), End: now < 0 ? 0 : words.findLastIndex((word) => word.paragraph === now),
    }[key];
    const focus = Math.max(0, Math.min(end, to)), anchor = extend && here >= 0 ? Math.min(place.anchor, end) : focus;
    at.set(box, { anchor, focus });
    const [first, last] = anchor <= focus ? [words[anchor], words[focus]] : [words[focus], words[anchor]];
    getSelection().setBaseAndExtent(first.node, first.from, last.node, last.to);
    words[focus].node.parentElement.scrollIntoView({ block: "nearest" });
    if (!extend) { say(words[focus].node.data.slice(words[focus].from, words[focus].to)); } else { say(selected()?.words || ""); }
  }
  function ready() {
    texts().forEach((box) => {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", box.closest("[data-evidence]").querySelector("h3").textContent);
    });
  }
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!box.matches?.(".acct[role=group]") || event.altKey || event.ctrlKey || event.metaKey) { return; }
    if (["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) { event.preventDefault(); move(box, event.key, event.shiftKey); }
  });

  // ---- Comments ----

  const quote = sheet.elements.quote, note = sheet.elements.quote_words, on = sheet.elements.quote_on;
  let from = null, criterion = null;
  function comment() {
    const found = selected();
    if (found) {
      quote.value = found.words;
      sheet.elements.quote_item.value = found.item;
      sheet.elements.quote_start.value = found.start;
      sheet.elements.quote_end.value = found.end;
      from = found.part.closest(".acct");
      let after = found.part.closest("p, li, blockquote, pre, h4, h5, h6, .table-responsive, ul") || found.part;
      if (after.closest("ul")) { after = after.closest("ul"); } else if (after.closest("blockquote")) { after = after.closest("blockquote"); }
      after.after(panel);
      const code = criterion?.dataset.criterion;
      const offered = [...on.options].find((option) => option.text.startsWith(`${code} `));
      if (offered) { on.value = offered.value; }
      note.focus();
    } else { panel.scrollIntoView({ block: "nearest" }); quote.focus(); }
  }
  function noComment() {
    [quote, note].forEach((box) => { box.value = ""; });
    ["quote_item", "quote_start", "quote_end"].forEach((name) => { sheet.elements[name].value = ""; });
    home.append(panel);
    (from && from.isConnected ? from : document.querySelector("[data-comment]")).focus();
  }
  async function carry(wanted, button) {
    button.setAttribute("aria-busy", "true");
    const answer = await send(wanted);
    button.removeAttribute("aria-busy");
    if (!answer) { return; }
    if (answer.said) { say(answer.said); show(answer.said, "check-circle-fill"); stale(); return; }
    const shown = from ? from.closest("[data-evidence]").id : null, number = from ? texts().indexOf(from) : -1, place = at.get(from);
    if (wanted === "comment") { [quote, note].forEach((box) => { box.value = ""; }); sheet.elements.quote_key.value = answer.key; }
    ["quote_item", "quote_start", "quote_end"].forEach((name) => { sheet.elements[name].value = ""; });
    home.append(panel);
    Object.entries(answer.panels).forEach(([name, html]) => {
      const place = name.startsWith("evidence-") ? document.getElementById(name) : document.querySelector(`[data-panel="${name}"]`);
      if (place) { place.innerHTML = html; }
    });
    ready();
    if (place && texts()[number]) { at.set(texts()[number], place); }  // the arrow keys go on from there
    const made = document.getElementById(answer.goto);
    if (wanted === "comment" && made) { say(made.getAttribute("aria-label")); }
    if (wanted === "comment" && number >= 0) { (texts()[number] || document.getElementById(shown)).focus({ preventScroll: true }); made?.scrollIntoView({ block: "nearest" }); }
    else { (made || document.getElementById("evidence").closest("section").querySelector("[data-comment]")).focus(); }
    from = null;
  }
  sheet.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name === "do") { event.preventDefault(); carry(button.value, button); return; }
    if (leaving) { return; }
    leaving = true;
    clearTimeout(timer);
    drop();
    if (!keptText) { return; }
    // The page leaves when its last words lie on the device, which they do already unless the machine is slow.
    event.preventDefault();
    sendOnceKept(sheet, button, keeping);
  });
  document.querySelector("[data-comment]")?.addEventListener("mousedown", (event) => event.preventDefault());
  document.querySelector("[data-comment]")?.addEventListener("click", comment);
  document.querySelector("[data-no-comment]").addEventListener("click", noComment);

  // ---- Phrases ----

  const phrases = document.querySelector("[data-phrases]"), list = phrases.querySelector("[data-phrase-list]");
  const opener = phrases.querySelector("[data-phrases-open]");
  let box = null, loaded = false;
  const stale = () => { loaded = false; list.hidden = true; opener.setAttribute("aria-expanded", "false"); };
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea") && event.target.form === sheet && event.target !== quote) { box = event.target; }
    criterion = event.target.closest("[data-criterion]") || criterion;
  });
  async function openPhrases() {
    if (!loaded) {
      try { const answer = await fetch(phrases.dataset.from); if (!answer.ok) { return; } list.innerHTML = await answer.text(); loaded = true; } catch { return; }
    }
    list.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    (list.querySelector("[data-phrase-search]") || opener).focus();
  }
  opener.addEventListener("click", () => { if (list.hidden) { openPhrases(); } else { list.hidden = true; opener.setAttribute("aria-expanded", "false"); } });
  list.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    list.querySelectorAll("[data-phrase]").forEach((button) => {
      const fits = words.every((word) => button.textContent.toLowerCase().includes(word));
      button.closest("li").hidden = !fits;
      left += fits;
    });
    list.querySelector("[data-phrase-none]").hidden = left > 0;
  });
  list.addEventListener("keydown", (event) => { if (event.key === "Escape") { list.hidden = true; opener.setAttribute("aria-expanded", "false"); (box || opener).focus(); } });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-phrase]");
    if (!button) { return; }
    const target = box && box.isConnected ? box : sheet.elements.feedback;
    target.focus();
    const before = target.value.slice(0, target.selectionStart);
    const gap = before && !/\s$/.test(before) ? " " : "";
    target.setRangeText(gap + button.textContent, target.selectionStart, target.selectionEnd, "end");
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });
  phrases.querySelector("[data-phrase-keep]").addEventListener("click", async () => {
    if (!box || !box.isConnected) { return; }
    const text = box.value.slice(box.selectionStart, box.selectionEnd).trim() || box.value.trim();
    const body = new FormData();
    body.set("csrf_token", sheet.elements.csrf_token.value);
    body.set("text", text);
    const answer = await fetch(phrases.dataset.keep, { method: "POST", body, redirect: "manual" }).catch(() => null);
    const told = answer ? await answer.json().catch(() => ({})) : {};
    if (told.panel) { list.innerHTML = told.panel; loaded = true; }
    show(told.said || told.message || says.offline, told.said ? "check-circle-fill" : "exclamation-triangle", true);
  });

  // ---- Keys, each with Alt and Shift ----

  const criteria = () => [...document.querySelectorAll("[data-criterion]")].filter((each) => each.querySelector("[type=radio],[data-marks]"));
  const open = (each) => !each.querySelector(":checked") && !each.querySelector("[data-marks]")?.value;
  const current = () => document.activeElement.closest?.("[data-criterion]") || criterion || criteria().find(open) || criteria()[0];
  function go(each) {
    if (!each) { return; }
    criterion = each;
    (each.querySelector(":checked") || each.querySelector("[type=radio],[data-marks]")).focus();
    each.scrollIntoView({ block: "nearest" });
  }
  function step(by) {
    const all = criteria(), inside = document.activeElement.closest?.("[data-criterion]");
    go(inside ? all[Math.max(0, Math.min(all.length - 1, all.indexOf(inside) + by))] : by > 0 ? all.find(open) || all[0] : all[all.length - 1]);
  }
  function answerWith(value) {
    const each = current(), radio = each.querySelector(`[type=radio][value=${value}]`);
    if (!radio) { each.querySelector("[data-marks]")?.focus(); return; }
    radio.click();
    criterion = each;
    each.querySelector("textarea").focus();
  }
  const keys = {
    KeyJ: () => step(1), KeyK: () => step(-1), KeyY: () => answerWith("met"), KeyX: () => answerWith("not_met"),
    KeyW: () => (texts().find((each) => each.offsetParent) || document.querySelector("[data-evidence]")).focus(),
    KeyC: comment, KeyP: openPhrases,
    KeyV: () => { const test = document.querySelector(".vacsr fieldset:not(:has(:checked)) input") || document.querySelector(".vacsr input"); test.focus(); test.scrollIntoView({ block: "nearest" }); },
    KeyS: () => { changed(); plan(0); },
    KeyG: () => decide.querySelector("[data-decide]").click(),
    KeyQ: () => document.querySelector("[data-next]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || !keys[event.code]) { return; }
    event.preventDefault();
    keys[event.code]();
  });

  // ---- What is fetched after the page ----

  document.querySelectorAll("[data-from]:not([data-phrases])").forEach(async (place) => {
    try { const answer = await fetch(place.dataset.from); if (answer.ok) { place.innerHTML = await answer.text(); } } catch { /* the link stays */ }
  });
  ready();
  restore();
})();
