// @ts-check
// A list of records at its place: what a stack or a number stands for. Arrows walk, Enter and a click pick, Escape closes.
import { all, closest, find, holds, make } from "../app/elements/dom.js";
import { page } from "../app/state/page.js";

const box = make("div", "floating");
let from = /** @type {Element | null} */ (null);

function close() {
  if (!box.isConnected) return false;
  const back = holds(box, document.activeElement) ? from : null;
  box.remove();
  if (back instanceof SVGElement || back instanceof HTMLElement) back.focus({ preventScroll: true });
  return true;
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
  document.body.append(box);
  const { left, bottom, top } = beside.getBoundingClientRect(), { offsetWidth: w, offsetHeight: h } = box;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - w - 8)) + scrollX}px`;
  box.style.top = `${(bottom + h + 8 < innerHeight ? bottom + 4 : Math.max(8, top - h - 4)) + scrollY}px`;
  find(list, "a")?.focus({ preventScroll: true });
}

/** Has the page open such lists. */
export function beginLists() {
  page.list = open;
  document.addEventListener("pointerdown", ({ target }) => { if (!holds(box, target)) close(); });
  box.addEventListener("click", ({ target }) => { if (closest(target, "a")) close(); });
  box.addEventListener("keydown", (event) => {
    const links = all(box, "a"), at = links.findIndex((link) => link === document.activeElement);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (by) links[(at + by + links.length) % links.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
