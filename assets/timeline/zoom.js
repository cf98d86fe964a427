// @ts-check
// What of the axis is shown: zoom in, out and to fit, around what is selected, and to what a row has no room for.
import { draw } from "./drawing.js";
import { closestAt, now, reachable } from "./now.js";
import { densest, scaled } from "./range.js";

const STEP = 0.6; // how much of what is shown stays at one zoom in

/** Shows from one unit to another. @param {number} from @param {number} to */
export function showUnits(from, to) {
  [now.from, now.to] = reachable(from, to);
  if (now.svg) draw();
}

/** Zooms by a factor (less than 1: in) so that one unit stays where it is.
 *  @param {number} factor @param {number} units @param {(from: number, to: number) => void} [show] */
export function scaleTimeline(factor, units, show = showUnits) {
  show(...scaled([now.from, now.to], factor, units, closestAt(units)));
}

/** Zooms "in" or "out" around a mark or what is selected, else around the middle of what is shown; "fit" shows all.
 *  @param {string} way @param {string} [key] */
export function zoomTimeline(way, key) {
  const { meta, from, to } = now;
  if (!now.svg) return;
  if (way === "fit") return showUnits(0, 1000);
  const shown = meta.marks.filter((mark) => mark.x >= from && mark.x <= to);
  const anchor = shown.find((mark) => (key ? mark.key === key : mark.id === now.state.focus)) || shown[Math.floor(shown.length / 2)];
  scaleTimeline(way === "in" ? STEP : 1 / STEP, anchor ? anchor.x : (from + to) / 2);
}

/** Moves the view so that what has a key is inside it. @param {string} key */
export function reveal(key) {
  const mark = [...now.meta.marks, ...now.meta.cells].find((one) => one.key === key);
  const { from, to } = now;
  if (!mark || (mark.x >= from && mark.x <= to)) return;
  showUnits(mark.x - (to - from) / 2, mark.x + (to - from) / 2);
}

/** Zooms in to the names that a band has no room for: to all of them, or to the densest part; the first of them. @param {number} band */
export function showMore(band) {
  const { meta, spots, from, to } = now;
  const missing = meta.marks.filter((mark) => mark.band === band && spots.get(mark.key)?.side === "");
  const [first, last] = densest(missing.map((mark) => Math.min(to, Math.max(from, mark.x))), (to - from) * 0.4);
  const room = Math.max(last - first, closestAt(first)) * 0.25;
  showUnits(first - room, last + room);
  return missing.find((mark) => mark.x >= now.from && mark.x <= now.to);
}
