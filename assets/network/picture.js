// @ts-check
// Makes one SVG of the network alive. What is in the picture, where, and what it says was decided in Python: a pick comes as
// markup of its ties, of the guests that join for it and of the words on nodes that were there. Nothing that stood there
// moves; what a pick needs the place of is away.
import { all, closest } from "../app/elements/dom.js";
import { page } from "../app/state/page.js";
import { Camera } from "./camera.js";
import { Elements } from "./elements.js";
import { Keyboard } from "./keyboard.js";
import { Lighting } from "./lighting.js";
import { Outlooks } from "./outlooks.js";
import { Pointers } from "./pointers.js";

/** @import { NetworkView, PickAnswer } from "../app/answers.d.ts" */
/** @import { State } from "../app/types.d.ts" */
/** @import { Pick } from "./types.d.ts" */

const HOW = "Arrows lead from record to record, Enter picks, Page Down and Page Up lead along the ties of what is picked.";
const WALK = /** @type {Record<string, number>} */ ({ PageDown: 1, PageUp: -1 });

export class NetworkPicture {
  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.svg = svg;
    this.base = svg.dataset.base || "";
    const pick = /** @type {Pick} */ ((target, compares) => this.pick(target, compares));
    this.elements = new Elements(svg);
    this.camera = new Camera(svg);
    this.keyboard = new Keyboard(svg, this.elements, this.camera, pick);
    this.lighting = new Lighting(svg, this.elements, this.keyboard);
    this.outlooks = new Outlooks(this.elements, this.lighting);
    new Pointers(svg, this.camera, pick).begin();
    this.begin();
  }

  begin() {
    const { svg, keyboard, lighting } = this;
    svg.addEventListener("keydown", (event) => {
      if (!(event.key in WALK) || !lighting.worn) return;
      event.preventDefault();
      this.walk(WALK[event.key]);
    });
    for (const kind of ["pointerover", "focusin"]) svg.addEventListener(kind, ({ target }) => lighting.preview(closest(target, ".node[data-id]")?.dataset.id ?? ""));
    svg.addEventListener("pointerleave", () => lighting.preview(""));
    svg.setAttribute("aria-description", HOW);
    keyboard.begin();
    svg.classList.add("alive");
  }

  ring(/** @type {string} */ id) {
    this.lighting.ring(id);
  }

  /** @param {State} state @param {PickAnswer | null} picked */
  paint(state, picked) {
    this.lighting.paint(state, picked);
  }

  /** Takes in what Python says of this picture: see NetworkView in explorer/network/visibility.py. @param {NetworkView} view */
  show(view) {
    this.elements.hide(new Set(view.hidden || []), new Set(view.hidden_edges || []));
    if (!this.lighting.sent) this.lighting.clear();
    this.outlooks.show(view);
  }

  /** A node selects it; a tie among actors asks how its two ends are connected, any other leads to its sentence. */
  pick(/** @type {Element} */ target, compares = false) {
    const node = closest(target, ".node[data-id]"), tie = closest(target, "[data-edge]"), stack = closest(target, "[data-stack]");
    if (stack) return this.openStack(stack);
    if (node) return compares ? page.compare(node.dataset.id ?? "") : page.select(node.dataset.id ?? "");
    const { a = "", b = "" } = tie?.dataset ?? {}, { amongActors, state: { focus } } = this.lighting;
    if (amongActors && tie) return page.go(b === focus ? { sel: b, to: a } : { sel: a, to: b });
    if (tie) return page.lead(a === focus ? b : a);
    if (focus) return page.select("");
  }

  openStack(/** @type {HTMLElement} */ stack) {
    const told = this.lighting.worn?.stacks.find(({ id }) => id === stack.dataset.stack);
    if (told) page.list(stack, told.label, told.members.map((id) => [id, page.tiesOf(id)?.name ?? id]));
  }

  /** The tie that many further on from one that has the keyboard, else the first; in the order in which they are told. */
  walk(/** @type {number} */ by) {
    const lines = /** @type {SVGElement[]} */ (all(this.lighting.ties, "[role='button']")), at = lines.findIndex((line) => line === document.activeElement);
    lines[at < 0 ? (by > 0 ? 0 : lines.length - 1) : (at + by + lines.length) % lines.length]?.focus();
  }
}
