// @ts-check
// The keyboard in the network: one stop for all nodes of a picture, arrows to the nearest node that way, and where it goes
// on when what it was on goes away, or the whole picture does.
import { closest, holds } from "../app/elements/dom.js";
import { say } from "../app/state/page.js";
import { nearestThatWay } from "./geometry.js";

/** @import { Camera } from "./camera.js" */
/** @import { Elements } from "./elements.js" */
/** @import { Pick, Point } from "./types.d.ts" */

const WAYS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });
const ZOOMS = /** @type {Record<string, string>} */ ({ "+": "in", "=": "in", "-": "out", 0: "fit" });

export class Keyboard {
  /** @param {SVGSVGElement} svg @param {Elements} elements @param {Camera} camera @param {Pick} pick */
  constructor(svg, elements, camera, pick) {
    this.svg = svg;
    this.elements = elements;
    this.camera = camera;
    this.pick = pick;
    this.stopped = /** @type {string | null} */ (null); // where Tab enters
    this.left = /** @type {string | null} */ (null); // what it was on, which is away since
  }

  begin() {
    this.svg.addEventListener("keydown", (event) => this.obey(event));
    this.svg.addEventListener("focusin", (event) => {
      const node = closest(event.target, ".node");
      if (node) this.stop(node.dataset.id ?? null);
    });
    this.svg.setAttribute("tabindex", "-1"); // a listener for focus alone would make the whole picture a stop of its own
    this.stop(null);
  }

  obey(/** @type {KeyboardEvent} */ event) {
    const held = closest(event.target, ".node, [role='button']");
    if (!held || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key], from = this.elements.places.get(held.dataset.id ?? "");
    if (way && from) this.walk(from, way);
    else if (event.key === "Enter" || event.key === " ") this.pick(held);
    else if (event.key in ZOOMS) this.camera.zoom(ZOOMS[event.key]);
    else return;
    event.preventDefault();
  }

  /** @param {Point} from @param {[number, number]} way */
  walk(from, way) {
    const { nodes, places } = this.elements;
    const next = nearestThatWay(places, from, way, (id) => this.elements.there(id));
    if (!next) return say("Nothing further that way.");
    this.stop(next);
    nodes.get(next)?.focus();
  }

  /** Where Tab enters: a node, or with null the one before, else the first that is shown. */
  stop(/** @type {string | null} */ id) {
    const { elements, stopped } = this, { nodes } = elements, held = id || stopped;
    const next = held && elements.there(held) ? held : elements.first();
    if (next === stopped) return;
    if (stopped) nodes.get(stopped)?.setAttribute("tabindex", "-1");
    this.stopped = next;
    if (next) nodes.get(next)?.setAttribute("tabindex", "0");
  }

  /** What it is on may be away after this. */
  leave() {
    const at = document.activeElement;
    if (holds(this.svg, at) && at !== this.svg) this.left = closest(at, ".node[data-id]")?.dataset.id ?? "";
  }

  /** It was on this node in the picture that stood in this one's place; it goes on when this one is painted. @param {string} id */
  take(id) {
    if (document.activeElement instanceof SVGElement) document.activeElement.blur(); // out of sight, it may have it still
    this.left = id;
  }

  /** Where it was on what is away now, it goes on from what is picked; while that is on its way, from the picture.
   *  @param {string} focus @param {boolean} isWorn whether the pick has come */
  resume(focus, isWorn) {
    const { svg, elements: { nodes } } = this, at = document.activeElement;
    if (at !== svg && at !== document.body && !holds(svg, at)) this.left = null; // the reader has gone elsewhere
    if (this.left === null) return;
    const next = [this.left, focus].find((id) => this.elements.there(id));
    if (next === undefined && focus && !isWorn) return svg.focus({ preventScroll: true });
    this.left = null;
    if (next !== undefined && nodes.get(next) === at) return;
    const stop = /** @type {SVGElement | null | undefined} */ (next === undefined ? svg.querySelector(".node[tabindex='0']") : nodes.get(next));
    stop?.focus({ preventScroll: true });
  }
}

let last = /** @type {{ place: HTMLElement, id: string } | null} */ (null); // the picture that has it, also once that is away

/** Remembers which picture has the keyboard, until it goes elsewhere. @param {FocusEvent | PointerEvent} event */
export function followKeyboard({ target }) {
  const place = closest(target, "#network .picture");
  last = place && { place, id: closest(target, ".node[data-id]")?.dataset.id ?? "" };
}

/** The node that had the keyboard last, "" for none. */
export const lastNode = () => last?.id ?? "";

/** The node that had the keyboard in another picture, which is out of sight since: "" is that picture itself, null no such thing.
 *  @param {HTMLElement} place */
export function leftIn(place) {
  const at = document.activeElement;
  if (!last || last.place === place || last.place.offsetParent) return null;
  return at === document.body || holds(last.place, at) ? last.id : null;
}
