// @ts-check
// The data page: every button says what it asks for (data-act), the server does it and says how the draft stands then.
import { all, byId, closest, find, keep, kept, make } from "../app/elements/dom.js";
import { takeFiles } from "./hand_over.js";

/** @import { CellChange, Grid, Stand } from "./grid.d.ts" */

const PATIENT = 60000; // ms for an answer
const ROW = 32, LOWEST = 300; // px: a row, and what a list to choose from takes
const WORD = "explorer-draft";
let stand = /** @type {Stand} */ ({ draft: kept(WORD), said: "" }), count = 0, patience = 0;
const waiting = /** @type {Record<string, unknown>[]} */ ([]);
const said = byId("data-said"), save = byId("data-save"), link = byId("data-link"), ready = byId("data-ready");
const name = /** @type {HTMLInputElement} */ (byId("data-name")), into = byId("way-into");

/** The grid's own functions, once it is there. @returns {Grid | undefined} */
function grid() {
  try { return window.dash_ag_grid?.getApi("data-grid"); } catch { return undefined; }
}

/** Says something where everybody hears of it. @param {string} sentence @param {boolean} [wrong] */
function say(sentence, wrong = false) {
  said.textContent = sentence;
  said.classList.toggle("wrong", wrong);
}

/** An act as the server reads it; no two are the same, so that each is sent. @param {string} act @param {Record<string, unknown>} [more] */
function asked(act, more = {}) {
  return { table: stand.table ?? "", first: stand.first ?? 0, ...more, do: act, draft: stand.draft, count: ++count };
}

function ask(/** @type {string} */ act, /** @type {Record<string, unknown>} */ more = {}) {
  grid()?.stopEditing();
  send(asked(act, more));
}

/** Sends an act once the one before is answered: what is done first is done first. @param {Record<string, unknown>} act */
function send(act) {
  if (patience) { waiting.push(act); return; }
  patience = setTimeout(() => { say("The server does not answer. Is it still running?", true); next(); }, PATIENT);
  window.dash_clientside.set_props("data-asked", { data: act });
}

function next() {
  clearTimeout(patience);
  patience = 0;
  const act = waiting.shift();
  if (act) send(act);
}

/** Cells that were changed in the grid. Dash calls this. @param {CellChange[] | undefined} changes */
function changed(changes) {
  if (changes?.length) send(asked("cells", { cells: changes.map(({ data, colId, value }) => ({ row: data.row, column: colId, value: String(value ?? "") })) }));
  return window.dash_clientside.no_update;
}

/** Shows how the draft stands. Dash calls this. @param {Stand | null} now */
function stands(now) {
  if (!now) return window.dash_clientside.no_update;
  const before = byId("data-tables").dataset.draft;
  byId("data-tables").dataset.draft = now.draft;
  stand = now;
  keep(WORD, now.draft);
  document.documentElement.dataset.draft = now.draft ? "open" : "";
  save.hidden = !now.draft;
  next();
  say(now.said, now.wrong);
  if (now.draft) showDraft(now, before);
  document.documentElement.dataset.ready = "yes";
  return window.dash_clientside.no_update;
}

function showDraft(/** @type {Stand} */ now, /** @type {string | undefined} */ before) {
  const tools = byId("data-tools"), settings = now.table === "settings";
  tools.replaceChildren(
    ...(settings ? [] : [tool("add", "Add a row"), tool("delete", "Delete ticked rows")]),
    tool("undo", "Undo", now.undo ?? ""), tool("redo", "Redo", now.redo ?? ""), tool("close", "Close without saving", "the draft is thrown away"),
  );
  byId("data-grid-box").hidden = settings;
  byId("settings-box").hidden = !settings;
  const text = /** @type {HTMLTextAreaElement} */ (byId("settings-text"));
  if (settings) text.value = now.settings ?? "";
  into.hidden = !now.into;
  find(into, ".into-name").textContent = now.into ?? "";
  if (now.name && !name.value) name.value = now.name;
  ready.textContent = now.ready ?? "";
  byId("data-grid-box").style.setProperty("--grid-height", `${Math.min(560, Math.max(LOWEST, 60 + ROW * (now.rows ?? 0)))}px`);
  link.replaceChildren();
  if (now.link) {
    const way = make("a", "open-link", "Open its page");
    way.href = now.link;
    link.append(way);
    name.value = "";
  }
  if (now.draft !== before) document.getElementById("read-title")?.focus();
  if (settings && now.row) goToLine(text, now.row);
  else if (now.row) goToCell(now.table ?? "", now.row, now.column ?? "");
}

/** A button above the grid; `what` says what it is about, and without it an undo has nothing to do. */
function tool(/** @type {string} */ act, /** @type {string} */ words, /** @type {string | undefined} */ what = undefined) {
  const button = make("button", "", words);
  button.dataset.act = act;
  if (what !== undefined) button.title = what ? `${words}: ${what}` : `Nothing to ${words.toLowerCase()}`;
  button.disabled = what === "";
  return button;
}

/** Goes to a cell once the grid has its row. */
function goToCell(/** @type {string} */ table, /** @type {number} */ row, /** @type {string} */ column, tries = 40) {
  const api = grid(), node = api?.getRowNode(String(row));
  if (stand.table !== table) return;
  if (!api || !node || node.rowIndex === null) {
    if (node && tries === 20) api?.setFilterModel(null); // the row is hidden by a filter
    if (tries) setTimeout(goToCell, 50, table, row, column, tries - 1);
    return;
  }
  byId("data-grid-box").scrollIntoView({ block: "nearest" });
  api.ensureNodeVisible(node, "middle");
  api.ensureColumnVisible(column || "row");
  api.setFocusedCell(node.rowIndex, column || "row");
}

function goToLine(/** @type {HTMLTextAreaElement} */ text, /** @type {number} */ line) {
  const before = text.value.split("\n").slice(0, line - 1).join("\n").length;
  text.focus();
  text.setSelectionRange(line > 1 ? before + 1 : 0, text.value.indexOf("\n", before + 1));
}

const ACTS = /** @type {Record<string, (button: HTMLElement) => void>} */ ({
  delete: () => ask("delete", { rows: (grid()?.getSelectedRows() ?? []).map((row) => row.row) }),
  settings: () => ask("settings", { value: /** @type {HTMLTextAreaElement} */ (byId("settings-text")).value }),
});

document.addEventListener("click", ({ target }) => {
  const button = closest(target, "button[data-act]");
  if (!button) return;
  const { act = "", ...more } = button.dataset;
  const numbers = Object.fromEntries(["row", "first"].filter((key) => key in more).map((key) => [key, Number(more[key])]));
  if (act === "table") numbers.first ??= 0;
  (ACTS[act] ?? (() => ask(act, { ...more, ...numbers })))(button);
});

byId("way-new").addEventListener("submit", (event) => {
  event.preventDefault();
  ask("save", { value: "new", name: name.value });
});

document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || !["z", "y"].includes(key) || !closest(event.target, "#data-grid")) return;
  if (grid()?.getEditingCells().length) return; // the field's own undo
  event.preventDefault();
  const way = key === "y" || event.shiftKey ? "redo" : "undo";
  if (all(document, `#data-tools button[data-act=${way}]:not(:disabled)`).length) ask(way);
});

takeFiles((draft) => { stand = { ...stand, draft, table: "events", first: 0 }; name.value = ""; ask("opened"); }, say);

/** Shows the draft of before, once Dash is there. */
function begin() {
  if (!window.dash_clientside.set_props || !document.getElementById("data-tools")) setTimeout(begin, 30);
  else if (stand.draft) ask("show");
  else document.documentElement.dataset.ready = "yes";
}

window.dash_clientside = Object.assign({}, window.dash_clientside, { data_page: { changed, stands } });
begin();
