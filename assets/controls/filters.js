// @ts-check
// What only a page with a server can answer: sets of choices, the window in time, ties drawn anew, and the question
// how two records are connected.
import { asJson, fetched } from "../app/asking/transport.js";
import { all, byId, closest, find } from "../app/elements/dom.js";
import { connect, FOCUS, go, part, queryOf } from "../app/state/address.js";
import { later } from "../app/state/later.js";
import { onView } from "../app/state/page.js";
import { onAddress } from "../app/state/views.js";
import { dayInWords } from "../app/text/words.js";
import { dateField } from "./dates.js";

/** @import { FacetsAnswer } from "../app/answers.d.ts" */

/** The parts of the address that are sets, by the boxes to tick that the page has. */
const SETS = all(document, "button[data-all]").map((button) => button.dataset.all ?? "");

const ends = /** @type {HTMLInputElement[]} */ (["from", "until"].map((end) => byId(`window-${end}`)));
const BOXES = new Map(SETS.map((name) => [name, /** @type {HTMLInputElement[]} */ (all(document, `input[type=checkbox][name=${name}]`))]));
const boxes = (/** @type {string} */ name) => BOXES.get(name) ?? [];

// --- into the address

function listenToWindow() {
  ends.forEach((field, place) => { dateField(field, {
    shown: () => part(field.name),
    take: (iso) => go({ [field.name]: iso }, { gesture: field.name }),
    refuses(iso) {
      const other = part(place ? "from" : "until");
      const turned = other && (place ? iso < other : iso > other);
      return turned ? `The window would end before it begins: the other end is ${dayInWords(other)}.` : "";
    },
    say: (sentence) => { byId("window-note").textContent = sentence; },
  }); });
}

function setOf(/** @type {string} */ name) {
  const every = boxes(name), on = every.filter((box) => box.checked);
  return on.length === every.length ? "" : on.map((box) => box.value).sort().join(",") || "-";
}

function changed(/** @type {Event} */ { target }) {
  const { name, type } = /** @type {HTMLInputElement} */ (target);
  if (type === "checkbox" && SETS.includes(name)) go({ [name]: setOf(name) });
}

function clicked(/** @type {MouseEvent} */ event) {
  const end = closest(event.target, "a[data-to]");
  if (end) {
    event.preventDefault();
    connect(end.dataset.to ?? "");
  }
  const button = closest(event.target, "button");
  if (!button) return;
  const { all: every, none } = button.dataset;
  if (every || none) go({ [every || none || ""]: every ? "" : "-" });
  else if (button.matches(".tidy")) go({ tidy: button.getAttribute("aria-pressed") === "true" ? "" : "1" });
}

// --- how much each choice would show: asked for while the boxes are in sight

const menu = /** @type {HTMLDetailsElement} */ (find(document, "details.filters"));
let counted = /** @type {string | null} */ (null); // of what the numbers beside the boxes tell

async function count() {
  const wanted = queryOf((part) => !FOCUS.includes(part));
  if (!menu.open || wanted === counted) return;
  counted = wanted;
  const sets = await fetched(`facets?${wanted}`, asJson).catch(() => null);
  if (counted !== wanted) return;
  if (!sets) counted = null;
  for (const name of SETS) { // what cannot be counted is not told as it was before
    for (const box of boxes(name)) find(closest(box, "label") ?? document, ".many").textContent = String(sets?.[/** @type {keyof FacetsAnswer} */ (name)][box.value] ?? "");
  }
}

// --- out of the address

const row = find(document, "section.chips"), filters = (row.dataset.parts ?? "").split(" ");

/** The row of chips comes and goes with the input, in the frame after it, as both pictures make room for it; the words in it
 *  follow with the view. @param {boolean} on */
function showRow(on) {
  const says = on ? "yes" : "no";
  later("chips", () => { if (row.dataset.on !== says) row.dataset.on = says; });
}

function showFilters() {
  for (const name of SETS) showSet(name, part(name));
  find(document, "button.tidy").setAttribute("aria-pressed", String(part("tidy") === "1"));
  showWindow(part("from"), part("until"));
  later("facets", count);
  find(document, ".filters-on").textContent = `(${all(document, "#shown .chip").length})`;
}

function showSet(/** @type {string} */ name, /** @type {string} */ value) {
  const every = boxes(name), on = value ? new Set(value.split(",")) : null;
  for (const box of every) box.checked = on === null || on.has(box.value);
  const ticked = every.filter((box) => box.checked).length;
  find(document, `[data-part=${name}] .chosen`).textContent = ticked === every.length ? "all" : `${ticked} of ${every.length}`;
}

function showWindow(/** @type {string} */ from, /** @type {string} */ until) {
  [from, until].forEach((iso, place) => { if (ends[place].value !== iso) ends[place].value = iso; });
  byId("window-note").textContent = "";
}

/** Makes them alive. */
export function beginFilters() {
  listenToWindow();
  document.addEventListener("change", changed);
  document.addEventListener("click", clicked);
  onAddress(() => { showRow(filters.some((name) => !["", "all"].includes(part(name)))); showFilters(); });
  onView(() => { showRow(find(document, "#shown").querySelector(".chip") !== null); showFilters(); });
  menu.addEventListener("toggle", count);
  showFilters();
}
