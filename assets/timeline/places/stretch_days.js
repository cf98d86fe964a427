// @ts-check
// The stretch of the axis that is in view, as the address writes it: "2025-03-01..2025-09-30", both days included; where
// distance is not time, the first and last of the evenly spaced events, "12..30". No page.
import { dayNumber, dayOf } from "../../app/text/words.js";
import { monthStart, timed } from "./frame.js";

/** @import { Payload, Segment } from "../types.d.ts" */

const SLIVER = 0.001; // axis units, or days, that rounding may take
const WRITTEN = /^(\d{4}-\d\d-\d\d|\d{1,6})\.\.(\d{4}-\d\d-\d\d|\d{1,6})$/;

/** From when to when a segment reaches, in days from 1970. */
const bounds = (/** @type {Segment} */ { first, last }) => [monthStart(first), monthStart(last + 1)];

/** The stretch between two units as text; "" for the whole. @param {Payload} meta @param {number} from @param {number} to */
export function writtenStretch(meta, from, to) {
  if (to - from > 999) return "";
  if (!timed({ meta })) {
    const step = stepOf(meta);
    return `${Math.floor(from / step + SLIVER) + 1}..${Math.ceil(to / step - SLIVER)}`;
  }
  return daysBetween(meta, from, to).join("..");
}

/** The first and the last day between two units, where distance is time. @param {Payload} meta @param {number} from @param {number} to */
export function daysBetween(meta, from, to) {
  const first = Math.floor(daysAt(meta, from) + SLIVER), last = Math.ceil(daysAt(meta, to) - SLIVER) - 1;
  return [dayOf(first), dayOf(Math.max(first, last))];
}

/** Days from 1970 until a place on the axis. */
function daysAt(/** @type {Payload} */ { segments }, /** @type {number} */ units) {
  const segment = segments.findLast(({ x0 }) => x0 <= units + SLIVER) ?? segments[0];
  const [start, end] = bounds(segment);
  const share = Math.min(1, Math.max(0, (units - segment.x0) / (segment.x1 - segment.x0)));
  return start + share * (end - start);
}

/** The units that a text stands for on an axis; all of them for "" and for what does not fit it. @param {Payload} meta @param {string} text @returns {[number, number]} */
export function unitsOf(meta, text) {
  const [, first, last] = WRITTEN.exec(text) ?? [];
  if (!first || first.includes("-") !== timed({ meta })) return [0, 1000];
  const [from, to] = timed({ meta }) ? [placeOf(meta, first, 0), placeOf(meta, last, 1)]
    : [Math.max(0, (Number(first) - 1) * stepOf(meta)), Math.min(1000, Number(last) * stepOf(meta))];
  return to > from ? [from, to] : [0, 1000];
}

/** The units that an evenly spaced event takes. */
const stepOf = (/** @type {Payload} */ { segments: [{ many = 1 }] }) => 1000 / Math.max(1, many);

/** Where a day begins, or with 1 ends. */
function placeOf(/** @type {Payload} */ { segments }, /** @type {string} */ iso, /** @type {number} */ after) {
  const day = dayNumber(iso) + after;
  const segment = segments.findLast((one) => bounds(one)[0] < day + 1 - after) ?? segments[0];
  const [start, end] = bounds(segment);
  return segment.x0 + (segment.x1 - segment.x0) * Math.min(1, Math.max(0, (day - start) / (end - start)));
}
