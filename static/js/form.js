// Forms: focus the error summary, show a password, step a count, and send once. Every form works without this file.
(function () {
  "use strict";
  const summary = document.querySelector("[data-errors]");
  if (summary) { summary.focus(); }

  document.querySelectorAll("[data-show]").forEach((button) => {
    const labels = [button.textContent, button.dataset.hideLabel];
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.show);
      const show = field.type === "password";
      field.type = show ? "text" : "password";
      button.setAttribute("aria-pressed", String(show));
      button.textContent = labels[show ? 1 : 0];
    });
  });

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) {
      const field = step.parentNode.querySelector("input");
      const wanted = (Number(field.value) || 0) + Number(step.dataset.step);
      field.value = Math.min(Number(field.max), Math.max(Number(field.min), wanted));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (event.target.closest("[aria-disabled=true]")) { event.preventDefault(); }
  });

  // The button is not disabled: its name and value must still be sent. A second send of the same form is stopped instead.
  const sent = new Map();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (sent.has(form)) { event.preventDefault(); return; }
    if (!form.matches("[data-form]") || event.defaultPrevented) { return; }
    // After a download the page stays, and nothing would make its form ready again.
    if (form.matches("[data-download]")) { return; }
    const button = event.submitter;
    sent.set(form, button && { button, content: [...button.childNodes] });
    if (button && button.dataset.busy) {
      button.setAttribute("aria-busy", "true");
      button.replaceChildren(button.dataset.busy);
    }
  });
  // A download leaves the page as it is. The answer carries the form's own word back as a cookie: the file is here.
  document.addEventListener("submit", (event) => {
    const form = event.target, field = form.querySelector("input[name=ready]");
    if (!field || sent.get(form)?.button !== event.submitter || field.value) { return; }
    field.value = Math.random().toString(36).slice(2, 14);
    const asked = Date.now(), waiting = setInterval(() => {
      if (!document.cookie.split("; ").includes("ready=" + field.value) && Date.now() - asked < 120000) { return; }
      clearInterval(waiting);
      const pressed = sent.get(form);
      pressed.button.removeAttribute("aria-busy");
      pressed.button.replaceChildren(...pressed.content);
      sent.delete(form);
      field.value = "";
    }, 300);
  });
  // Coming back with the browser's Back button brings the page as it was left: ready to send again.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) { return; }
    sent.forEach((pressed) => {
      if (!pressed) { return; }
      pressed.button.removeAttribute("aria-busy");
      pressed.button.replaceChildren(...pressed.content);
    });
    sent.clear();
  });
})();
