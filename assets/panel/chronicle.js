// @ts-check
// The chronicle: follows the view, and is read as a list or as a table with columns that can be sorted. The table is laid
// out here from the list's own rows; which of the two is shown is a matter of this tab, not of the address.
import { all, byId, find, holds, keep, kept, make, setAll } from "../app/elements/dom.js";
import { later } from "../app/state/later.js";
import { onPainted, onView } from "../app/state/page.js";
import { collator } from "../app/text/words.js";

/** @typedef {ReturnType<typeof rowOf>} Row */
/** @typedef {Row & { line: HTMLTableRowElement }} TableRow */

const KEY = "explorer-chronicle";
const AT_ONCE = 24; // rows of the table that are moved in one piece
const COLUMNS = /** @type {[string, string, (row: Row) => string | number][]} */ ([ // name, class of its cells, what a row is sorted by
  ["Date", "number", (row) => row.place],
  ["Event", "", (row) => row.title],
  ["Status", "", (row) => row.status],
  ["Level", "", (row) => row.order],
  ["Who", "", (row) => row.who],
  ["Sources", "number", (row) => row.cites.length],
]);
const body = byId("chronicle-body");
const list = find(body, ".as-list"), box = make("div", "as-table");
let rows = /** @type {TableRow[]} */ ([]), lines = document.createElement("tbody"); // the table's
let shown = "", as = "list", sorted = { column: 0, down: false };

// --- list or table

const buttons = ["list", "table"].map((name) => {
  const button = make("button", "", name === "list" ? "List" : "Table");
  button.addEventListener("click", () => choose(name));
  button.dataset.as = name;
  return button;
});
const bar = make("div", "seg chronicle-as");
setAll(bar, { role: "group", "aria-label": "Show the chronicle as" });
bar.append(...buttons);

/** The button says it at once; what is to be laid out for it follows. */
function choose(/** @type {string} */ name) {
  as = name;
  keep(KEY, name);
  press();
  later("chronicle", lay);
}

function press() {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.as === as));
}

function lay() {
  body.classList.toggle("tabled", as === "table");
  box.hidden = as !== "table";
  if (as === "table") layTable();
  else box.replaceChildren();
  mark();
}

// --- table

/** What a row of the list says, cell by cell; `place` is its place in time. */
function rowOf(/** @type {HTMLElement} */ item, /** @type {number} */ place) {
  const doers = item.querySelector(".doers"), differ = item.querySelector(".unsettled"), lane = find(item, ".lane"), link = find(item, "a.record");
  return {
    place, link, doers, differ, lane, date: item.dataset.date ?? "", status: item.dataset.status ?? "", title: link.textContent ?? "",
    order: Number(lane.dataset.order), who: doers?.textContent?.trim() ?? "", key: find(item, ".lane-key"), cites: all(item, ".cites a"),
  };
}

function compared(/** @type {string | number} */ a, /** @type {string | number} */ b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return a === "" || b === "" ? Number(a === "") - Number(b === "") : collator.compare(String(a), String(b));
}

function inOrder(/** @type {TableRow[]} */ rows) {
  const by = COLUMNS[sorted.column][2], sign = sorted.down ? -1 : 1;
  return rows.toSorted((a, b) => sign * compared(by(a), by(b)) || a.place - b.place);
}

function layTable() {
  const focused = placeOfFocus();
  rows = all(list, ".year li").map((item, place) => withLine(rowOf(item, place)));
  const table = make("table");
  table.append(make("caption", "count", list.querySelector(".count")?.textContent ?? ""));
  table.createTHead().append(head());
  lines = table.createTBody();
  lines.append(...inOrder(rows).map(({ line }) => line));
  box.replaceChildren(...(rows.length ? [table] : []));
  const rest = list.querySelector(".rest");
  if (rest) box.append(rest.cloneNode(true));
  sayOrder();
  giveFocus(focused);
}

const withLine = (/** @type {Row} */ row) => ({ ...row, line: rowElement(row) });

/** Moves the rows into their order: those that a window can hold at once, then the others in their turn.
 *  @param {HTMLElement[]} wanted @param {number} [from] */
function moveRows(wanted, from = 0) {
  if (wanted[from]?.parentNode !== lines) return; // other rows have come
  let at = lines.rows[from];
  for (const line of wanted.slice(from, from + AT_ONCE)) {
    if (line === at) at = /** @type {HTMLTableRowElement} */ (at.nextElementSibling);
    else lines.insertBefore(line, at);
  }
  if (from + AT_ONCE < wanted.length) later("chronicle", () => moveRows(wanted, from + AT_ONCE));
}

function sortBy(/** @type {number} */ column) {
  sorted = { column, down: sorted.column === column && !sorted.down };
  sayOrder();
  moveRows(inOrder(rows).map(({ line }) => line));
}

/** Says in the head which column the rows are sorted by. */
function sayOrder() {
  all(box, "thead th").forEach((cell, column) => {
    cell.ariaSort = column === sorted.column ? (sorted.down ? "descending" : "ascending") : null;
  });
}

function head() {
  const row = make("tr");
  COLUMNS.forEach(([name, kind], column) => {
    const cell = make("th", kind);
    cell.scope = "col";
    const button = make("button", "", name);
    button.dataset.column = String(column);
    button.addEventListener("click", () => sortBy(column));
    cell.append(button);
    row.append(cell);
  });
  return row;
}

function rowElement(/** @type {Row} */ row) {
  const line = make("tr"), title = make("th");
  title.scope = "row";
  title.append(row.link.cloneNode(true));
  if (row.differ) title.append(" ", row.differ.cloneNode(true));
  const level = make("td", "level");
  level.append(row.key.cloneNode(true), row.lane.textContent ?? "");
  const who = make("td", "doers");
  if (row.doers) who.append(...row.doers.cloneNode(true).childNodes);
  const cites = make("td", "number cited");
  for (const link of row.cites) cites.append(" ", link.cloneNode(true));
  line.append(make("td", "number when", row.date), title, make("td", "", row.status), level, who, cites);
  return line;
}

// --- what is selected, and the keyboard

let focus = "";

function mark() {
  for (const row of all(body, ".sel")) row.classList.remove("sel");
  for (const link of all(body, "[aria-current]")) link.removeAttribute("aria-current");
  if (!focus) return;
  all(body, `a.record[data-id="${CSS.escape(focus)}"]`).forEach((link) => {
    link.setAttribute("aria-current", "true");
    if (link.closest(".title, th")) link.closest("li, tr")?.classList.add("sel");
  });
}

/** Where the keyboard is in here: on which record's row, on which link or heading of it. */
function placeOfFocus() {
  const on = document.activeElement;
  if (!(on instanceof HTMLElement && body.contains(on))) return null;
  const row = on.closest("li, tbody tr");
  return { row: row ? find(row, "a.record").dataset.id : undefined, href: on.getAttribute("href"), column: on.dataset.column };
}

function giveFocus(/** @type {ReturnType<typeof placeOfFocus>} */ place) {
  if (!place || holds(body, document.activeElement)) return;
  const inside = as === "table" ? box : list;
  if (place.column) find(inside, `button[data-column="${place.column}"]`)?.focus({ preventScroll: true });
  const rows = all(inside, "li, tbody tr");
  const row = place.row && rows.find((row) => find(row, "a.record").dataset.id === place.row);
  if (row) all(row, "a").find((link) => link.getAttribute("href") === place.href)?.focus({ preventScroll: true });
  if (place.href && document.activeElement === document.body) byId("chronicle").focus({ preventScroll: true });
}

// --- the view

const written = /** @type {WeakMap<Element, string>} */ (new WeakMap()); // rows, as they were sent

/** What a part of the list is known by: a year by its name, what holds others by what it is, anything else by all it says. @param {Element} part */
function knownBy(part) {
  if (part.matches(".year")) return part.firstElementChild?.textContent ?? "";
  if (part.matches(".years, ul")) return part.localName;
  const markup = written.get(part) ?? part.outerHTML;
  written.set(part, markup);
  return markup;
}

/** Has an element hold what another holds. Rows that are sent again stay where they are: nothing of them is laid out anew.
 *  @param {Element} held @param {ParentNode} sent */
function exchange(held, sent) {
  const known = new Map([...held.children].map((part, place) => [knownBy(part), { part, place }]));
  let at = held.firstElementChild, passed = 0;
  const drop = (/** @type {Element | null} */ until) => {
    while (at && at !== until) {
      const gone = at;
      at = at.nextElementSibling;
      gone.remove();
    }
  };
  for (const part of [...sent.children]) {
    const same = known.get(knownBy(part));
    if (!same || same.place < passed) {
      held.insertBefore(part, at);
      continue;
    }
    drop(same.part);
    [at, passed] = [same.part.nextElementSibling, same.place + 1];
    if (part.matches(".years, .year, ul")) exchange(same.part, part);
  }
  drop(null);
}

/** Has the chronicle follow what is shown. */
export function beginChronicle() {
  list.before(bar); // the list itself stays where it is: moved, it would be laid out anew
  list.after(box);
  box.tabIndex = 0;
  setAll(box, { role: "region", "aria-label": "Chronicle as a table" });
  shown = list.innerHTML;
  for (const row of all(list, "li")) knownBy(row); // before any of them is marked
  if (kept(KEY) === "table") as = "table";
  press();
  lay();

  onView((view) => {
    view.chronicle ??= shown; // the first page carries it as its own markup
    if (view.chronicle === shown) return;
    const focused = placeOfFocus();
    shown = view.chronicle;
    const sent = document.createElement("template");
    sent.innerHTML = shown; // markup that the server has escaped
    exchange(list, sent.content);
    lay();
    giveFocus(focused);
  });
  onPainted((state) => {
    if (state.focus === focus) return;
    focus = state.focus;
    mark();
  });
}
