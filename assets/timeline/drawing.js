// @ts-check
// Draws the timeline for the present width and zoom, and lights what is selected by classes alone. Python decides what is in
// it; labels.js places the labels, pen.js writes the markup.
import { all, makeSvg, setAll } from "../app/dom.js";
import { n } from "../app/markup.js";
import { EDGE, frameOf, place } from "./frame.js";
import { cells } from "./heatmap.js";
import { drawInstrumentPath } from "./instrument_path.js";
import { hold, hooks, now, yOf } from "./now.js";
import { courses, extentOf, label, laneLines, looks, names, paper, scale } from "./pen.js";

/** @import { State } from "../app/types.d.ts" */
/** @import { Frame, Layer, Mark, Payload, Placed, Point } from "./types.d.ts" */

let stretch = 0;

/** How much wider the reader's face is than the one Python measures by: 1, or more. */
function stretched() {
  if (stretch) return stretch;
  const sample = "Homeland Security publishes its sanctuary list";
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = "700 100px " + getComputedStyle(document.documentElement).getPropertyValue("--sans");
  const wider = pen.measureText(sample).width / 2217.4; // the same words in bold Arial
  stretch = wider > 1.01 ? wider : 1;
  return stretch;
}

/** Draws everything. */
export function draw() {
  const { layers, meta, state } = now;
  for (const act of hooks.before) act();
  const fr = frameOf(meta, now.sheet || now.box.clientWidth, now.from, now.to, stretched());
  const placed = place(fr, state.focus, fr.fit ? {} : now.floors);
  now.frame = fr;
  now.rows = placed.lanes;
  now.placed = placed;
  now.spots = new Map(placed.lanes.flatMap((lane) => lane.spots.map((spot) => [spot.id, spot])));
  if (fr.fit) placed.lanes.forEach((lane, band) => { now.floors[band] = lane.height; });
  const giveBack = holdFocus();
  fit(fr, placed);
  fill(layers.paper, paper(fr, placed));
  layers.lanes.setAttribute("d", laneLines(fr, placed));
  fill(layers.scale, scale(fr, placed));
  fill(layers.courses, courses(fr, yOf, state));
  fill(layers.cells, cells(fr, placed));
  fill(layers.labels, meta.marks.map((mark) => labelOf(mark, fr)).join(""));
  fill(layers.extents, meta.marks.map((mark) => extentOf(mark, fr, yOf(mark), state)).join(""));
  drawMarks(fr);
  fill(layers.names, names(fr, placed));
  const { lane, month, label, when } = fr.sizes;
  for (const [layer, size] of /** @type {const} */ ([["names", lane], ["scale", month], ["labels", label], ["cells", when]])) {
    layers[layer].setAttribute("font-size", n(size));
  }
  now.svg.classList.toggle("has-sel", state.focus !== "");
  giveBack();
  drawInstrumentPath();
  for (const act of hooks.after) act();
}

function labelOf(/** @type {Mark} */ mark, /** @type {Frame} */ fr) {
  const spot = now.spots.get(mark.key);
  return spot?.side ? label(mark, spot, fr, now.state) : "";
}

function fill(/** @type {Layer} */ layer, /** @type {string} */ markup) {
  if (layer.markup === markup) return;
  layer.markup = markup;
  layer.innerHTML = markup;
}

/** The picture's own size and names, and what moves when it is panned cut off at both sides. */
function fit(/** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { svg, meta } = now;
  const height = fr.sizes.header + placed.height + fr.sizes.footer;
  setAll(svg, { "aria-label": meta.summary, width: n(fr.width), height: n(height), viewBox: `0 0 ${n(fr.width)} ${n(height)}` });
  svg.classList.toggle("narrow", fr.narrow);
  const inner = [fr.left, fr.right];
  const outer = [fr.left - EDGE, Math.max(fr.width, fr.right + EDGE)];
  [inner, inner, outer, outer].forEach(([left, right], place) => {
    const box = { x: n(left), width: n(right - left), height: n(height) };
    setAll(now.windows[place], { ...box, viewBox: `${box.x} 0 ${box.width} ${box.height}` });
  });
}

/** Marks keep their elements from draw to draw, so that focus stays and they can glide. */
function drawMarks(/** @type {Frame} */ fr) {
  const { meta, layers } = now;
  const kept = new Map();
  let before = /** @type {Point | null} */ (null);
  for (const mark of meta.marks) {
    const point = now.marks.get(mark.key) || /** @type {Point} */ (makeSvg("path", {}));
    kept.set(mark.key, point);
    const look = looks("tl-mark " + (mark.ghost ? "ghost" : mark.symbol), mark, now.state);
    if (point.getAttribute("class") !== look) point.setAttribute("class", look);
    point.setAttribute("transform", `translate(${n(fr.x(mark.x))} ${n(yOf(mark))})`);
    if (point.mark !== mark) name(point, mark, meta.paths[(mark.ghost ? "square" : mark.symbol) + mark.weight]);
    const next = before ? before.nextSibling : layers.marks.firstChild;
    if (next !== point) layers.marks.insertBefore(point, next);
    before = point;
  }
  for (const [key, point] of now.marks) if (!kept.has(key)) point.remove();
  now.marks = kept;
}

function name(/** @type {Point} */ point, /** @type {Mark} */ mark, /** @type {string} */ d) {
  point.mark = mark;
  setAll(point, { role: "button", "aria-label": mark.name, "aria-pressed": String(mark.id === now.state.focus), d });
  if (!point.hasAttribute("tabindex")) point.setAttribute("tabindex", "-1");
  Object.assign(point.dataset, { id: mark.id, key: mark.key });
}

/** A button that is drawn anew takes the focus back. */
function holdFocus() {
  const held = document.activeElement;
  if (!(held instanceof SVGElement && held.matches(".tl-more, .tl-cell") && now.svg.contains(held))) return () => {};
  const { band, key } = held.dataset;
  return () => {
    const again = now.svg.querySelector(key ? `.tl-cell[data-key="${key}"]` : `.tl-more[data-band="${band}"]`);
    if (again instanceof SVGElement && again !== document.activeElement) again.focus();
  };
}

/** Shows another stretch of the same picture. @param {Payload} meta */
export function swapStretch(meta) {
  hold(meta);
  draw();
  light(now.state);
}

/** Lights what is selected and dims the rest: classes only, no draw. @param {State} state */
export function light(state) {
  const started = performance.now();
  const before = now.state;
  now.state = state;
  if (!now.svg) return;
  now.svg.classList.toggle("has-sel", state.focus !== "");
  for (const part of /** @type {SVGElement[]} */ (all(now.svg, "[data-id]"))) {
    const id = part.dataset.id ?? "";
    const lit = state.lit.has(id), chosen = id === state.focus;
    if (lit !== before.lit.has(id)) part.classList.toggle("lit", lit);
    if (chosen === (id === before.focus)) continue;
    part.classList.toggle("sel", chosen);
    if (part.hasAttribute("aria-pressed")) part.setAttribute("aria-pressed", String(chosen));
  }
  drawInstrumentPath();
  for (const layer of /** @type {const} */ (["labels", "extents", "courses"])) now.layers[layer].markup = null;
  now.painting = performance.now() - started;
  // A selected event has its label before all others; only where there was no room for it is the picture placed anew.
  const spots = (now.byEvent.get(state.focus) || []).flatMap(({ key }) => now.spots.get(key) ?? []);
  const missing = spots.length > 0 && !spots.some((spot) => spot.side);
  if (missing && state.focus !== before.focus) requestAnimationFrame(draw);
}
