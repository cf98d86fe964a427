// @ts-check
// Fields that find records as one types. The server finds and says what fits; here it is listed by type, walked by keyboard
// and taken. One field selects what is taken; one asks how the selected record is connected with it.
import { asJson, fetched, forget, keepNewest } from "../app/asking/transport.js";
import { byId, keep, kept } from "../app/elements/dom.js";
import { compare, connect, namePlace, query, select } from "../app/state/address.js";
import { sayPicked } from "../app/state/views.js";
import { HitList } from "./hit_list.js";
import { remembered } from "./hits.js";

/** @import { FindAnswer, SearchHit } from "../app/answers.d.ts" */

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

/** A field as a combobox: what is asked of the server, and what the reader takes of its answer. */
class Combobox {
  /** `chosen(hit)` is called with what the reader takes, `fits(hit)` says what was taken lately fits.
   *  @param {string} id @param {Record<string, string>} parameters @param {(hit: SearchHit) => boolean} fits @param {(hit: SearchHit) => void} chosen */
  constructor(id, parameters, fits, chosen) {
    this.field = /** @type {HTMLInputElement} */ (byId(id));
    this.list = new HitList(this.field, byId(this.field.getAttribute("aria-controls") ?? ""), (place) => this.take(place));
    this.parameters = parameters;
    this.fits = fits;
    this.chosen = chosen;
    this.answers = /** @type {Map<string, FindAnswer>} */ (new Map());
    this.missed = { what: id, said: "Nothing can be looked up.", again: () => this.ask(), wait: PATIENT };
    this.shown = /** @type {string | null} */ (null); // the query whose answer is listed; "" for what was taken lately
    this.underWay = /** @type {AbortController | null} */ (null);
    this.pause = this.patience = 0;
    this.taking = false;
  }

  begin() {
    const { field } = this;
    field.addEventListener("input", () => {
      this.taking = false;
      clearTimeout(this.pause);
      if (!this.typed()) return this.offer();
      this.pause = setTimeout(() => this.ask(), PAUSE);
    });
    field.addEventListener("focus", () => fetched("find?q=", asJson).catch(() => {}), { once: true }); // the server makes itself ready
    field.addEventListener("focus", () => {
      if (!this.typed()) this.offer();
      else if (this.wish() === this.shown) this.list.open(true);
      else this.ask();
    });
    field.addEventListener("blur", () => this.close(false));
    field.addEventListener("keydown", (event) => this.obey(event));
    if (document.activeElement === field) field.dispatchEvent(new Event("focus"));
  }

  typed() {
    return this.field.value.trim();
  }

  /** What is asked: what is picked hides nothing. */
  wish() {
    return query({ sel: "", to: "", order: "", vs: "", tour: "", step: "", show: "", ...this.parameters, q: this.typed() });
  }

  async ask() {
    clearTimeout(this.pause);
    if (!this.typed()) return;
    const wanted = this.wish();
    if (wanted === this.shown) return;
    if (this.underWay) this.underWay.abort();
    const own = new AbortController();
    this.underWay = own;
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.list.say("Searching …"), this.answers.has(wanted) ? 1e6 : PATIENCE);
    try {
      const answer = this.answers.get(wanted) ?? await this.find(wanted, own.signal);
      if (this.underWay === own) this.show(wanted, answer);
    } catch (error) {
      if (this.underWay === own && !(error instanceof Error && error.name === "AbortError")) this.fail();
    } finally {
      if (this.underWay === own) {
        clearTimeout(this.patience);
        this.underWay = null;
      }
    }
  }

  /** @param {string} wanted @param {AbortSignal} signal */
  async find(wanted, signal) {
    const answer = /** @type {FindAnswer} */ (await fetched("find?" + wanted, asJson, { ...this.missed, signal }));
    keepNewest(this.answers, wanted, answer, MAX_KEPT);
    return answer;
  }

  fail() {
    this.taking = false;
    this.shown = null;
    this.list.show({ groups: [], said: "The search is not answered. Type again in a moment; the chronicle lists the events as well." });
  }

  show(/** @type {string} */ wanted, /** @type {FindAnswer} */ answer) {
    this.shown = wanted;
    this.list.show(answer);
    if (this.taking) this.take(0);
  }

  take(/** @type {number} */ place) {
    this.taking = false;
    const hit = this.list.hits[place];
    if (!hit) return;
    this.close(true);
    remember(hit);
    this.chosen(hit);
  }

  /** Shuts the box; what was typed goes, too, where it is `done` with. */
  close(/** @type {boolean} */ done) {
    if (this.underWay) this.underWay.abort();
    this.underWay = null;
    forget(this.missed.what);
    this.taking = false;
    clearTimeout(this.pause);
    clearTimeout(this.patience);
    if (done) this.field.value = "";
    if (done) this.shown = null;
    this.list.open(false);
    this.field.removeAttribute("aria-activedescendant");
  }

  /** What the field offers before a letter is typed. */
  offer() {
    const lately = recent().filter(this.fits);
    if (!lately.length) return this.close(true);
    this.show("", { groups: [{ name: "Taken lately", hits: lately }], said: "Or type a name, a number or a few words." });
    this.list.activate(-1);
  }

  obey(/** @type {KeyboardEvent} */ event) {
    const { box, hits, active } = this.list;
    if (event.isComposing) return;
    if (event.key === "Escape" && (!box.hidden || this.field.value)) {
      this.close(true);
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!this.typed() || (this.wish() === this.shown && !box.hidden)) this.take(active);
      else {
        this.taking = true; // as soon as what is typed has been answered
        this.ask();
      }
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !box.hidden && hits.length) {
      this.list.walk(event.key === "ArrowDown");
      event.preventDefault();
    }
  }
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
  new Combobox("search-field", {}, () => true, (hit) => {
    if (hit.type === "source") return goToSource(hit.place ?? "");
    byId("search-field").blur(); // the keys of the page lead on: one to the record, one to either picture
    select(hit.id).then(sayPicked);
  }).begin();
  if (document.getElementById("ask-field")) new Combobox("ask-field", { ends: "1" }, isRecord, (hit) => connect(hit.id)).begin();
  if (document.getElementById("compare-field")) new Combobox("compare-field", { ends: "actors" }, (hit) => hit.type === "actor", (hit) => compare(hit.id)).begin();
}
