// @ts-check
// Two actors compared, in both pictures: a line under the names of what the first has, a line over those of what the second
// has, both lines where both have it. Lines, as colour says something else already. Who has what the panel says, which also
// counts steps of one text as shared.
import { all } from "../app/elements/dom.js";
import { onPainted, page } from "../app/state/page.js";

const PICTURES = "#timeline-graph .tl-label, #network .node";

let first = /** @type {Set<string>} */ (new Set()), second = /** @type {Set<string>} */ (new Set()); // the records of each

function mark() {
  if (!first.size && !second.size && !document.querySelector(".of-first, .of-second")) return;
  for (const element of all(document, PICTURES)) {
    const id = element.dataset.id ?? "";
    element.classList.toggle("of-first", first.has(id));
    element.classList.toggle("of-second", second.has(id));
  }
}

/** Marks in the pictures what a part of the panel compares, if it does. @param {HTMLElement | undefined} told */
export function markCompared(told) {
  const { onlyFirst = "", both = "", onlySecond = "" } = /** @type {HTMLElement | null} */ (told?.querySelector(".compare") ?? null)?.dataset ?? {};
  const [one, shared, other] = [onlyFirst, both, onlySecond].map((ids) => ids.split(" ").filter(Boolean));
  [first, second] = [new Set([...one, ...shared]), new Set([...other, ...shared])];
  mark();
}

/** Has names that are drawn anew bear their lines, too. */
export function beginCompared() {
  onPainted(mark);
  page.redrawn = mark;
}
