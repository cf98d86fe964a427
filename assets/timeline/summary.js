// @ts-check
// The line above the timeline, counted from what is drawn: how many events, how many of them named, how many lit.
import { page } from "../app/state.js";
import { counted, spaced } from "../app/words.js";
import { hooks, now } from "./now.js";

/** @import { Drawn } from "./types.d.ts" */

/** What is drawn, counted. An event that stands in several rows counts once. @returns {Drawn} */
export function drawn() {
  const { meta, lit, spots, state, within } = now;
  const named = new Set(), seen = new Set(), shown = new Set();
  for (const { id, key } of meta.marks) {
    shown.add(id);
    const spot = spots.get(key);
    if (spot?.side && !lit.hidden.has(key)) named.add(id);
    if (lit.spots.has(key)) named.add(id);
    if (state.focus && state.lit.has(id)) seen.add(id);
  }
  const numbers = now.rows.flatMap((row) => row.numbers).filter(({ ids }) => ids.some((key) => within.has(key))).length;
  return { events: shown.size, named: named.size, numbers, lit: seen.size, litNamed: [...seen].filter((id) => named.has(id)).length };
}

/** That as a sentence; "" before anything is drawn. */
export function drawnWords() {
  if (!now.svg || !now.meta) return "";
  const { events, named, numbers, lit, litNamed } = drawn(), { meta, state, from, to } = now;
  if (meta.heat) return `${meta.summary.replace(/^Timeline: /, "")}.`;
  if (state.focus) return `${counted(spaced(lit), "event")} lit of ${spaced(events)}${litNamed < lit ? `, ${spaced(litNamed)} of them named` : ""}`;
  const inView = to - from > 999 ? "" : `, ${spaced(meta.marks.filter((mark) => mark.x1 >= from && mark.x0 <= to).length)} in view`;
  return `${counted(spaced(events), "event")}${inView}, ${spaced(named)} named${numbers ? "; a number opens a list" : ""}`;
}

function write() {
  page.timelineLine = drawnWords();
  const line = document.getElementById("timeline-summary");
  if (line && page.timelineLine) line.textContent = page.timelineLine;
}

/** Has every draw, and everything that is lit, followed by its line. */
export function beginSummary() {
  hooks.after.push(write);
  hooks.lit.push(write);
}
