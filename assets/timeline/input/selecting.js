// @ts-check
// The timeline within reach: pointer, touch and keyboard. One tab stop; arrows walk in time and between lanes.
import { all, closest, find, holds, make } from "../../app/elements/dom.js";
import { page, say } from "../../app/state/page.js";
import { hooks, isSmall, now, numberOf, yOf } from "../picture/now.js";
import { halfOf } from "../places/budget.js";
import { ink } from "../places/frame.js";
import { yOfCell } from "../places/heatmap.js";
import { glanceOnce } from "./glance.js";
import { numberWith, toggleList } from "./numbers.js";
import { reveal, zoomTimeline } from "./zoom.js";

/** @import { Cell, Mark, Payload } from "../types.d.ts" */

const REACH = 12; // px around a mark that belong to it: targets of 24 px
const FINGER = 22; // px around what a finger touches: 44 px
let stop = ""; // the key of the mark that holds the tab stop
let holder = /** @type {SVGElement | null} */ (null); // its element, or that of the number that counts it
let tip = /** @type {HTMLElement | null} */ (null);

/** The mark or the cell of counts with a key. @param {string} key @returns {Mark | Cell | undefined} */
const oneOf = (key) => now.meta.marks.find((mark) => mark.key === key) || cellOf(key);
const cellOf = (/** @type {string} */ key) => now.meta.cells.find((cell) => cell.key === key);
/** Its element. @param {string} key @returns {SVGElement | null} */
const pointOf = (key) => now.marks.get(numberOf(key) ? "" : key) || now.svg.querySelector(`:is(.tl-cell, .tl-number)[data-key="${CSS.escape(numberOf(key) || key)}"]`);
const SIGN = ".tl-mark, .tl-cell, .tl-number";
let inside = /** @type {{ cell: Cell, meta: Payload } | null} */ (null); // the cell that was zoomed in to by keyboard, until what is in it has come

/** Listens to the picture's box. */
export function beginSelecting() {
  const { box } = now;
  hooks.after.unshift(drawn);
  box.addEventListener("click", click);
  box.addEventListener("keydown", keydown);
  box.addEventListener("focusin", (event) => {
    const point = /** @type {SVGElement | null} */ (closest(event.target, SIGN)), key = point?.dataset.key;
    if (!point || !key) return;
    rove(key);
    lightUp(key, "focused");
    if (point.matches(":focus-visible") && !now.spots.get(key)?.side) tell(key); // others wear their name
  });
  box.addEventListener("focusout", () => {
    lightUp("", "focused");
    tell("");
  });
  box.addEventListener("pointermove", (event) => {
    const key = event.pointerType === "touch" || event.buttons ? "" : under(event);
    lightUp(key, "hover");
    tell(key);
    box.classList.toggle("tl-over", key !== "");
  });
  box.addEventListener("pointerleave", () => {
    lightUp("", "hover");
    tell("");
  });
}

/** After every draw: the tab stop is where it was, else at the selection, else at the first event. */
function drawn() {
  const { meta, marks, svg } = now;
  const chosen = /** @type {SVGElement | null} */ (svg.querySelector(".tl-mark.sel"));
  if (!(marks.has(stop) && !numberOf(stop)) && !cellOf(stop) && !numberWith(stop)) stop = numberOf(stop) || ( chosen?.dataset.key ?? (meta.cells[0] || meta.marks[0] || { key: "" }).key);
  if (numberOf(stop)) stop = numberOf(stop);
  rove(stop);
  enter();
}

/** The keyboard goes on inside the cell that was zoomed in to. */
function enter() {
  const { meta, from, to } = now;
  if (!inside || inside.meta === meta) return;
  const { cell } = inside;
  const near = (/** @type {Mark | Cell} */ one) => one.band === cell.band && one.x >= Math.max(from, cell.x0) && one.x <= Math.min(to, cell.x1);
  const first = meta.cells.find(near) || meta.marks.find(near);
  inside = null;
  if (first && (document.activeElement === document.body || holds(now.box, document.activeElement))) goTo(first.key);
}

/** Zooms in to the period of a cell. */
function open(/** @type {Cell} */ cell, /** @type {boolean} */ byKeyboard) {
  inside = byKeyboard ? { cell, meta: now.meta } : null;
  tell("");
  const room = (cell.x1 - cell.x0) * 0.02;
  glanceOnce(cell.x0 - room, cell.x1 + room);
}

function click(/** @type {MouseEvent} */ event) {
  // A click that a screen reader gives to the point itself (detail 0) has no place of its own.
  const point = /** @type {SVGElement | null} */ (event.detail === 0 ? closest(event.target, SIGN) : null);
  const key = point?.dataset.key ?? under(event);
  if (key) choose(key, event.detail === 0);
}

function choose(/** @type {string} */ key, /** @type {boolean} */ byKeyboard) {
  if (numberWith(key)) return toggleList(key);
  const one = oneOf(key);
  if (one && "cell" in one) open(one, byKeyboard);
  else if (one) page.select(one.id);
}

// --- keyboard

function rove(/** @type {string} */ key) {
  holder?.setAttribute("tabindex", "-1");
  [stop, holder] = [key, pointOf(key)];
  holder?.setAttribute("tabindex", "0");
}

function keydown(/** @type {KeyboardEvent} */ event) {
  if (event.key === "Escape") tell("");
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const point = /** @type {SVGElement | null} */ (closest(event.target, SIGN)), key = point?.dataset.key;
  if (zooms[event.key] && key) zoomTimeline(zooms[event.key], firstIn(key), glanceOnce);
  else if (key && (event.key === "Enter" || event.key === " ")) choose(key, true);
  else if (key && goes[event.key]) walk(key, goes[event.key](key));
  else return;
  event.preventDefault();
}

const zooms = /** @type {Record<string, string>} */ ({ "+": "in", "=": "in", "-": "out", 0: "fit" });

function walk(/** @type {string} */ from, /** @type {string} */ to) {
  if (to === from) say("Nothing further that way.");
  goTo(to);
}

/** Where each key leads from a mark: in time, or to the nearest in the band above or below. @type {Record<string, (key: string) => string>} */
const goes = {
  ArrowRight: (key) => beside(key, 1),
  ArrowLeft: (key) => beside(key, -1),
  ArrowDown: (key) => nearest(key, 1),
  ArrowUp: (key) => nearest(key, -1),
  Home: (key) => file(firstIn(key))[0].key,
  End: (key) => file(firstIn(key)).at(-1)?.key ?? key,
};

/** What a mark or a cell is one of, in time: all marks and numbers, or the counts of one band. @returns {(Mark | Cell)[]} */
function file(/** @type {string} */ key) {
  const { marks, cells } = now.meta;
  const here = oneOf(key);
  if (here && "cell" in here) return cells.filter((cell) => cell.band === here.band);
  return marks.filter((mark) => !now.within.has(mark.key) || firstIn(numberOf(mark.key)) === mark.key);
}

/** A number stands for the first mark that is still in it. */
const firstIn = (/** @type {string} */ key) => numberWith(key)?.ids.find((id) => now.within.has(id)) ?? key;

/** The mark or number after or before, in time; at either end where one is. */
function beside(/** @type {string} */ key, /** @type {number} */ step) {
  const all = file(firstIn(key));
  const place = all.findIndex((one) => one.key === firstIn(key)) + step;
  return all[Math.min(all.length - 1, Math.max(0, place))].key;
}

/** From row to row: a band's counts, then its marks. */
function nearest(/** @type {string} */ key, /** @type {number} */ step) {
  const { marks, cells, bands } = now.meta;
  const here = oneOf(firstIn(key));
  if (!here) return key;
  for (let row = here.band * 2 + ("cell" in here ? 0 : 1) + step; bands[row >> 1]; row += step) {
    const there = /** @type {(Mark | Cell)[]} */ (row % 2 ? marks : cells).filter((one) => one.band === row >> 1);
    if (there.length) return there.reduce((a, b) => (Math.abs(b.x - here.x) < Math.abs(a.x - here.x) ? b : a)).key;
  }
  return key;
}

function goTo(/** @type {string} */ key) {
  reveal(key);
  const point = pointOf(key);
  if (!point) return;
  rove(point.dataset.key ?? key);
  point.focus({ focusVisible: true, preventScroll: true });
  intoView(point);
}

/** A box that scrolls inside itself shows what is walked to. */
function intoView(/** @type {SVGElement} */ point) {
  const { box, frame } = now;
  const { top, bottom } = point.getBoundingClientRect(), around = box.getBoundingClientRect();
  const above = top - around.top - frame.sizes.header - REACH, below = bottom + REACH - around.bottom;
  if (above < 0) box.scrollTop += above;
  else if (below > 0) box.scrollTop += below;
}

// --- pointer

/** The key of what is under the pointer: a name, a count, else the nearest mark or number; or "". */
function under(/** @type {MouseEvent} */ event) {
  const label = /** @type {SVGElement | null} */ (closest(event.target, ".tl-label, .tl-cell"));
  return label?.dataset.key ?? markAt(event);
}

/** The nearest mark, bar, whisker or number within reach, or ""; reckoned, so that nothing is laid out for it. */
function markAt(/** @type {MouseEvent} */ event) {
  const { frame, svg, meta, rows } = now;
  if (!frame) return "";
  const around = svg.getBoundingClientRect();
  const x = event.clientX - around.left - frame.left;
  const y = event.clientY - around.top;
  let found = "", least = "pointerType" in event && event.pointerType === "touch" ? FINGER : REACH;
  const near = (/** @type {string} */ key, /** @type {number} */ left, /** @type {number} */ right, /** @type {number} */ middle) => {
    const far = Math.hypot(Math.max(left - x, x - right, 0), Math.max(0, Math.abs(y - middle) - 6));
    if (far < least) [least, found] = [far, key];
  };
  for (const mark of meta.marks) {
    if (now.within.has(mark.key)) continue;
    const [left, right] = isSmall(mark) ? [frame.px(mark.x), frame.px(mark.x)] : ink(mark, frame);
    near(mark.key, left, right, yOf(mark));
  }
  for (const number of rows.flatMap(({ numbers }) => numbers)) {
    if (number.ids.some((key) => now.within.has(key))) near(number.key, number.x - halfOf(number.ids.length), number.x + halfOf(number.ids.length), frame.sizes.header + number.y);
  }
  return found;
}

function lightUp(/** @type {string} */ key, /** @type {string} */ word) {
  for (const part of /** @type {SVGElement[]} */ (all(now.svg, "." + word))) if (part.dataset.key !== key) part.classList.remove(word);
  if (key) for (const part of all(now.svg, `[data-key="${CSS.escape(key)}"]`)) part.classList.add(word);
}

/** A quiet note with the full title, the date in words and the status; everything in it is said elsewhere, too. */
function tell(/** @type {string} */ key) {
  const one = key && oneOf(key);
  if (!one) {
    if (tip) tip.hidden = true;
    return;
  }
  if (!tip || !tip.isConnected) {
    tip = make("div", "tl-tip");
    tip.setAttribute("aria-hidden", "true");
    const note = make("div");
    note.append(make("b"), make("span"));
    tip.append(note);
    now.box.append(tip);
  }
  const { frame, rows } = now, isCell = "cell" in one;
  const y = isCell ? yOfCell(one, frame, rows) : yOf(one);
  find(tip, "b").textContent = one.title;
  find(tip, "span").textContent = isCell ? one.said : `${one.said} · ${one.status}${one.disputed ? " · sources disagree" : ""}`;
  tip.hidden = false;
  const left = Math.min(Math.max(frame.x(one.x), frame.left), frame.right) - 14;
  tip.style.setProperty("--from", `${Math.max(0, left)}px`); // the style sheet keeps it inside: to ask for its size would lay it out now
  tip.style.height = `${Math.max(0, y - 14)}px`;
}
