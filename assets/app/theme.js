// @ts-check
// The reader's choice of light or dark, kept in this browser only; the system decides until then.
import { closest } from "./dom.js";

const KEY = "explorer-theme";

/** "light" or "dark", as the page now shows it. */
export function theme() {
  return document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

/** Shows what was chosen before, and listens to the page's button. */
export function beginTheme() {
  const root = document.documentElement;
  const chosen = stored();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  document.addEventListener("click", ({ target }) => {
    if (!closest(target, "#theme-button")) return;
    const next = theme() === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    try { localStorage.setItem(KEY, next); } catch { /* a private window keeps nothing */ }
  });
}

function stored() {
  try { return localStorage.getItem(KEY); } catch { return null; }
}
