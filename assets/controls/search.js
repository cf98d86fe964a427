// @ts-check
// Fields that find records as one types. The server finds and says what fits; here it is listed by type, walked by keyboard
// and taken. One field selects what is taken; one asks how the selected record is connected with it.
import { asJson, fetched, forget, keepNewest } from "../app/asking/transport.js";
import { all, byId, find, keep, kept, make, setAll } from "../app/elements/dom.js";
import { compare, connect, namePlace, query, select } from "../app/state/address.js";
import { sayPicked } from "../app/state/views.js";
import { remembered, walked } from "./hits.js";

/** @import { FindAnswer, Piece, SearchHit } from "../app/answers.d.ts" */

const PAUSE = 80; // ms without a letter before the server is asked
const PATIENCE = 300; // ms before it is said that a search is under way
const PATIENT = 60000; // ms that the first search of a large landscape may take
const RECENT = "explorer-recent", MAX_RECENT = 5, MAX_KEPT = 60;

// --- what was taken lately: for this tab only

/** @returns {SearchHit[]} */
function recent() {
  try {
    const lately = JSON.parse(kept(RECENT) || "[]");
    return Array.isArray(lately) ? lately.filter((hit) => hit && typeof hit.id === "string" && Array.isArray(hit.name)) : [];
  } catch { return []; }
}

function remember(/** @type {SearchHit} */ hit) {
  keep(RECENT, JSON.stringify(remembered(recent(), hit).slice(0, MAX_RECENT)));
}

// --- one field

/** Makes a field a combobox; `chosen(hit)` is called with what the reader takes, `fits(hit)` says what was taken lately fits.
 *  @param {string} fieldId @param {Record<string, string>} parameters @param {(hit: SearchHit) => boolean} fits @param {(hit: SearchHit) => void} chosen */
function combobox(fieldId, parameters, fits, chosen) {
  const field = /** @type {HTMLInputElement} */ (byId(fieldId));
  const list = byId(field.getAttribute("aria-controls") ?? "");
  const box = /** @type {HTMLElement} */ (list.parentElement), said = find(box, ".said");
  const answers = /** @type {Map<string, FindAnswer>} */ (new Map());
  let hits = /** @type {SearchHit[]} */ ([]), active = -1; // what is listed, in order; which of it Enter takes
  let shown = /** @type {string | null} */ (null); // the query whose answer is listed; "" for what was taken lately
  const missed = { what: fieldId, said: "Nothing can be looked up.", again: ask, wait: PATIENT };
  let underWay = /** @type {AbortController | null} */ (null), pause = 0, patience = 0, taking = false;

  function wish() {
    return query({ sel: "", to: "", order: "", vs: "", tour: "", step: "", show: "", ...parameters, q: field.value.trim() }); // what is picked hides nothing
  }

  async function ask() {
    clearTimeout(pause);
    if (!field.value.trim()) return;
    const wanted = wish();
    if (wanted === shown) return;
    if (underWay) underWay.abort();
    const own = new AbortController();
    underWay = own;
    clearTimeout(patience);
    patience = setTimeout(() => say("Searching …"), answers.has(wanted) ? 1e6 : PATIENCE);
    try {
      const answer = answers.get(wanted) ?? /** @type {FindAnswer} */ (await fetched("find?" + wanted, asJson, { ...missed, signal: own.signal }));
      keepNewest(answers, wanted, answer, MAX_KEPT);
      if (underWay === own) show(wanted, answer);
    } catch (error) {
      if (underWay === own && !(error instanceof Error && error.name === "AbortError")) fail();
    } finally {
      if (underWay === own) {
        clearTimeout(patience);
        underWay = null;
      }
    }
  }

  function fail() {
    taking = false;
    list.replaceChildren();
    [hits, active, shown] = [[], -1, null];
    mark();
    say("The search is not answered. Type again in a moment; the chronicle lists the events as well.");
  }

  function show(/** @type {string} */ wanted, /** @type {FindAnswer} */ answer) {
    shown = wanted;
    hits = answer.groups.flatMap((group) => group.hits);
    active = hits.length ? 0 : -1;
    let place = 0;
    list.replaceChildren(...answer.groups.map((group, number) => {
      const name = group.count === undefined ? group.name : `${group.name}, ${group.count}`;
      const title = make("div", "hits-title", name);
      title.id = `${list.id}-group-${number}`;
      title.setAttribute("role", "presentation");
      const part = make("div", "hits-group");
      setAll(part, { role: "group", "aria-labelledby": title.id });
      part.append(title, ...group.hits.map((hit) => option(hit, place++)));
      return part;
    }));
    mark();
    say(answer.said);
    if (taking) take(0);
  }

  function option(/** @type {SearchHit} */ hit, /** @type {number} */ place) {
    const item = make("div", "hit");
    item.id = `${list.id}-${place}`;
    item.setAttribute("role", "option");
    const name = make("b");
    name.append(...pieces(hit.name));
    const kind = make("span", "hit-kind");
    kind.append(" ", ...pieces(hit.kind));
    item.append(name, kind);
    if (hit.where) {
      const where = make("span", "hit-where");
      where.append(...pieces(hit.where));
      item.append(where);
    }
    if (hit.hidden) item.append(make("em", "hit-hidden", "not in what is shown now"));
    item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the keyboard
    item.addEventListener("click", () => take(place));
    return item;
  }

  function pieces(/** @type {Piece[]} */ told) {
    return told.map(([text, marked]) => (marked ? make("mark", "", text) : text));
  }

  function say(/** @type {string} */ text) {
    open(true);
    if (said.textContent !== text) said.textContent = text;
  }

  function open(/** @type {boolean} */ yes) {
    box.hidden = !yes;
    field.setAttribute("aria-expanded", String(yes && hits.length > 0));
  }

  function mark() {
    all(list, "[role=option]").forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === active));
      if (place === active && !box.hidden) item.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0) field.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    else field.removeAttribute("aria-activedescendant");
  }

  function take(/** @type {number} */ place) {
    taking = false;
    const hit = hits[place];
    if (!hit) return;
    close(true);
    remember(hit);
    chosen(hit);
  }

  /** Shuts the box; what was typed goes, too, where it is `done` with. */
  function close(/** @type {boolean} */ done) {
    if (underWay) underWay.abort();
    underWay = null;
    forget(fieldId);
    taking = false;
    clearTimeout(pause);
    clearTimeout(patience);
    if (done) field.value = "";
    if (done) shown = null;
    open(false);
    field.removeAttribute("aria-activedescendant");
  }

  /** What the field offers before a letter is typed. */
  function offer() {
    const lately = recent().filter(fits);
    if (!lately.length) return close(true);
    show("", { groups: [{ name: "Taken lately", hits: lately }], said: "Or type a name, a number or a few words." });
    active = -1;
    mark();
  }

  field.addEventListener("input", () => {
    taking = false;
    clearTimeout(pause);
    if (!field.value.trim()) return offer();
    pause = setTimeout(ask, PAUSE);
  });
  field.addEventListener("focus", () => fetched("find?q=", asJson).catch(() => {}), { once: true }); // the server makes itself ready
  field.addEventListener("focus", () => {
    if (!field.value.trim()) offer();
    else if (wish() === shown) open(true);
    else ask();
  });
  field.addEventListener("blur", () => close(false));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && (!box.hidden || field.value)) {
      close(true);
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!field.value.trim()) take(active);
      else if (wish() === shown && !box.hidden) take(active);
      else {
        taking = true; // as soon as what is typed has been answered
        ask();
      }
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !box.hidden && hits.length) {
      active = walked(active, event.key === "ArrowDown", hits.length);
      mark();
      event.preventDefault();
    }
  });
  if (document.activeElement === field) field.dispatchEvent(new Event("focus"));
}

/** Leads to a source in the list of sources. */
function goToSource(/** @type {string} */ place) {
  const source = document.getElementById(place);
  if (!source) return;
  source.scrollIntoView({ block: "center" });
  source.focus({ preventScroll: true });
  namePlace(place);
}

/** Makes the fields alive. */
export function beginSearch() {
  const isRecord = (/** @type {SearchHit} */ hit) => hit.type === "actor" || hit.type === "event";
  combobox("search-field", {}, () => true, (hit) => {
    if (hit.type === "source") return goToSource(hit.place ?? "");
    byId("search-field").blur(); // the keys of the page lead on: one to the record, one to either picture
    select(hit.id).then(sayPicked);
  });
  if (document.getElementById("ask-field")) combobox("ask-field", { ends: "1" }, isRecord, (hit) => connect(hit.id));
  if (document.getElementById("compare-field")) combobox("compare-field", { ends: "actors" }, (hit) => hit.type === "actor", (hit) => compare(hit.id));
}
