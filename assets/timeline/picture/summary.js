// @ts-check
// The line above the timeline, counted from what is drawn: how many events, how many of them named, how many lit.
import { caption, page } from "../../app/state/page.js";
import { counted, spaced } from "../../app/text/words.js";
import { hooks, now } from "./now.js";

/** @import { Drawn } from "../types.d.ts" */

/** What is drawn, counted. An event that stands in several rows counts once. @returns {Drawn} */
function drawn() {
  const { meta, lit, spots, state, within } = now;
  const named = new Set(), seen = new Set(), shown = new Set(), inView = new Set();
  for (const { id, key, x0, x1 } of meta.marks) {
    shown.add(id);
    if (x1 >= now.from && x0 <= now.to) inView.add(id);
    const spot = spots.get(key);
    if (spot?.side && !lit.hidden.has(key)) named.add(id);
    if (lit.spots.has(key)) named.add(id);
    if (state.focus && state.lit.has(id)) seen.add(id);
  }
  const numbers = now.rows.flatMap((row) => row.numbers).filter(({ ids }) => ids.some((key) => within.has(key))).length;
  const of = (/** @type {Set<string>} */ some) => [...seen].filter((id) => some.has(id)).length;
  return { events: shown.size, inView: inView.size, named: named.size, numbers, lit: seen.size, litInView: of(inView), litNamed: of(named) };
}

/** That as a sentence; "" before anything is drawn. */
function drawnWords() {
  if (!now.svg || !now.meta) return "";
  const { events, inView, named, numbers, lit, litInView, litNamed } = drawn(), { meta, state } = now;
  if (meta.heat) return `${meta.summary.replace(/^Timeline: /, "")}.`;
  const seen = (/** @type {number} */ some, /** @type {number} */ all) => (some < all ? `, ${spaced(some)} in view` : "");
  const unnamed = litNamed < litInView ? `, ${spaced(litNamed)} of them named` : "";
  if (state.focus) return `${counted(spaced(lit), "event")} lit of ${spaced(events)}${seen(litInView, lit)}${unnamed}`;
  const pale = meta.asked ? `; pale: ${meta.asked[2]}` : "";
  return `${counted(spaced(events), "event")}${seen(inView, events)}, ${spaced(named)} named${pale}${numbers ? "; a number opens a list" : ""}`;
}

function write() {
  page.timelineLine = drawnWords();
  if (page.timelineLine) caption("timeline", page.timelineLine);
}

/** Has every draw, and everything that is lit, followed by its line. */
export function beginSummary() {
  hooks.after.push(write);
  hooks.lit.push(write);
}
