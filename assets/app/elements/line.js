// @ts-check
// A line that says something over the page and has buttons. It moves nothing; it stands in the dialog that is open, as
// nothing outside that can be reached; and what had the keyboard keeps it, or has it back when the line goes.
import { byId, holds } from "./dom.js";

/** Takes a line in hand. @param {HTMLElement} line @returns {(says: boolean) => void} shows it, or hides it */
export function overPage(line) {
  let from = /** @type {HTMLElement | null} */ (null); // where the keyboard was before it came to the line
  const comeTo = (/** @type {Element} */ home) => { if (line.parentElement !== home) home.append(line); };
  line.addEventListener("mousedown", (event) => event.preventDefault());
  line.addEventListener("focusin", ({ relatedTarget }) => {
    if (!holds(line, relatedTarget)) from = /** @type {HTMLElement | null} */ (relatedTarget);
  });
  document.addEventListener("toggle", ({ target }) => {
    if (target instanceof HTMLDialogElement && target.open && line.classList.contains("says")) comeTo(target);
  }, true);
  document.addEventListener("close", ({ target }) => { if (target instanceof Node && target.contains(line)) comeTo(document.body); }, true);
  return (says) => {
    for (const back of [from, line.closest("dialog") || byId("details")]) { // the first may have gone since
      if (!says && holds(line, document.activeElement)) back?.focus({ preventScroll: true });
    }
    if (says) comeTo(document.querySelector("dialog[open]") || document.body);
    line.classList.toggle("says", says);
  };
}
