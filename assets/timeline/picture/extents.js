// @ts-check
// What is drawn of an event besides its sign: the doubt about its day, or how long it lasted. What goes on outside the
// window enters or leaves at its edge: bars fade there, whiskers end in dots. The same rules as in timeline/geometry.py.
import { escaped, n, rect } from "../../app/text/markup.js";
import { extent, fadeEnds, fadeSteps } from "../places/frame.js";
import { looks } from "./pen_events.js";

/** @import { State } from "../../app/types.d.ts" */
/** @import { Frame, Mark } from "../types.d.ts" */

/** @typedef {[number, number, number]} Piece from where, to where, how opaque */

const ENTERED = [0, 0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1]; // where the steps of an open end that came over the edge begin and end
const LEAVES = 20; // px: how far from the edge a bar begins to fade that goes on
const DOTS = [3, 4, 3, 2]; // px: space and ink, in turn, at the end of a whisker that goes on
const UNDER = 6.5, THIN = 3; // px: how far under a quiet row bars without a name lie, and how high they are

const own = (/** @type {Mark} */ mark) => `data-id="${escaped(mark.id)}" data-key="${escaped(mark.key)}"`;
const whole = (/** @type {number} */ x) => Math.floor(x + 0.5);
const strengths = (/** @type {Frame} */ fr) => fr.meta.pen.fade.map(([, opacity]) => opacity); // of an open end, the strongest first

/** @param {Mark} mark @param {Frame} fr @param {number} middle @param {State} state */
export function extentOf(mark, fr, middle, state, small = false) {
  if (mark.form === "point" || !fr.near(mark.x0, mark.x1) || (small && mark.form === "whisker")) return "";
  const { sizes, left } = fr;
  const half = small ? THIN / 2 : 0.75 * sizes.radii[mark.weight - 1];
  const y = small ? middle + UNDER : middle, thin = small ? " thin" : "";
  if (mark.form === "fade") {
    const [start, end] = fadeEnds(mark, fr);
    return pieces(fadePieces(left + start, end - start, fr, mark.beyond !== ""), y, half, looks("tl-extent tl-fade", mark, state), mark);
  }
  const [x0, x1] = extent(mark, fr).map((end) => left + end);
  if (mark.form === "whisker") return whisker(mark, x0 + 0.5, x1 - 0.5, y, sizes.cap, state);
  const look = looks("tl-extent tl-bar" + thin, mark, state), end = Math.max(x1, x0 + 3);
  if (mark.beyond && !mark.hollow) return pieces(barPieces(x0, end, strengths(fr), mark.beyond), y, half, look, mark);
  if (mark.beyond) return `<path class="${look}" ${own(mark)} d="${openBox(x0, end, y, half, mark.beyond)}"></path>`;
  return rect(look, x0, y - half, end - x0, 2 * half, own(mark) + " ");
}

/** @param {Piece[]} parts @param {number} y @param {number} half @param {string} look @param {Mark} mark */
function pieces(parts, y, half, look, mark) {
  const drawn = parts.map(([a, b, opacity]) => {
    const place = `x="${n(Math.min(a, b))}" y="${n(y - half)}" width="${n(Math.abs(b - a))}" height="${n(2 * half)}"`;
    return `<rect opacity="${opacity}" ${place}></rect>`;
  });
  return `<g class="${look}" ${own(mark)}>${drawn.join("")}</g>`;
}

/** Of an open end; `entered`: its sure end lies outside the window. @param {number} at @param {number} length @param {Frame} fr @param {boolean} entered @returns {Piece[]} */
function fadePieces(at, length, fr, entered) {
  const from = whole(at), strong = strengths(fr);
  if (!entered) return fadeSteps(length, fr.meta.pen.fade).map(([a, b, opacity]) => [from + a, from + b, opacity]);
  const steps = ENTERED.map((share) => from + whole(length * share));
  return [...strong.slice(2, 5).reverse(), ...strong].map((opacity, i) => [steps[i], steps[i + 1], opacity]);
}

/** Of a bar that goes on. @param {number} x0 @param {number} x1 @param {number[]} strong @param {Mark["beyond"]} beyond @returns {Piece[]} */
function barPieces(x0, x1, strong, beyond) {
  const step = Math.min(LEAVES, (x1 - x0) / 2) / 5;
  const [a, b] = [beyond === "end" ? x0 : x0 + 5 * step, beyond === "start" ? x1 : x1 - 5 * step];
  const steps = [0, 1, 2, 3, 4];
  const before = a > x0 ? steps.map((i) => /** @type {Piece} */ ([x0 + i * step, x0 + (i + 1) * step, strong[5 - i]])) : [];
  const after = b < x1 ? steps.map((i) => /** @type {Piece} */ ([b + i * step, b + (i + 1) * step, strong[i + 1]])) : [];
  return [...before, [a, b, 1], ...after];
}

/** The outline of a bar of what has not happened, open where it goes on. @param {number} x0 @param {number} x1 @param {number} y @param {number} half @param {Mark["beyond"]} beyond */
function openBox(x0, x1, y, half, beyond) {
  const [top, bottom] = [n(y - half), n(y + half)];
  if (beyond === "both") return `M${n(x0)} ${top}H${n(x1)}M${n(x0)} ${bottom}H${n(x1)}`;
  const [open, shut] = beyond === "start" ? [x0, x1] : [x1, x0];
  return `M${n(open)} ${top}H${n(shut)}V${bottom}H${n(open)}`;
}

/** @param {Mark} mark @param {number} x0 @param {number} x1 @param {number} y @param {number} cap @param {State} state */
function whisker(mark, x0, x1, y, cap, state) {
  const [before, after] = ["start", "end"].map((end) => mark.beyond === end || mark.beyond === "both");
  const dots = x1 - x0 > 40 ? DOTS.reduce((sum, part) => sum + part, 0) : 0;
  const line = `M${n(before ? x0 + dots : x0)} ${n(y)}H${n(after ? x1 - dots : x1)}`;
  const ends = [before ? dotted(x0, y, dots) : capAt(x0, y, cap), after ? dotted(x1, y, -dots) : capAt(x1, y, cap)];
  return `<path class="${looks("tl-extent tl-whisker", mark, state)}" ${own(mark)} d="${line}${ends.join("")}"></path>`;
}

const capAt = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ cap) => `M${n(x)} ${n(y - cap)}V${n(y + cap)}`;

/** The end of a line in pieces, which begin so many px from where it would end. @param {number} end @param {number} y @param {number} dots */
function dotted(end, y, dots) {
  let drawn = "", at = end + dots;
  for (const [place, part] of (dots ? DOTS : []).entries()) {
    const next = at - Math.sign(dots) * part;
    if (place % 2) drawn += `M${n(at)} ${n(y)}H${n(next)}`;
    at = next;
  }
  return drawn;
}
