// @ts-check
// The state of a page that was saved as one file: what is selected, as of which day, on which clock. It stands behind the
// "#" of the address, as a file has no other part of its own; what the page shows then is looked up in the file.
import { byId, find, holds } from "./dom.js";
import { amend, recalled, record } from "./history.js";
import { savedDays } from "./saved_days.js";
import { captions, page, paint, say, showView, spokenOf } from "./state.js";
import { placeOfDay } from "./words.js";

/** @import { SavedFile } from "./answers.d.ts" */

/** @typedef {{ sel: string, at: string, clock: string }} SavedState */

const { settings, states } = /** @type {SavedFile} */ (JSON.parse(byId("offline-data").textContent ?? ""));
const { days } = states;
const file = savedDays(settings, states);
const last = days.length - 1, root = document.documentElement;
const start = { sel: settings.start.sel, at: "", clock: settings.start.clock };
const escapedNames = new Map(Object.entries(settings.names)); // an id may be any word
const plain = document.createElement("textarea"); // reads escaped text, and nothing else

/** A record's name, whether it is shown or not. */
function nameOf(/** @type {string} */ id) {
  plain.innerHTML = escapedNames.get(id) ?? "";
  return plain.value;
}

/** What the file knows of its landscape. */
export const savedData = {
  id: settings.id,
  as_of: days[last],
  days,
  names: [...escapedNames.keys()].map((id) => ({ id, name: nameOf(id) })),
};

let now = read(typedAddress() ?? query(start));
let back = false, told = "";
let listener = /** @type {((state: SavedState) => void) | undefined} */ (undefined);

/** The day chosen; "" for the last. */
export const atDay = () => now.at;

/** Has one follow every change. @param {(state: SavedState) => void} follow */
export function onState(follow) {
  listener = follow;
}

const place = (at = now.at) => placeOfDay(days, at || days[last]);

/** The details of a record on a day and a clock, as markup. @param {string} id @param {string} at @param {string} clock */
export const toldAt = (id, at, clock) => file.toldAt(id, place(at), clock);

// --- showing

function show() {
  const view = file.viewAt(place(), now.clock);
  showView(view);
  byId("shown").innerHTML = view.shown; // markup that Python has escaped
  byId("empty").innerHTML = view.empty;
  root.classList.toggle("some-selected", now.sel !== "");
  paint(now.sel);
  captions(page.tiesOf(now.sel), { timeline: settings.timelineWords, network: settings.networkWords, amongActors: settings.nodes === "actors" });
  tell();
  listener?.(now);
  root.dataset.view = query(now);
}

/** Notes that a link was followed: in the details, it goes with them. @param {Element} link */
export function leavingSaved(link) {
  back = link.closest("#details") !== null;
}

/** The details; a link in them that was followed is gone with them, so the keyboard goes on from the heading. */
function tell() {
  const text = toldAt(now.sel, now.at, now.clock), region = byId("details-first");
  const inside = holds(region, document.activeElement);
  if (text !== told) region.innerHTML = text;
  told = text;
  if ((inside || back) && !holds(region, document.activeElement)) find(region, ".record-title")?.focus();
  back = false;
}

function spoken() {
  const ties = page.tiesOf(now.sel);
  return !ties && now.sel ? `${nameOf(now.sel)} is not shown as of this day.` : spokenOf(ties);
}

// --- the address

/** What stands behind "#?" in the address; undefined where there is none, as at a place on the page. */
function typedAddress() {
  return location.hash.startsWith("#?") ? location.hash.slice(2) : undefined;
}

function query(/** @type {SavedState} */ { sel, at, clock }) {
  const parts = Object.entries({ sel, at, clock: clock === start.clock ? "" : clock });
  return parts.filter(([, value]) => value).map((part) => part.map(encodeURIComponent).join("=")).join("&");
}

/** What an address text means; what it cannot mean here is left out. @param {string} text @returns {SavedState} */
function read(text) {
  const asked = new URLSearchParams(text);
  const sel = asked.get("sel") || "", at = asked.get("at") || "", clock = asked.get("clock") || "";
  return {
    sel: escapedNames.has(sel) ? sel : "",
    at: days.includes(at) && at !== days[last] ? at : "",
    clock: file.clocks.includes(clock) ? clock : start.clock,
  };
}

const address = () => "#?" + query(now);
const entryNow = () => ({ address: query(now) });

Object.assign(page, {
  tiesOf: (/** @type {string} */ id) => file.tiesAt(id, place(), now.clock),
  select: (/** @type {string} */ id) => page.go({ sel: id }),
  link: () => new URL(address(), location.href).href,
  /** Changes what is selected (sel), the day (at) or the clock; other parts of an address mean nothing here.
   *  @param {Record<string, string>} parts @param {{ gesture?: string }} [options] */
  go({ sel = now.sel, at = now.at, clock = now.clock }, { gesture = "" } = {}) {
    const next = { sel, at, clock: clock || start.clock };
    if (query(next) === query(now)) return Promise.resolve();
    const turned = next.at !== now.at || next.clock !== now.clock;
    now = next;
    record(address(), entryNow(), gesture);
    show();
    say(turned && page.view ? page.view.spoken : spoken());
    return Promise.resolve();
  },
});

/** Shows the state of the address, and follows Back and Forward from then on. */
export function beginSaved() {
  addEventListener("popstate", ({ state }) => {
    const typed = typedAddress();
    if (typeof state?.address === "string") {
      const meant = recalled(state);
      now = read(meant.address);
      if (meant !== state) amend(address(), entryNow());
    } else if (typed === undefined) return amend(location.href, entryNow()); // a place: what is shown stays
    else {
      now = read(typed); // written into the address bar
      amend(address(), entryNow());
    }
    show();
    say(spoken());
  });
  amend(typedAddress() === undefined ? location.href : address(), entryNow());
  show();
}
