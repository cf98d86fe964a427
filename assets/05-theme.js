// The reader's choice of light or dark, kept in this browser only; the system decides until then. Runs before the page paints.
(function () {
  "use strict";
  const root = document.documentElement;
  const key = "explorer-theme";

  function stored() {
    try { return localStorage.getItem(key); } catch { return null; }
  }

  function systemTheme() {
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  window.explorer = window.explorer || {};

  /** "light" or "dark", as the page now shows it. */
  window.explorer.theme = () => root.dataset.theme || systemTheme();

  const chosen = stored();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  document.addEventListener("click", (event) => {
    if (!event.target.closest("#theme-button")) return;
    const next = window.explorer.theme() === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    try { localStorage.setItem(key, next); } catch { /* a private window keeps nothing */ }
  });
})();
