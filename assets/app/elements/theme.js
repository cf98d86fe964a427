// @ts-check
// The reader's choice of light or dark, kept in this browser only; the system decides until then, and may again.
import { closest, keep, kept } from "./dom.js";

const KEY = "explorer-theme";
const NEXT = /** @type {Record<string, string>} */ ({ system: "light", light: "dark", dark: "system" });

/** "light" or "dark", as the page now shows it. */
export function theme() {
  return document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

/** Shows what was chosen before, and listens to the page's button. */
export function beginTheme() {
  show(kept(KEY, "localStorage"));
  document.addEventListener("DOMContentLoaded", () => show(document.documentElement.dataset.theme ?? "system"));
  document.addEventListener("click", ({ target }) => {
    if (!closest(target, "#theme-button")) return;
    const next = NEXT[document.documentElement.dataset.theme ?? "system"];
    show(next);
    keep(KEY, next, "localStorage");
  });
}

function show(/** @type {string} */ choice) {
  const root = document.documentElement, button = document.getElementById("theme-button");
  if (choice === "light" || choice === "dark") root.dataset.theme = choice;
  else delete root.dataset.theme;
  if (button) button.textContent = `Theme: ${root.dataset.theme ?? "system"}`;
}
