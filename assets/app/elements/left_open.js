// @ts-check
// How a record stood before it was drawn anew: which of its parts were open, and where in it the keyboard was.
import { all, byId, closest, holds } from "./dom.js";

/** Parts by name, see `named`. @typedef {{ open: string[], shut: string[] }} Parts */

const STOPS = "a[href], button, summary, input, select, [tabindex]";

/** What a part is called that opens, without its count, behind the part that it is in. @param {Element} part @returns {string} */
function named(part) {
  const own = (part.querySelector("summary")?.textContent ?? "").replace(/^[\d\s]+|[\d\s]+$/g, ""), outer = closest(part.parentElement, "details");
  return outer && holds(byId("details"), outer) ? `${named(outer)} / ${own}` : own;
}

const parts = () => /** @type {HTMLDetailsElement[]} */ (all(byId("details"), "details"));

/** The parts of the record as they stand. @returns {Parts} */
export function partsNow() {
  const [open, shut] = [true, false].map((is) => parts().filter((part) => part.open === is).map(named));
  return { open, shut };
}

/** Opens and shuts the parts of the record as they stood. @param {Parts} stood */
export function partsAgain({ open, shut }) {
  for (const part of parts()) {
    const name = named(part);
    if (open.includes(name)) part.open = true;
    else if (shut.includes(name)) part.open = false;
  }
}

/** What tells one stop of the keyboard from another, whatever counts stand in it. @param {Element} stop */
const told = (stop) => [stop.tagName, stop.getAttribute("data-id") ?? stop.getAttribute("data-view"), stop.textContent?.replace(/\d+/g, "")].join("|");

/** Finds the stop again on which the keyboard is now, in what is drawn later in the same place; null where it is on none.
 *  @param {Element} place @returns {(() => HTMLElement | undefined) | null} */
export function stopHeld(place) {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || !holds(place, at) || !at.matches(STOPS)) return null;
  const same = () => all(place, STOPS).filter((stop) => told(stop) === name);
  const name = told(at), nth = same().indexOf(at);
  return () => (at.isConnected ? at : same()[nth] ?? same().pop());
}
