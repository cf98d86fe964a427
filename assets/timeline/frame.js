// @ts-check
// The timeline's payload, a width and a zoom in; where everything stands out. Numbers only, no page.
// What is in the picture is decided in Python (explorer/timeline/payload.py); the rules here that are also there
// say so. Axis units run from 0 to 1000; px are counted from the left edge of the picture, inside the plot from its own.
import { placeLabels } from "./labels.js";

/** @typedef {[number, string]} Named a year: units, words */
/** @import { Band, Frame, Mark, Payload, Segment, Tag, Words } from "./types.d.ts" */

const SPACE = 278; // thousandths of the type size: the space between two words in bold
const YEAR_EMS = 2.3; // how wide a year's four bold digits are, in type sizes
const CLEAR = 2; // px between a label and a cut
/** How many px a mark at the plot's edge may stand out. */
export const EDGE = 10;
/** The months' names. */
export const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The frame for a width in px and the units shown: sizes, the plot's px, and px of an axis unit. */
export function frameOf(/** @type {Payload} */ meta, /** @type {number} */ width, /** @type {number} */ from, /** @type {number} */ to, stretch = 1) {
  const narrow = width < meta.narrow;
  let sizes = narrow ? meta.sizes.phone : meta.sizes.screen;
  if (!meta.heat && sizes.heat) sizes = { ...sizes, head: sizes.head - sizes.heat, heat: 0 }; // a stretch of marks only
  const left = sizes.gutter;
  const plot = Math.max(50, width - left - sizes.margin);
  const scale = plot / (to - from);
  const px = (/** @type {number} */ units) => (units - from) * scale;
  const x = (/** @type {number} */ units) => left + (units - from) * scale;
  const over = to - from; // what is drawn beyond the view at both sides, so that it can be moved without a draw
  const near = (/** @type {number} */ x0, /** @type {number} */ x1) => x1 >= from - over && x0 <= to + over;
  return { meta, width, narrow, sizes, left, plot, right: left + plot, from, to, scale, px, x, near, fit: over > 999, stretch };
}

function ordinal(/** @type {number} */ month) {
  const day = new Date(0);
  day.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
  return day.getTime() / 864e5;
}

/** Where a segment's months begin, and the end of the last; where distance is not time, where its events stand. */
export function edgesOf(/** @type {Segment} */ segment) {
  if (segment.edges) return segment.edges;
  const start = ordinal(segment.first);
  const days = ordinal(segment.last + 1) - start;
  const width = segment.x1 - segment.x0;
  segment.edges = [];
  for (let month = segment.first; month <= segment.last + 1; month++) {
    segment.edges.push(segment.x0 + (width * (ordinal(month) - start)) / days);
  }
  return segment.edges;
}

/** Whether distance is time. @param {{ meta: Payload }} fr */
export const timed = (fr) => fr.meta.axis !== "even";
export const isYear = (/** @type {Segment} */ segment) => segment.first % 12 === 0 && segment.last === segment.first + 11;
export const monthPx = (/** @type {Segment} */ segment, /** @type {Frame} */ fr) => ((segment.x1 - segment.x0) * fr.scale) / (segment.last - segment.first + 1);

/** Every how many months are named: 1, 3, or 0 for none. The same rule as month_step in timeline/axis.py. */
export function monthStep(/** @type {Segment} */ segment, /** @type {Frame} */ fr) {
  if (!timed(fr)) return 0;
  const wide = monthPx(segment, fr);
  if (wide >= 2.1 * fr.sizes.month) return 1;
  return wide >= 0.85 * fr.sizes.month && !isYear(segment) ? 3 : 0;
}

/** For each segment the years that are named, as [units, words]: none on top of another, the wider segment's first.
 *  The same rule as years_shown in timeline/axis.py. */
export function yearsShown(/** @type {Frame} */ fr) {
  if (!timed(fr)) return [yearsApart(fr)];
  const { segments } = fr.meta;
  const named = segments.map((segment) => (fr.near(segment.x0, segment.x1) ? yearsOf(segment, fr) : []));
  const places = segments.map((_, place) => place);
  places.sort((a, b) => segments[a].x0 - segments[a].x1 - (segments[b].x0 - segments[b].x1));
  const taken = /** @type {number[]} */ ([]);
  for (const place of places) {
    const clear = (/** @type {Named} */ [x]) => taken.every((other) => Math.abs(x - other) * fr.scale >= YEAR_EMS * fr.sizes.year + 4);
    named[place] = named[place].filter(clear);
    taken.push(...named[place].map(([x]) => x));
  }
  return named;
}

/** Of the years of evenly spaced events, those with room after the one before; the year at the view's edge first. */
function yearsApart(/** @type {Frame} */ fr) {
  const kept = /** @type {Named[]} */ ([]);
  const years = fr.meta.years.map(([x, words]) => /** @type {Named} */ ([x, words]));
  const before = years.filter(([x]) => x < fr.from).length - 1;
  if (before >= 0) years[before][0] = fr.from;
  for (const year of years.slice(Math.max(0, before))) {
    const last = kept[kept.length - 1];
    const clear = !last || (year[0] - last[0]) * fr.scale >= YEAR_EMS * fr.sizes.year + 4;
    if (clear && whole(fr, fr.px(year[0]), fr.px(year[0]) + 2.1 * fr.sizes.year)) kept.push(year);
  }
  return kept;
}

/** The years a segment asks to name; one that began before the view is named at the view's edge. */
function yearsOf(/** @type {Segment} */ segment, /** @type {Frame} */ fr) {
  const room = YEAR_EMS * fr.sizes.year + 8;
  const wide = monthPx(segment, fr);
  const every = [1, 2, 5, 10, 20, 50].find((years) => years * 12 * wide >= room) || 100;
  const end = segment.joined ? fr.px(segment.x1) - room : fr.px(1000) + fr.sizes.margin - 2.1 * fr.sizes.year;
  const edges = edgesOf(segment);
  const named = /** @type {Named[]} */ ([]);
  for (let i = (12 - (segment.first % 12)) % 12; i < edges.length - 1; i += 12) {
    const number = (segment.first + i) / 12;
    if (number % every === 0 && fr.px(edges[i]) <= end) named.push([edges[i], String(number)]);
  }
  const first = /** @type {Named} */ ([segment.x0, String(Math.floor(segment.first / 12))]);
  if (!named.length || (named[0][0] - segment.x0) * fr.scale >= room) named.unshift(first);
  const before = named.filter(([x]) => x < fr.from).length - 1;
  const next = named[before + 1] ? named[before + 1][0] : segment.x1;
  if (before >= 0 && segment.x1 > fr.from && (next - fr.from) * fr.scale >= room) {
    named[before] = [fr.from, yearAt(segment, fr.from)];
  }
  return named.filter(([x]) => whole(fr, fr.px(x), fr.px(x) + 2.1 * fr.sizes.year));
}

/** Whether words from here to there, in px of the plot, are not cut in two by the edge of the view. */
export function whole(/** @type {Frame} */ fr, /** @type {number} */ start, /** @type {number} */ end) {
  const edge = fr.plot + fr.sizes.margin;
  return (start >= 0 || end <= -EDGE) && (end <= edge || start >= Math.max(edge, fr.plot + EDGE));
}

/** The year that is under way at a place of a segment. */
function yearAt(/** @type {Segment} */ segment, /** @type {number} */ units) {
  const edges = edgesOf(segment);
  let month = segment.first;
  while (month < segment.last && edges[month - segment.first + 1] <= units) month++;
  return String(Math.floor(month / 12));
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

/** From where to where a mark is drawn, in px of the plot. */
export function ink(/** @type {Mark} */ mark, /** @type {Frame} */ fr) {
  const radius = 1.25 * fr.sizes.radii[mark.weight - 1];
  if (mark.form === "fade") return fadeEnds(mark, fr).sort((a, b) => a - b);
  if (mark.form === "point") return [fr.px(mark.x) - radius, fr.px(mark.x) + radius];
  const [start, end] = extent(mark, fr);
  if (mark.form === "bar") return [start, end];
  return [Math.min(start, fr.px(mark.x) - radius), Math.max(end, fr.px(mark.x) + radius)];
}

// --- labels

/** @returns {Words} */
const wordsOf = (/** @type {string[]} */ pieces, /** @type {number[]} */ widths, /** @type {number} */ size) =>
  widths.map((width, place) => [((pieces[place][0] === " " ? SPACE : 0) * size) / 1000, (width * size) / 1000]);

/** The words of a mark's two names at a type size; they are the same from draw to draw. */
function wordsAt(/** @type {Mark} */ mark, /** @type {number} */ size) {
  if (mark.words?.size === size) return mark.words.names;
  const names = { full: wordsOf(mark.full, mark.fullWidths, size), short: wordsOf(mark.short, mark.shortWidths, size) };
  mark.words = { size, names };
  return names;
}

/** @returns {Tag} */
function tagOf(/** @type {Mark} */ mark, /** @type {Frame} */ fr, /** @type {string} */ focus) {
  const { sizes, px, plot } = fr;
  const wide = fr.stretch;
  const [left, right] = ink(mark, fr);
  const [start, end] = reach(fr.meta, mark.segment);
  const size = sizes.label * wide;
  return {
    id: mark.key,
    left: Math.max(left, -EDGE),
    right: Math.min(right, plot + EDGE),
    segment: [Math.max(0, px(start) + (start ? CLEAR : 0)), Math.min(plot, px(end) - (end < 1000 ? CLEAR : 0))],
    rank: mark.id === focus ? -1 : mark.rank,
    ...wordsAt(mark, size),
    when: mark.when ? (mark.whenWidth * sizes.when * wide) / 1000 + sizes.when_gap : 0,
    after: 0,
    keeps_date: mark.hollow,
    counted: mark.rank === mark.weight,
  };
}

/** How high a band is at least: room for its name, and for what is counted below it. */
function floorOf(/** @type {Band} */ band, /** @type {Frame} */ fr) {
  const { gutter, head, heat, row, line } = fr.sizes;
  return gutter ? head - heat + row / 2 + line * (band.lines.length + 0.5) + 3 : 0;
}

/** Places the labels of what the frame shows; the bands are as high as `floors` says at least. */
export function place(/** @type {Frame} */ fr, /** @type {string} */ focus, /** @type {Record<number, number>} */ floors) {
  const { meta, from, to } = fr;
  const asOf = fr.px(meta.asOf.x);
  const lanes = meta.bands.map((band, place) => ({ id: place, floor: Math.max(floorOf(band, fr), floors[place] || 0), tags: /** @type {Tag[]} */ ([]) }));
  for (const mark of meta.marks) {
    const inside = fr.fit || (mark.x1 >= from && mark.x0 <= to);
    if (inside) lanes[mark.band].tags.push(tagOf(mark, fr, focus));
  }
  const line = meta.asOf.inside && asOf >= 0 && asOf <= fr.plot ? asOf : null;
  return placeLabels({ ...fr.sizes, as_of: line, most: meta.most, lanes });
}
