// @ts-check
// Two actors compared, in both pictures: a line under the names of what the first is tied to, a line over those of the
// second's, both lines where both are. Lines, as colour says something else already.
import { part } from "../app/address.js";
import { all, byId } from "../app/dom.js";
import { onPainted, page } from "../app/state.js";

const PICTURES = "#timeline-graph .tl-label, #network .node";

/** Has the pictures mark what is compared. */
export function beginCompared() {
  onPainted(({ focus }) => {
    const second = page.tiesOf(part("vs")), first = page.tiesOf(focus), on = Boolean(first && second);
    if (!on && !document.querySelector(".of-first, .of-second")) return;
    const [one, other] = [first, second].map((ties) => new Set(ties && on ? [...ties.events, ...ties.actors] : []));
    for (const element of all(document, PICTURES)) {
      const id = element.dataset.id ?? "";
      element.classList.toggle("of-first", one.has(id));
      element.classList.toggle("of-second", other.has(id));
    }
    if (first && second) byId("network-summary").textContent = `Underlined: tied to ${first.name}. Line above: to ${second.name}. Both lines: to both.`;
  });
}
