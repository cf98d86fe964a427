// @ts-check
// The tab's history: one entry for a choice, and one for a gesture however many values it passes through. While a slider, a
// window in time or a day is changing, the address is written a few times a second, and its last value always: what comes
// faster is refused by browsers (WebKit throws, Chromium drops it), and would leave an entry for every value.
import { later } from "./later.js";

const EVERY = 250; // ms between two writings
const REST = 4; // so many times that long without a change, and the same control begins another gesture
const LATER = 2000; // ms before what the browser refused is tried again

/** @typedef {{ address: string, entry?: number }} Entry */

let gesture = ""; // whose entry is the present one
let held = false;
let left = 0, ticking = 0; // a busy page does not count the time in which it could not listen
let wanted = /** @type {{ address: string, state: Entry, push: boolean } | null} */ (null); // what is still to be written
let written = -Infinity, waiting = 0;
let entry = history.state?.entry || 0; // the number of the present entry
const last = /** @type {Map<number, Entry>} */ (new Map()); // entry: what was still to be written there when it was left

addEventListener("pointerdown", () => { held = true; }, true);
for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => { held = false; }, true);

/** Whether a pointer is down. */
export const isHeld = () => held;

function turnTo(/** @type {string} */ name) {
  gesture = name;
  left = REST;
  clearInterval(ticking);
  if (name) ticking = setInterval(tick, EVERY);
}

function tick() {
  if (held) return;
  left -= 1;
  if (left > 0) return;
  clearInterval(ticking);
  gesture = "";
}

/** Writes an address: into an entry of its own, or with the name of a gesture into the one for all its values.
 *  @param {string} address @param {Entry} state @param {string} [name] */
export function record(address, state, name = "") {
  const same = name !== "" && name === gesture;
  turnTo(name);
  if (!same) write();
  wanted = { address, state, push: !same || Boolean(wanted?.push) };
  if (!same) later("history", write); // the bar is not what the reader looks at
  else if (!waiting) waiting = setTimeout(write, Math.max(0, written + EVERY - performance.now()));
}

/** Writes an address into the present entry: the same view, said otherwise. @param {string} address @param {Entry} state */
export function amend(address, state) {
  wanted = { address, state, push: Boolean(wanted?.push) };
  write();
}

function write() {
  clearTimeout(waiting);
  waiting = 0;
  if (!wanted) return;
  const { address, state, push } = wanted;
  const next = push ? entry + 1 : entry;
  let done = false;
  try {
    history[push ? "pushState" : "replaceState"]({ ...state, entry: next }, "", address);
    done = location.href === new URL(address, location.href).href; // where it is refused, some browsers say nothing
  } catch { /* refused */ }
  written = performance.now();
  if (!done) {
    waiting = setTimeout(write, LATER);
    return;
  }
  [wanted, entry] = [null, next];
  for (const other of [...last.keys()]) if (push ? other >= next : other === next) last.delete(other); // what lay ahead is gone
}

/** What was still to be written belongs to the entry that was left, and is written when that is come back to. */
addEventListener("popstate", ({ state }) => {
  clearTimeout(waiting);
  if (wanted && !wanted.push) last.set(entry, wanted.state);
  [waiting, wanted] = [0, null];
  entry = state?.entry ?? entry + 1; // a link to a place on the page is an entry of its own
  turnTo("");
});

/** What an entry that is come back to stands for: its last value, also where that was not yet written. @param {Entry} state */
export const recalled = (state) => last.get(state.entry ?? -1) || state;

addEventListener("pagehide", write);
