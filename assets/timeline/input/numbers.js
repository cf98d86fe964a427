// @ts-check
// A number of the timeline, opened: a list at its place of the events that stand there, with the keyboard in it.
import { closest, find, holds, make, makeSvg } from "../../app/elements/dom.js";
import { page } from "../../app/state/page.js";
import { counted } from "../../app/text/words.js";
import { standBeside, walkable } from "../../workspace/lists.js";
import { hooks, now, timeOf } from "../picture/now.js";
import { glanceOnce } from "./glance.js";

/** @import { Mark, QuietNumber } from "../types.d.ts" */

let list = /** @type {HTMLElement | null} */ (null);
let opened = ""; // the key of the number whose list is open

/** The number with a key. @param {string} key @returns {QuietNumber | undefined} */
export const numberWith = (key) => now.rows.flatMap(({ numbers }) => numbers).find((number) => number.key === key);

/** Opens the list of a number, or closes it where it is open. @param {string} key */
export function toggleList(key) {
  const again = opened === key;
  closeList();
  const number = numberWith(key), pill = pillOf(key);
  if (again || !number || !pill) return;
  const held = new Set(number.ids.filter((id) => now.within.has(id)));
  const marks = now.meta.marks.filter((mark) => held.has(mark.key));
  if (!marks.length) return;
  opened = key;
  list = listOf(number, marks);
  standBeside(list, pill, 24);
  find(list, "button.tl-item").focus();
}

/** The element of a number. @param {string} key @returns {SVGElement | null} */
const pillOf = (key) => now.svg.querySelector(`.tl-number[data-key="${CSS.escape(key)}"]`);

/** Closes the list; the keyboard goes back to its number where it was in the list. */
function closeList() {
  if (!list) return;
  const back = holds(list, document.activeElement), key = opened;
  list.remove();
  [list, opened] = [null, ""];
  if (back) pillOf(key)?.focus();
}

/** @param {QuietNumber} number @param {Mark[]} marks */
function listOf(number, marks) {
  const box = make("div", "tl-list"), head = make("p", "tl-list-head"), items = make("ul"), foot = make("p", "tl-list-foot");
  const where = [now.meta.bands[number.band].label, timeOf(number.ids)].filter(Boolean).join(", ");
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", `${counted(marks.length, "event")}: ${where}`);
  head.append(make("b", "", `${marks.length} more here`), make("span", "", where));
  items.append(...marks.map(itemOf));
  const zoom = make("button", "tl-list-zoom plain", `zoom to ${timeOf(number.ids) || "these"}`);
  zoom.addEventListener("click", () => zoomTo(marks));
  foot.append("Enter opens the record · Esc closes · ", zoom);
  box.append(head, items, foot);
  walkable(box, ".tl-item", closeList);
  return box;
}

/** Sign, title and date; picking it picks the record. */
function itemOf(/** @type {Mark} */ mark) {
  const row = make("li"), item = make("button", "tl-item");
  const sign = makeSvg("svg", { class: "timeline tl-item-sign", width: 18, height: 18, viewBox: "-9 -9 18 18", "aria-hidden": "true" });
  const name = mark.ghost ? "square" : mark.symbol;
  sign.append(makeSvg("path", { class: `tl-mark ${name} look-${mark.look}${mark.hollow ? " hollow" : ""}`, d: now.meta.paths[name + mark.weight] }));
  item.append(sign, make("span", "tl-item-title", mark.title), make("span", "tl-item-when", mark.said));
  item.addEventListener("click", () => {
    closeList();
    page.select(mark.id);
    const point = now.marks.get(mark.key);
    if (point) point.focus({ preventScroll: true });
  });
  row.append(item);
  return row;
}

function zoomTo(/** @type {Mark[]} */ marks) {
  const [first, last] = [Math.min(...marks.map(({ x }) => x)), Math.max(...marks.map(({ x }) => x))];
  const room = Math.max(0.6 * (last - first), (now.to - now.from) / 24);
  closeList();
  glanceOnce(first - room, last + room);
}

/** Has the list close where its place goes. */
export function beginNumbers() {
  hooks.before.push(closeList);
  document.addEventListener("pointerdown", ({ target }) => { if (list && !holds(list, target) && !closest(target, ".tl-number")) closeList(); });
  addEventListener("resize", closeList);
  document.addEventListener("scroll", ({ target }) => { if (list && !holds(list, target)) closeList(); }, true);
}
