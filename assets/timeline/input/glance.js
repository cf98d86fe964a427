// @ts-check
// While fingers or the wheel zoom, the timeline is moved, not drawn anew: paper, bars and counts are stretched, marks and
// their names go to their new places, only the scale is written again. At rest it is drawn, with every label placed.
import { later } from "../../app/state/later.js";
import { standing } from "../picture/drawing.js";
import { hooks, now, reachable } from "../picture/now.js";
import { scale } from "../picture/pen.js";
import { frameOf } from "../places/frame.js";
import { showUnits } from "./zoom.js";

/** @import { Frame } from "../types.d.ts" */

const REST = 140; // ms without a turn of the wheel
const FAR = 0.9; // of a view beyond what was drawn that may come into sight
let waiting = 0;
let drawn = /** @type {Frame | null} */ (null); // the frame of the last draw, while something else is in sight

/** Shows from one unit to another for now; the draw follows at rest. */
export function glance(/** @type {number} */ from, /** @type {number} */ to) {
  clearTimeout(waiting);
  if (stretchTo(from, to)) waiting = setTimeout(settle, REST);
  else showUnits(from, to);
}

/** The same for a single step: the draw follows in its turn. */
export function glanceOnce(/** @type {number} */ from, /** @type {number} */ to) {
  clearTimeout(waiting);
  later("zoom", stretchTo(from, to) ? settle : () => showUnits(from, to));
}

function settle() {
  if (drawn) showUnits(now.from, now.to);
}

/** Shows what is drawn in other places; whether enough of it is. */
function stretchTo(/** @type {number} */ from, /** @type {number} */ to) {
  const [start, end] = reachable(from, to);
  const before = drawn || now.frame;
  const over = (before.to - before.from) * FAR;
  if (start < before.from - over || end > before.to + over) return false;
  drawn = before;
  [now.from, now.to] = [start, end];
  now.frame = frameOf(now.meta, before.width, start, end, before.stretch, before.height);
  move(before);
  return true;
}

function move(/** @type {Frame} */ before) {
  const { frame: fr, layers } = now;
  const stretch = fr.scale / before.scale;
  const shift = fr.left * (1 - stretch) + (before.from - fr.from) * fr.scale;
  const transform = `matrix(${stretch}, 0, 0, 1, ${shift}, 0)`;
  now.svg.classList.add("tl-zooming");
  stretchLayers(transform);
  layers.scale.markup = null;
  layers.scale.innerHTML = scale(fr, now.placed);
  const by = new Map();
  for (const mark of now.meta.marks) {
    const x = fr.x(mark.x);
    now.marks.get(mark.key)?.setAttribute("transform", standing(mark, x));
    by.set(mark.key, x - before.x(mark.x));
  }
  for (const number of now.placed.lanes.flatMap(({ numbers }) => numbers)) by.set(number.key, fr.x(number.x / before.scale + before.from) - before.left - number.x);
  for (const label of labels()) label.setAttribute("transform", `translate(${by.get(label.dataset.key)} 0)`);
}

const labels = () => /** @type {SVGElement[]} */ ([...now.layers.labels.children, ...now.layers.lit.children, ...now.layers.numbers.children]);

function stretchLayers(/** @type {string} */ transform) {
  for (const layer of /** @type {const} */ (["paper", "courses", "cells", "extents"])) now.layers[layer].style.transform = transform;
}

/** Has every draw begin at rest. */
export function beginGlance() {
  hooks.before.push(atRest);
}

/** Everything is where it says again. */
function atRest() {
  clearTimeout(waiting);
  if (!drawn) return;
  if (drawn.from !== now.from || drawn.to !== now.to) later("moved", () => { for (const act of hooks.moved) act(true); });
  drawn = null;
  now.svg.classList.remove("tl-zooming");
  stretchLayers("");
  for (const label of labels()) label.removeAttribute("transform");
}
