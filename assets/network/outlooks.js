// @ts-check
// How events stand on the day chosen, and ties among actors by the events that are shown: in one SVG of the network, until
// another day or view is shown.
import { markupOf } from "./elements.js";

/** @import { NetworkView } from "../app/answers.d.ts" */
/** @import { Elements } from "./elements.js" */
/** @import { Lighting } from "./lighting.js" */

export class Outlooks {
  /** @param {Elements} elements @param {Lighting} lighting */
  constructor(elements, lighting) {
    this.elements = elements;
    this.lighting = lighting;
    this.undo = /** @type {Map<string, () => void>} */ (new Map());
  }

  show(/** @type {NetworkView} */ { events, shared }) {
    for (const restore of this.undo.values()) restore();
    this.undo = new Map();
    for (const [id, look] of Object.entries(events || {})) {
      const node = this.elements.resting.get(id);
      if (!node) continue;
      // No date stands there where the page began with a pick, which says something else.
      const before = { when: node.querySelector(".when")?.textContent ?? "", name: node.getAttribute("aria-label") ?? "", hollow: node.classList.contains("hollow") };
      this.set(node, look);
      this.undo.set(id, () => this.set(node, before));
    }
    for (const [id, look] of Object.entries(shared || {})) {
      const path = this.elements.edges.get(id)?.path;
      if (!path) continue;
      path.style.strokeWidth = String(look.thickness);
      this.undo.set(id, () => { path.style.strokeWidth = ""; });
    }
  }

  /** @param {SVGElement} node @param {{ when: string, name: string, hollow: boolean }} look */
  set(node, { when, name, hollow }) {
    const line = node.querySelector(".when");
    if (line) line.textContent = when;
    this.lighting.name(node, name);
    node.classList.toggle("hollow", hollow);
    this.elements.atRest.set(node.dataset.id ?? "", markupOf(node));
  }
}
