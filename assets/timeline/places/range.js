// @ts-check
// Which units of the axis are shown as one zooms, pinches and drags. Ranges are [from, to] of 0 to 1000. No page.

/** @typedef {[number, number]} Range */

/** A range as far as the axis goes, and with at least so many units. @param {Range} range @param {number} least @returns {Range} */
export function withinAxis([from, to], least) {
  const middle = (from + to) / 2;
  const span = Math.min(1000, Math.max(least, to - from));
  const start = Math.min(1000 - span, Math.max(0, middle - span / 2));
  return span > 999 ? [0, 1000] : [start, start + span];
}

/** A range so many times as wide, in which one unit stays where it is.
 *  @param {Range} range @param {number} factor @param {number} units @param {number} least @returns {Range} */
export function scaled([from, to], factor, units, least) {
  const span = Math.min(1000, Math.max(least, (to - from) * factor));
  const start = units - ((units - from) / (to - from)) * span;
  return [start, start + span];
}

/** The range in which some units stand at a share of the width once two fingers are `apart`.
 *  @param {{ apart: number, span: number, units: number }} pinch @param {number} apart @param {number} share @returns {Range} */
export function pinchedTo({ apart: before, span, units }, apart, share) {
  const next = Math.min(1000, (span * before) / apart);
  return [units - share * next, units + (1 - share) * next];
}

/** How far a picture may be dragged, in px: as far as the axis goes. @param {Range} range @param {number} scale px of a unit @param {number} dx */
export const allowedDrag = ([from, to], scale, dx) => Math.max(-(1000 - to) * scale, Math.min(from * scale, dx));
