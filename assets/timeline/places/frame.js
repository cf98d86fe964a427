// @ts-check
// The timeline's payload, a width and a zoom in; where everything stands out. Numbers only, no page.
// What is in the picture is decided in Python (explorer/timeline/payload.py); the rules here that are also there
// say so. Axis units run from 0 to 1000; px are counted from the left edge of the picture, inside the plot from its own.
import { claimOf } from "./budget.js";

/** @typedef {[number, string]} Named a year: units, words */
/** @import { Band, Form, Frame, Mark, Payload, Segment, Sheet, Sizes, Tag } from "../types.d.ts" */

const YEAR_INK = 2.1, DIGIT = 0.57; // type sizes: how wide a year's digits are without the space after them, and one of them
const LARGE = 1200, WIDE = 900, MIDDLE = 700; // px of the pane's width, at which type and the column of names change
const HEIGHT = 287; // px of a picture whose height is nobody's business
/** How many px a mark at the plot's edge may stand out. */
export const EDGE = 10;
/** The months' names. */
export const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The frame for a box in px and the units shown: sizes, the plot's px, and px of an axis unit. */
export function frameOf(/** @type {Payload} */ meta, /** @type {number} */ width, /** @type {number} */ from, /** @type {number} */ to, stretch = 1, height = HEIGHT) {
  const narrow = width < meta.narrow;
  const sizes = sizesAt(meta, width, narrow);
  const left = sizes.gutter;
  const plot = Math.max(50, width - left - sizes.margin);
  const scale = plot / (to - from);
  const px = (/** @type {number} */ units) => (units - from) * scale;
  const x = (/** @type {number} */ units) => left + (units - from) * scale;
  const over = to - from; // what is drawn beyond the view at both sides, so that it can be moved without a draw
  const near = (/** @type {number} */ x0, /** @type {number} */ x1) => x1 >= from - over && x0 <= to + over;
  return { meta, width, height, narrow, sizes, left, plot, right: left + plot, from, to, scale, px, x, near, fit: over > 999, stretch };
}

/** Sizes for a pane's width. @returns {Sizes} */
function sizesAt(/** @type {Payload} */ meta, /** @type {number} */ width, /** @type {boolean} */ narrow) {
  let sizes = narrow ? meta.sizes.phone : meta.sizes.screen;
  if (!meta.heat && sizes.heat) sizes = { ...sizes, head: sizes.head - sizes.heat, heat: 0 }; // a stretch of marks only
  if (narrow) return sizes;
  if (width >= LARGE) return { ...sizes, label: sizes.label + 0.5 };
  const [, closer, tight] = meta.pen.columns;
  return width >= WIDE ? sizes : { ...sizes, gutter: Math.min(sizes.gutter, width >= MIDDLE ? closer : tight) };
}

/** The days from 1970 until a month begins, which is counted from the year 0. @param {number} month */
export function monthStart(month) {
  const day = new Date(0);
  day.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
  return day.getTime() / 864e5;
}

/** Where a segment's months begin, and the end of the last; where distance is not time, where its events stand. */
export function edgesOf(/** @type {Segment} */ segment) {
  if (segment.edges) return segment.edges;
  const start = monthStart(segment.first);
  const days = monthStart(segment.last + 1) - start;
  const width = segment.x1 - segment.x0;
  const edge = (/** @type {number} */ month) => segment.x0 + (width * (monthStart(month) - start)) / days;
  segment.edges = Array.from({ length: segment.last - segment.first + 2 }, (_, place) => edge(segment.first + place));
  return segment.edges;
}

/** Whether distance is time. @param {{ meta: Payload }} fr */
export const timed = (fr) => fr.meta.axis !== "even";
export const isYear = (/** @type {Segment} */ segment) => segment.first % 12 === 0 && segment.last === segment.first + 11;
export const monthPx = (/** @type {Segment} */ segment, /** @type {Frame} */ fr) => ((segment.x1 - segment.x0) * fr.scale) / (segment.last - segment.first + 1);

/** The type size of years, as wide as they are in the reader's type. @param {Frame} fr */
const yearSize = (fr) => fr.sizes.year * fr.stretch;

/** Px from one year to the next, at least, where there is no cut between them. @param {Frame} fr */
const yearRoom = (fr) => fr.meta.pen.year * yearSize(fr);

/** Every how many months are named: 1, 3, or 0 for none. The same rule as month_step in timeline/axis_names.py. */
export function monthStep(/** @type {Segment} */ segment, /** @type {Frame} */ fr) {
  if (!timed(fr)) return 0;
  const wide = monthPx(segment, fr);
  const size = fr.sizes.month * fr.stretch;
  if (wide >= 2.1 * size) return 1;
  return wide >= 0.85 * size && !isYear(segment) ? 3 : 0;
}

/** For each segment the years that are named, as [units, words]: none on top of another, the wider segment's first.
 *  The same rule as years_shown in timeline/axis_names.py: one table of examples holds both. */
export function yearsShown(/** @type {Frame} */ fr) {
  if (!timed(fr)) return [yearsApart(fr)];
  const { segments } = fr.meta;
  const named = segments.map((segment) => (fr.near(segment.x0, segment.x1) ? yearsOf(segment, fr) : []));
  const places = segments.map((_, place) => place).sort((a, b) => segments[a].x0 - segments[a].x1 - (segments[b].x0 - segments[b].x1));
  const taken = /** @type {number[]} */ ([]);
  for (const place of places) {
    const clear = (/** @type {Named} */ [x]) => taken.every((other) => Math.abs(x - other) * fr.scale >= yearRoom(fr) + 4);
    named[place] = named[place].filter(clear);
    taken.push(...named[place].map(([x]) => x));
  }
  return named;
}

/** Of the years of evenly spaced events, those with room after the one before; the year at the view's edge first. */
function yearsApart(/** @type {Frame} */ fr) {
  const kept = /** @type {Named[]} */ ([]);
  const years = fr.meta.years.map(([x, words]) => /** @type {Named} */ ([x, words]));
  const before = years.findLastIndex(([x]) => x < fr.from);
  if (before >= 0) years[before][0] = fr.from;
  for (const year of years.slice(Math.max(0, before))) {
    const last = kept.at(-1);
    const clear = !last || (year[0] - last[0]) * fr.scale >= yearRoom(fr) + 4;
    if (clear && whole(fr, fr.px(year[0]), fr.px(year[0]) + YEAR_INK * yearSize(fr))) kept.push(year);
  }
  return kept;
}

/** Several years that stand too close to be named one by one, as "2016–18", where that has room. @returns {Named | null} */
function rangeOf(/** @type {Segment} */ segment, /** @type {Frame} */ fr) {
  const [first, last] = [segment.first, segment.last].map((month) => Math.floor(month / 12));
  const wide = (segment.x1 - segment.x0) * fr.scale;
  if (first === last || wide >= 3 * (yearRoom(fr) + 8) || monthPx(segment, fr) * 12 >= yearRoom(fr) + 8) return null;
  if (segment.x0 < fr.from) return null;
  const words = Math.floor(first / 100) === Math.floor(last / 100) ? `${first}–${String(last).slice(-2)}` : `${first}–${last}`;
  const room = words.length * DIGIT * yearSize(fr) + 6;
  return room <= wide && whole(fr, fr.px(segment.x0), fr.px(segment.x0) + room) ? [segment.x0, words] : null;
}

/** The years a segment asks to name; one that began before the view is named at the view's edge. */
function yearsOf(/** @type {Segment} */ segment, /** @type {Frame} */ fr) {
  const room = yearRoom(fr) + 8;
  const wide = monthPx(segment, fr);
  const every = [1, 2, 5, 10, 20, 50].find((years) => years * 12 * wide >= room) || 100;
  const end = segment.joined ? fr.px(segment.x1) - room : fr.px(1000) + fr.sizes.margin - YEAR_INK * yearSize(fr);
  const edges = edgesOf(segment);
  const range = rangeOf(segment, fr);
  if (range) return [range];
  const named = /** @type {Named[]} */ ([]);
  for (let i = (12 - (segment.first % 12)) % 12; i < edges.length - 1; i += 12) {
    const number = (segment.first + i) / 12;
    if (number % every === 0 && fr.px(edges[i]) <= end) named.push([edges[i], String(number)]);
  }
  const first = /** @type {Named} */ ([segment.x0, String(Math.floor(segment.first / 12))]);
  if (!named.length || (named[0][0] - segment.x0) * fr.scale >= room) named.unshift(first);
  const before = named.findLastIndex(([x]) => x < fr.from);
  const next = named[before + 1] ? named[before + 1][0] : segment.x1;
  if (before >= 0 && segment.x1 > fr.from && (next - fr.from) * fr.scale >= room) {
    named[before] = [fr.from, yearAt(segment, fr.from)];
  }
  return named.filter(([x]) => whole(fr, fr.px(x), fr.px(x) + YEAR_INK * yearSize(fr)));
}

/** Whether words from here to there, in px of the plot, are not cut in two by the edge of the view. */
export function whole(/** @type {Frame} */ fr, /** @type {number} */ start, /** @type {number} */ end) {
  const edge = fr.plot + fr.sizes.margin;
  return (start >= 0 || end <= -EDGE) && (end <= edge || start >= Math.max(edge, fr.plot + EDGE));
}

/** The year that is under way at a place of a segment. @param {Segment} segment @param {number} units */
const yearAt = (segment, units) => String(Math.floor(monthIn(segment, units) / 12));

/** The month that is under way at a place of a segment. @param {Segment} segment @param {number} units */
function monthIn(segment, units) {
  const edges = edgesOf(segment);
  let month = segment.first;
  while (month < segment.last && edges[month - segment.first + 1] <= units) month++;
  return month;
}

/** The month that is under way at a place of the axis, where distance is time. @param {Payload} meta @param {number} units */
export function monthAt({ segments }, units) {
  return monthIn(segments.findLast(({ x0 }) => x0 <= units) ?? segments[0], units);
}

/** From cut to cut around a segment: what a label may not leave. */
export function reach(/** @type {Payload} */ meta, /** @type {number} */ place) {
  const { segments } = meta;
  let first = place;
  let last = place;
  while (first > 0 && segments[first - 1].joined) first--;
  while (segments[last].joined) last++;
  return [segments[first].x0, segments[last].x1];
}

// --- marks

/** From where to where a whisker or a bar is drawn, in px of the plot; only signs where distance is not time. */
export function extent(/** @type {Mark} */ mark, /** @type {Frame} */ fr) {
  if (!timed(fr)) {
    const half = 1.25 * fr.sizes.radii[mark.weight - 1] + fr.sizes.cap;
    return [fr.px(mark.x) - half, fr.px(mark.x) + half];
  }
  return [fr.px(mark.x0), fr.px(Math.max(mark.x1, mark.x0))];
}

/** Where a bar with an open end is sure, and where it has faded, in px of the plot; it crosses no cut. */
export function fadeEnds(/** @type {Mark} */ mark, /** @type {Frame} */ fr) {
  const [start, end] = reach(fr.meta, mark.segment);
  if (mark.open === "end") return [fr.px(mark.x0), Math.min(fr.px(mark.x0) + fr.sizes.fade, fr.px(end))];
  return [fr.px(mark.x1), Math.max(fr.px(mark.x1) - fr.sizes.fade, fr.px(start))];
}

/** Where the steps of a fading bar begin and end, in whole px, and how opaque each is; a negative length fades to the left.
 *  The same rule as fade_steps in timeline/geometry.py. @param {number} length @param {[number, number][]} fade */
export function fadeSteps(length, fade) {
  const edges = [...fade.map(([share]) => share), 1].map((share) => Math.floor(length * share + 0.5));
  return fade.map(([, opacity], place) => [edges[place], edges[place + 1], opacity]);
}

/** From where to where a mark is drawn, in px of the plot. */
export function ink(/** @type {Mark} */ mark, /** @type {Frame} */ fr) {
  const radius = 1.25 * fr.sizes.radii[mark.weight - 1];
  if (mark.form === "fade") return fadeEnds(mark, fr).sort((a, b) => a - b);
  if (mark.form === "point") return [fr.px(mark.x) - radius, fr.px(mark.x) + radius];
  const [start, end] = extent(mark, fr);
  if (mark.form === "bar") return [start, end];
  return [Math.min(start, fr.px(mark.x) - radius), Math.max(end, fr.px(mark.x) + radius)];
}

// --- names

/** The width of words at a type size. @param {string[]} pieces @param {number[]} widths @param {number} size @param {number} space */
const widthOf = (pieces, widths, size, space) =>
  widths.reduce((sum, width, place) => sum + ((width + (pieces[place][0] === " " ? space : 0)) * size) / 1000, 0);

/** The forms of a mark's name at some sizes, the best first; they are the same from draw to draw. @returns {{ all: Form[], plain: Form[] }} */
function formsOf(/** @type {Mark} */ mark, /** @type {Frame} */ fr) {
  const { label, when, when_gap, short_first } = fr.sizes, { space } = fr.meta.pen;
  const size = label * fr.stretch, known = `${size} ${short_first}`;
  if (mark.forms?.known === known) return mark.forms;
  const date = mark.when ? (mark.whenWidth * when * fr.stretch) / 1000 + when_gap : 0;
  const full = widthOf(mark.full, mark.fullWidths, size, space);
  const short = mark.short.length ? widthOf(mark.short, mark.shortWidths, size, space) : full;
  const form = (/** @type {"full" | "short"} */ text, /** @type {boolean} */ dated) => ({
    text: /** @type {"full" | "short"} */ (mark.short.length ? text : "full"), dated, width: (text === "full" ? full : short) + (dated ? date : 0),
  });
  const dated = date > 0;
  const all = short_first ? [form("short", dated)] : [form("full", dated), form("short", dated)];
  if (dated && mark.weight === 1 && (short_first || !mark.hollow)) all.push(form("short", false));
  const fitting = all.filter(({ width }) => width <= fr.sizes.widest);
  mark.forms = { known, all: fitting, plain: [form("short", false)] };
  return mark.forms;
}

/** @returns {Tag} */
function tagOf(/** @type {Mark} */ mark, /** @type {Frame} */ fr) {
  const [left, right] = ink(mark, fr);
  const { all, plain } = formsOf(mark, fr);
  const lasting = mark.form === "bar" || mark.form === "fade"; // a bar without a name is worse than a dot without one
  return {
    id: mark.key,
    x: fr.px(mark.x),
    left: Math.max(left, -EDGE),
    right: Math.min(right, fr.plot + EDGE),
    rank: lasting && mark.rank > 1 ? mark.rank - 0.5 : mark.rank,
    claim: claimOf(mark.rank) + (lasting ? 2 : 0),
    forms: all,
    plain,
    dated: mark.when !== "",
  };
}

/** How high a band is at least: room for its name. */
function floorOf(/** @type {Band} */ band, /** @type {Frame} */ fr) {
  const { gutter, head, heat, line, lane } = fr.sizes;
  return gutter ? head - heat + lane + line * (linesOf(band, fr).length - 1) + 6 : 0;
}

/** A band's name in lines, for the column that there is. */
export function linesOf(/** @type {Band} */ band, /** @type {Frame} */ fr) {
  const { gutter } = fr.sizes, [wide, closer] = fr.meta.pen.columns;
  return gutter >= wide ? band.lines : gutter >= closer ? band.closer : band.tight;
}

/** What the frame shows, to be named. @returns {Sheet} */
export function sheetOf(/** @type {Frame} */ fr) {
  const { meta, from, to, sizes } = fr;
  const asOf = fr.px(meta.asOf.x);
  const lanes = meta.bands.map((band, place) => ({
    id: place, floor: floorOf(band, fr), block: sizes.gutter ? 0 : band.short.length * sizes.lane * 0.6 + 14, tags: /** @type {Tag[]} */ ([]),
  }));
  for (const mark of meta.marks) {
    if (fr.fit || (mark.x1 >= from && mark.x0 <= to)) lanes[mark.band].tags.push(tagOf(mark, fr));
  }
  const line = meta.asOf.inside && asOf >= 0 && asOf <= fr.plot ? asOf : null;
  const { row, head, tail, gap, near } = sizes;
  return { row, head, tail, gap, near, as_of: line, plot: fr.plot, height: Math.max(0, fr.height - sizes.header), lanes };
}
