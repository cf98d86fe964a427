// @ts-check
// What of the axis is shown: zoom in, out and to fit, around what is selected, and to what is out of sight.
import { draw } from "../picture/drawing.js";
import { closestAt, hooks, now, reachable } from "../picture/now.js";
import { scaled } from "../places/range.js";

const STEP = 0.6; // how much of what is shown stays at one zoom in

/** Shows from one unit to another; `own` says that this was the reader's own wish. @param {number} from @param {number} to @param {boolean} [own] */
export function showUnits(from, to, own = true) {
  const before = [now.from, now.to];
  [now.from, now.to] = reachable(from, to);
  if (!now.svg) return;
  draw();
  if (before[0] !== now.from || before[1] !== now.to) for (const act of hooks.moved) act(own);
}

/** Zooms by a factor (less than 1: in) so that one unit stays where it is.
 *  @param {number} factor @param {number} units @param {(from: number, to: number) => void} [show] */
export function scaleTimeline(factor, units, show = showUnits) {
  show(...scaled([now.from, now.to], factor, units, closestAt(units)));
}

/** Zooms "in" or "out" around a mark or what is selected, else around the middle of what is shown; "fit" shows all.
 *  @param {string} way @param {string} [key] @param {(from: number, to: number) => void} [show] */
export function zoomTimeline(way, key, show = showUnits) {
  const { meta, from, to } = now;
  if (!now.svg) return;
  if (way === "fit") return show(0, 1000);
  const shown = meta.marks.filter((mark) => mark.x >= from && mark.x <= to);
  const anchor = shown.find((mark) => (key ? mark.key === key : mark.id === now.state.focus)) || shown[Math.floor(shown.length / 2)];
  scaleTimeline(way === "in" ? STEP : 1 / STEP, anchor ? anchor.x : (from + to) / 2, show);
}

/** Moves the view so that what has a key is inside it. @param {string} key */
export function reveal(key) {
  const mark = [...now.meta.marks, ...now.meta.cells].find((one) => one.key === key);
  const { from, to } = now;
  if (!mark || (mark.x >= from && mark.x <= to)) return;
  showUnits(mark.x - (to - from) / 2, mark.x + (to - from) / 2);
}

/** Moves the view, as wide as it is, so that something of what is picked is in it; where some of it is, nothing moves. */
export function revealPicked() {
  const marks = now.byEvent.get(now.state.focus) ?? [], { from, to } = now;
  if (!now.svg || !marks.length || marks.some(({ x0, x1 }) => x1 >= from && x0 <= to)) return;
  showUnits(marks[0].x - (to - from) / 2, marks[0].x + (to - from) / 2, false);
}
