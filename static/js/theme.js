// Loaded in <head>, before paint. The choice of light or dark is kept in this browser; without one we follow the device.
(function () {
  "use strict";
  const root = document.documentElement;
  const media = matchMedia("(prefers-color-scheme: dark)");
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  function chosen() {
    try { return localStorage.getItem("sw-theme"); } catch { return null; } // private mode
  }
  function keep(theme) {
    try { localStorage.setItem("sw-theme", theme); } catch { /* private mode: holds for this page only */ }
  }
  function apply(theme) {
    const dark = theme === "dark";
    root.setAttribute("data-bs-theme", dark ? "dark" : "light");
    each("[data-theme-toggle]", (button) => button.setAttribute("aria-pressed", String(dark)));
  }
  const wanted = () => chosen() || (media.matches ? "dark" : "light");

  root.classList.add("js");
  apply(wanted());
  media.addEventListener("change", () => apply(wanted()));

  document.addEventListener("DOMContentLoaded", () => {
    apply(wanted());
    each("[data-theme-toggle]", (button) => button.addEventListener("click", () => {
      const theme = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
      keep(theme);
      apply(theme);
    }));
    each("[data-menu]", (button) => button.addEventListener("click", () => {
      const open = document.getElementById(button.getAttribute("aria-controls")).classList.toggle("open");
      button.setAttribute("aria-expanded", String(open));
    }));
  });

  // A menu made of <details> closes like a menu: on Escape, and on a click elsewhere.
  document.addEventListener("click", (event) => {
    each("details[data-closes][open]", (menu) => { if (!menu.contains(event.target)) { menu.open = false; } });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { return; }
    each("[data-menu][aria-expanded=true]", (button) => {
      document.getElementById(button.getAttribute("aria-controls")).classList.remove("open");
      button.setAttribute("aria-expanded", "false");
      button.focus();
    });
    each("details[data-closes][open]", (menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();
