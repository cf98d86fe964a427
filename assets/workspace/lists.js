// @ts-check
// A list at its place: beside what it stands for, whole inside the window. Arrows walk, Enter and a click pick, Escape closes.
// A stack's is opened here; a number's of the timeline stands and is walked in the same way.
import { all, closest, find, holds, make } from "../app/elements/dom.js";
import { page } from "../app/state/page.js";

const EDGE = 8; // px that a list keeps from the window's edges
const box = make("div", "floating");
let from = /** @type {Element | null} */ (null);

/** Puts a list on the page, below something or above it. @param {HTMLElement} list @param {Element} beside @param {number} [aside] px that it begins further left */
export function standBeside(list, beside, aside = 0) {
  document.body.append(list);
  const { left, bottom, top } = beside.getBoundingClientRect(), { offsetWidth: wide, offsetHeight: high } = list;
  const below = bottom + 4 + high <= innerHeight - EDGE, above = top - 4 - high >= EDGE;
  const [x, y] = getComputedStyle(list).position === "fixed" ? [0, 0] : [scrollX, scrollY];
  const inside = (/** @type {number} */ at, /** @type {number} */ room) => Math.max(EDGE, Math.min(room - EDGE, at));
  list.style.left = `${inside(left - aside, innerWidth - wide) + x}px`;
  list.style.top = `${inside(below || !above ? bottom + 4 : top - 4 - high, innerHeight - high) + y}px`;
}

/** Has the keyboard walk along a list. @param {HTMLElement} list @param {string} items @param {() => void} close */
export function walkable(list, items, close) {
  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = all(list, items), at = stops.findIndex((stop) => stop === document.activeElement), last = stops.length - 1;
    const to = { ArrowDown: Math.min(last, at + 1), ArrowUp: Math.max(0, at - 1), Home: 0, End: last }[event.key];
    if (event.key === "Escape") close();
    else if (to !== undefined) stops[to]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function close() {
  const back = holds(box, document.activeElement) ? from : null;
  box.remove();
  if (back instanceof SVGElement || back instanceof HTMLElement) back.focus({ preventScroll: true });
}

/** Opens the list beside something. @param {Element} beside @param {string} title @param {[string, string][]} records */
function open(beside, title, records) {
  from = beside;
  const items = records.map(([id, name]) => {
    const link = make("a", "record", name), item = make("li");
    link.href = `?sel=${encodeURIComponent(id)}`;
    link.dataset.id = id;
    item.append(link);
    return item;
  });
  const list = make("ul");
  list.append(...items);
  box.replaceChildren(make("p", "floating-title", title), list);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", title);
  standBeside(box, beside);
  find(list, "a")?.focus({ preventScroll: true });
}

/** Has the page open such lists. */
export function beginLists() {
  page.list = open;
  document.addEventListener("pointerdown", ({ target }) => { if (!holds(box, target)) close(); });
  box.addEventListener("click", ({ target }) => { if (closest(target, "a")) close(); });
  walkable(box, "a", close);
}
