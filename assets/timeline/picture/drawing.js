// @ts-check
// Draws the timeline for the present box and zoom, and lights what is selected without drawing it anew. Python decides what
// is in it; budget.js and lit.js place the names, the pens write the markup.
import { all, makeSvg, setAll } from "../../app/elements/dom.js";
import { stretched } from "../../app/elements/face.js";
import { n } from "../../app/text/markup.js";
import { placeNames, SMALL } from "../places/budget.js";
import { EDGE, frameOf, sheetOf } from "../places/frame.js";
import { cells } from "../places/heatmap.js";
import { nameLit } from "../places/lit.js";
import { extentOf } from "./extents.js";
import { drawInstrumentPath } from "./instrument_path.js";
import { hold, hooks, isSmall, now, timeOf, yOf } from "./now.js";
import { asOfPlace, paper, scale } from "./pen.js";
import { courses, label, leaderOf, laneLines, looks, names, numberOn } from "./pen_events.js";

/** @import { State } from "../../app/types.d.ts" */
/** @import { Frame, Layer, LitNames, Mark, Payload, Placed, Point, QuietNumber } from "../types.d.ts" */

const PRINTED = 560; // px that the picture is high on paper
const NONE_LIT = /** @type {LitNames} */ ({ spots: new Map(), hidden: new Set(), covered: new Set(), aside: new Map(), missed: 0 });

/** Draws everything. */
export function draw() {
  const { layers, meta } = now;
  for (const act of hooks.before) act();
  const height = now.printed ? PRINTED : now.height || undefined;
  const fr = frameOf(meta, now.printed || now.width, now.from, now.to, stretched(), height);
  const sheet = sheetOf(fr), placed = placeNames(sheet);
  Object.assign(now, { frame: fr, sheet, rows: placed.lanes, placed });
  now.spots = new Map(placed.lanes.flatMap((lane) => lane.spots.map((spot) => [spot.id, spot])));
  const giveBack = holdFocus();
  fit(fr, placed);
  fill(layers.paper, paper(fr, placed));
  layers.lanes.setAttribute("d", laneLines(fr, placed));
  fill(layers.scale, scale(fr, placed));
  fill(layers.courses, courses(fr, yOf, now.state));
  fill(layers.cells, cells(fr, placed));
  fill(layers.labels, meta.marks.map((mark) => labelOf(mark, fr)).join(""));
  fill(layers.extents, meta.marks.map((mark) => extentOf(mark, fr, yOf(mark), now.state, isSmall(mark))).join(""));
  drawMarks();
  fill(layers.names, names(fr, placed));
  const { lane, month, label, when } = fr.sizes;
  for (const [layer, size] of /** @type {const} */ ([["names", lane], ["scale", month], ["labels", label], ["lit", label], ["cells", when]])) {
    layers[layer].setAttribute("font-size", n(size));
  }
  now.svg.classList.toggle("has-sel", now.state.focus !== "");
  drawLit();
  giveBack();
  drawInstrumentPath();
  now.box.style.overflow = "";
  for (const act of hooks.after) act();
}

function labelOf(/** @type {Mark} */ mark, /** @type {Frame} */ fr) {
  const spot = now.spots.get(mark.key);
  return spot?.side ? label(mark, spot, fr, now.state) : "";
}

/** Names what is lit, takes it out of numbers, and hides the names that are in the way. Nothing else is touched. */
function drawLit() {
  const { state, sheet, placed, layers, frame: fr, meta } = now;
  if (!sheet) return;
  const byKey = new Map(meta.marks.map((mark) => [mark.key, mark]));
  const isLit = (/** @type {string} */ key) => state.lit.has(byKey.get(key)?.id ?? "");
  const told = meta.asOf.inside ? asOfPlace(fr, placed) : null, taken = /** @type {[number, number] | null} */ (told?.low ? [told.from, told.to] : null);
  now.lit = state.focus ? nameLit(sheet, placed, isLit, (key) => byKey.get(key)?.id === state.focus, taken) : NONE_LIT;
  const named = [...now.lit.spots].flatMap(([key, spot]) => {
    const mark = byKey.get(key);
    return mark ? [{ line: leaderOf(mark, spot, fr, state), name: label(mark, spot, fr, state) }] : [];
  });
  fill(layers.lit, [...named.map(({ line }) => line), ...named.map(({ name }) => name)].join(""));
  for (const [key, point] of now.marks) point.classList.toggle("covered", now.lit.covered.has(key));
  for (const part of /** @type {SVGElement[]} */ ([...layers.labels.children])) part.classList.toggle("yields", now.lit.hidden.has(part.dataset.key ?? ""));
  drawNumbers(isLit);
}

/** Numbers count what of them is not lit; a single one that is left stands as a mark again. */
function drawNumbers(/** @type {(key: string) => boolean} */ isLit) {
  const within = new Set();
  const drawn = now.rows.flatMap(({ numbers }) => numbers).map((number) => {
    const ids = number.ids.filter((key) => !now.state.focus || !isLit(key));
    if (ids.length < 2) return "";
    for (const key of ids) within.add(key);
    return numberOn({ ...number, x: now.lit.aside.get(number.key) ?? number.x }, ids, now.frame, saidOf(number, ids.length));
  });
  now.within = within;
  fillAnew(now.layers.numbers, drawn.filter(Boolean));
  for (const [key, point] of now.marks) point.classList.toggle("within", within.has(key));
}

const saidOf = (/** @type {QuietNumber} */ { band, ids }, /** @type {number} */ count) => {
  const words = timeOf(ids);
  return `${count} more events, ${now.meta.bands[band].label}${words ? ", " + words : ""}. Opens a list.`;
};

function fill(/** @type {Layer} */ layer, /** @type {string} */ markup) {
  if (layer.markup === markup) return;
  layer.markup = markup;
  layer.innerHTML = markup;
}

/** Fills a layer part by part: what stands in it already stays. @param {Layer} layer @param {string[]} parts */
function fillAnew(layer, parts) {
  const wanted = new Set(parts), known = new Set(), holder = makeSvg("g", {});
  for (const part of /** @type {Layer[]} */ ([...layer.children])) wanted.has(part.markup ?? "") ? known.add(part.markup) : part.remove();
  parts.forEach((markup, place) => {
    if (known.has(markup)) return;
    holder.innerHTML = markup;
    const part = /** @type {Layer} */ (holder.firstElementChild);
    part.markup = markup;
    layer.insertBefore(part, layer.children[place] ?? null);
  });
}

/** The picture's own size and names, and what moves when it is panned cut off at both sides. */
function fit(/** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { svg, meta } = now;
  const height = Math.max(fr.sizes.header + placed.height, fr.height);
  setAll(svg, { "aria-label": meta.summary, "aria-description": "Arrows lead from mark to mark, Enter picks.", width: n(fr.width), height: n(height), viewBox: `0 0 ${n(fr.width)} ${n(height)}` });
  svg.classList.toggle("narrow", fr.narrow);
  const inner = [fr.left, fr.right];
  const outer = [fr.left - EDGE, Math.max(fr.width, fr.right + EDGE)];
  [inner, inner, outer, outer].forEach(([left, right], place) => {
    const box = { x: n(left), width: n(right - left), height: n(height) };
    setAll(now.windows[place], { ...box, viewBox: `${box.x} 0 ${box.width} ${box.height}` });
  });
}

/** Where a mark stands, and how large. @param {Mark} mark @param {number} [x] @param {number} [y] */
export function standing(mark, x = now.frame.x(mark.x), y = yOf(mark)) {
  const small = isSmall(mark) ? ` scale(${(SMALL / now.frame.sizes.radii[mark.weight - 1]).toFixed(3)})` : "";
  return `translate(${n(x)} ${n(y)})${small}`;
}

/** Marks keep their elements from draw to draw, so that the focus stays. */
function drawMarks() {
  const { meta, layers } = now;
  const kept = new Map();
  let before = /** @type {Point | null} */ (null);
  for (const mark of meta.marks) {
    const point = now.marks.get(mark.key) || /** @type {Point} */ (makeSvg("path", {}));
    kept.set(mark.key, point);
    const small = isSmall(mark);
    const look = looks(`tl-mark ${mark.ghost ? (small ? "square" : "ghost") : mark.symbol}${small ? " small" : ""}`, mark, now.state);
    if (point.getAttribute("class") !== look) point.setAttribute("class", look);
    point.setAttribute("transform", standing(mark));
    const turn = `, ${kept.size} of ${meta.marks.length}`;
    if (point.mark !== mark || point.turn !== turn) name(point, mark, meta.paths[(mark.ghost ? "square" : mark.symbol) + mark.weight], turn);
    const next = before ? before.nextSibling : layers.marks.firstChild;
    if (next !== point) layers.marks.insertBefore(point, next);
    before = point;
  }
  for (const [key, point] of now.marks) if (!kept.has(key)) point.remove();
  now.marks = kept;
}

function name(/** @type {Point} */ point, /** @type {Mark} */ mark, /** @type {string} */ d, /** @type {string} */ turn) {
  Object.assign(point, { mark, turn });
  setAll(point, { role: "button", "aria-label": mark.name + turn, "aria-pressed": String(mark.id === now.state.focus), d });
  if (!point.hasAttribute("tabindex")) point.setAttribute("tabindex", "-1");
  Object.assign(point.dataset, { id: mark.id, key: mark.key });
}

/** A button that is drawn anew takes the focus back. */
function holdFocus() {
  const held = document.activeElement;
  if (!(held instanceof SVGElement && held.matches(".tl-number, .tl-cell") && now.svg.contains(held))) return () => {};
  const key = CSS.escape(held.dataset.key ?? "");
  return () => {
    const again = now.svg.querySelector(`:is(.tl-cell, .tl-number)[data-key="${key}"]`);
    if (again instanceof SVGElement && again !== document.activeElement) again.focus();
  };
}

/** Shows another stretch of the same picture. @param {Payload} meta */
export function swapStretch(meta) {
  hold(meta);
  draw();
  light(now.state);
}

/** Rings the marks of what is picked, and no others: all of the picture that the pick itself waits for. What is drawn before
 *  the rest is lit is drawn as it will be lit. @param {State} state */
export function ring(state) {
  [now.state, now.painting] = [state, 0];
  if (!now.svg) return;
  for (const part of /** @type {SVGElement[]} */ (all(now.svg, `.sel, [data-id="${CSS.escape(state.focus)}"]`))) {
    const chosen = part.dataset.id === state.focus;
    part.classList.toggle("sel", chosen);
    if (part.hasAttribute("aria-pressed")) part.setAttribute("aria-pressed", String(chosen));
  }
}

/** Lights what is selected and dims the rest: classes only, no draw. @param {State} state */
export function light(state) {
  const started = performance.now();
  now.state = state;
  if (!now.svg) return;
  now.svg.classList.toggle("has-sel", state.focus !== "");
  for (const part of /** @type {SVGElement[]} */ (all(now.svg, "[data-id]"))) {
    part.classList.toggle("lit", state.lit.has(part.dataset.id ?? ""));
  }
  const giveBack = holdFocus();
  drawLit();
  giveBack();
  drawInstrumentPath();
  for (const layer of /** @type {const} */ (["labels", "extents", "courses"])) now.layers[layer].markup = null;
  for (const act of hooks.lit) act();
  now.painting = performance.now() - started;
}
