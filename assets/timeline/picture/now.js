// @ts-check
// What the timeline shows, and where everything stood at the last draw. Its drawing, its zoom and the reader's hand share it.
import { MONTHS, monthAt, timed } from "../places/frame.js";
import { withinAxis } from "../places/range.js";

/** @import { Mark, Now, Payload } from "../types.d.ts" */

/** The timeline as it stands; nothing of it is there before the first payload has come. */
export const now = /** @type {Now} */ (/** @type {unknown} */ ({
  meta: null,
  whole: null,
  frame: null,
  box: null,
  width: 0,
  height: 0,
  scrolled: 0,
  svg: null,
  from: 0,
  to: 1000,
  sheet: null,
  printed: 0,
  within: new Set(),
  lit: { spots: new Map(), hidden: new Set(), covered: new Set(), aside: new Map(), missed: 0 },
  state: { focus: "", lit: new Set() },
  spots: new Map(),
  rows: [],
  marks: new Map(),
  byEvent: new Map(),
}));

/** What is to be done before a draw, as zooming may have stretched what is drawn; and after it. */
export const hooks = {
  before: /** @type {(() => void)[]} */ ([]),
  after: /** @type {(() => void)[]} */ ([]),
  lit: /** @type {(() => void)[]} */ ([]), // after something else was lit
  axis: /** @type {(() => void)[]} */ ([]), // after another axis was taken, all of which is shown
  moved: /** @type {((own: boolean) => void)[]} */ ([]), // after another part of the axis is shown, by the reader or for a pick
};

/** Takes another payload, or another stretch of the same, to be drawn. @param {Payload} meta */
export function hold(meta) {
  now.meta = meta;
  now.byEvent = Map.groupBy(meta.marks, ({ id }) => id);
}

/** Where a mark stands, in px from the top of the picture; what is out of sight waits in its band's quiet row. @param {Mark} mark */
export function yOf(mark) {
  const spot = now.spots.get(mark.key);
  return now.frame.sizes.header + (spot ? spot.y : now.rows[mark.band].quiet);
}

/** Whether a mark stands small in a quiet row. @param {Mark} mark */
export const isSmall = (mark) => now.spots.get(mark.key)?.small ?? true;

/** The number that a mark is part of as it is drawn: "" for none. @param {string} key */
export const numberOf = (key) => (now.within.has(key) ? now.spots.get(key)?.number ?? "" : "");

/** When some marks stand, in words: "Jul 2025", "2016–2018". @param {string[]} keys */
export function timeOf(keys) {
  const { meta } = now;
  if (!timed({ meta })) return "";
  const months = meta.marks.filter(({ key }) => keys.includes(key)).map(({ x }) => monthAt(meta, x));
  const [first, last] = [Math.min(...months), Math.max(...months)], year = (/** @type {number} */ month) => Math.floor(month / 12);
  if (first === last) return `${MONTHS[first % 12]} ${year(first)}`;
  if (year(first) !== year(last)) return `${year(first)}–${year(last)}`;
  return last - first > 6 ? String(year(first)) : `${MONTHS[first % 12]}–${MONTHS[last % 12]} ${year(first)}`;
}

/** The fewest units that may be shown: a fortnight, or three evenly spaced events. @param {number} units */
export function closestAt(units) {
  const { meta } = now;
  if (!timed({ meta })) return Math.min(1000, 3000 / Math.max(3, meta.segments[0].many ?? 0));
  const segment = meta.segments.find((one) => one.x1 >= units) || meta.segments[meta.segments.length - 1];
  return Math.min(1000, (segment.x1 - segment.x0) / (segment.last - segment.first + 1) / (meta.crowded ? 15 : 2));
}

/** From one unit to another, as far as the axis goes and as close as it may be looked at. @param {number} from @param {number} to */
export const reachable = (from, to) => withinAxis([from, to], closestAt((from + to) / 2));
