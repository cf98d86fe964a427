// @ts-check
// Two actors compared, in both pictures: a line under the names of what the first has, a line over those of what the second
// has, both lines where both have it. Lines, as colour says something else already. Who has what the panel says, which also
// counts steps of one text as shared.
import { all } from "../app/elements/dom.js";
import { onPainted } from "../app/state/page.js";
import { onCompared } from "./panel.js";

/** @import { Compared } from "./panel.js" */

const PICTURES = "#timeline-graph .tl-label, #network .node";

/** Has the pictures mark what is compared. */
export function beginCompared() {
  let told = /** @type {Compared | null} */ (null);

  function mark() {
    if (!told && !document.querySelector(".of-first, .of-second")) return;
    const { first = [], both = [], second = [] } = told ?? {}, one = new Set([...first, ...both]), other = new Set([...second, ...both]);
    for (const element of all(document, PICTURES)) {
      const id = element.dataset.id ?? "";
      element.classList.toggle("of-first", one.has(id));
      element.classList.toggle("of-second", other.has(id));
    }
  }

  onCompared((ids) => {
    told = ids;
    mark();
  });
  onPainted(mark); // names that are drawn anew bear their lines, too
}
