// @ts-check
// The timeline's paper and its axis as SVG markup: strips, cuts, ticks, years and months, the as-of line.
// Colours come from classes (css/page/timeline.css). Text from data is written through `text`, which escapes it.
import { n, path, rect, size, text } from "../../app/text/markup.js";
import { edgesOf, isYear, MONTHS, monthPx, monthStep, timed, whole, yearsShown } from "../places/frame.js";

/** @import { Cut, Frame, Placed, Segment } from "../types.d.ts" */

const FINE = 10, QUARTERS = 4; // px of a month, from which months and quarters have their ticks

// --- paper

export function paper(/** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { meta, x } = fr;
  const top = fr.sizes.header;
  const down = `V${n(top + placed.height)}`;
  const drawn = [];
  for (const segment of meta.segments) {
    if (!fr.near(segment.x0, segment.x1)) continue;
    drawn.push(rect("tl-strip", x(segment.x0), top, (segment.x1 - segment.x0) * fr.scale, placed.height));
  }
  const later = meta.asOf.x;
  if (later < 1000) drawn.push(rect("tl-future", x(later), top, (1000 - later) * fr.scale, placed.height));
  if (meta.asked) drawn.push(unasked(fr, meta.asked, placed.height));
  const { months, years } = uprights(fr);
  drawn.push(path("tl-grid", months.map((at) => `M${n(at)} ${n(top)}${down}`).join("")));
  drawn.push(path("tl-years", years.map((at) => `M${n(at)} ${n(top)}${down}`).join("")));
  for (const cut of meta.cuts) {
    if (!fr.near(cut.x0, cut.x1)) continue;
    drawn.push(path("tl-cut", torn(fr, placed, cut.x0, 1)), path("tl-cut", torn(fr, placed, cut.x1, -1)), cutSideways(cut, fr, placed));
  }
  if (meta.asOf.inside) drawn.push(path("tl-asof", `M${n(x(later))} ${n(top - 6)}${down}`));
  return drawn.join("");
}

/** What of the months that are drawn lies outside the window. @param {Frame} fr @param {[number, number, string]} asked @param {number} height */
function unasked(fr, [x0, x1], height) {
  const top = fr.sizes.header;
  const sides = [{ from: 0, to: x0, edge: x0 }, { from: x1, to: 1000, edge: x1 }].filter(({ from, to }) => to > from);
  const pale = sides.map(({ from, to }) => rect("tl-unasked", fr.x(from), top, (to - from) * fr.scale, height));
  return pale.join("") + path("tl-unasked-edge", sides.map(({ edge }) => `M${n(fr.x(edge))} ${n(top)}v${n(height)}`).join(""));
}

/** Where lines run through the plot: at the months, and at the years. */
function uprights(/** @type {Frame} */ fr) {
  const months = /** @type {number[]} */ ([]);
  const years = fr.meta.years.filter(([x]) => x && fr.near(x, x)).map(([x]) => fr.x(x));
  for (const segment of fr.meta.segments) {
    if (!timed(fr) || !fr.near(segment.x0, segment.x1)) continue;
    const named = monthStep(segment, fr) === 1;
    eachEdge(segment, fr, (at, place, last) => {
      const january = (segment.first + place) % 12 === 0;
      if (!place || last) return;
      if (january && !isYear(segment)) years.push(at);
      else if (named) months.push(at);
    });
  }
  return { months, years };
}

/** Calls with the px, the place, and whether it is the last, of every edge of a segment that may be seen. */
function eachEdge(/** @type {Segment} */ segment, /** @type {Frame} */ fr, /** @type {(at: number, place: number, last: boolean) => void} */ call) {
  edgesOf(segment).forEach((edge, place, edges) => { if (fr.near(edge, edge)) call(fr.x(edge), place, place === edges.length - 1); });
}

/** Paper torn along a zigzag: it leans `way` (1 right, -1 left) out of the segment that ends here. */
function torn(/** @type {Frame} */ fr, /** @type {Placed} */ placed, /** @type {number} */ units, /** @type {number} */ way) {
  const [out, down] = fr.meta.pen.zigzag;
  const points = [];
  for (let step = 0; step <= Math.floor(placed.height / down); step++) {
    points.push(`${n(fr.x(units) + way * out * (step % 2))} ${n(fr.sizes.header + step * down)}`);
  }
  return "M" + points.join("L");
}

// --- head

export function scale(/** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { meta, sizes } = fr;
  const { short, long } = ticks(fr);
  const drawn = [
    rect("tl-headpaper", fr.left - 40, 0, fr.plot + 80, sizes.header - 1),
    path("tl-ticks", short.map((at) => `M${n(at)} ${n(sizes.header)}v-4`).join("")),
    path("tl-yearticks", long.map((at) => `M${n(at)} ${n(sizes.header)}v-8`).join("")),
    head(fr, placed),
  ];
  const at = fr.x(meta.asOf.x);
  if (meta.asOf.inside) {
    const { before, y } = asOfPlace(fr, placed);
    drawn.push(text("tl-asof-name" + (before ? " end" : ""), at + (before ? -5 : 5), y, meta.asOf.label, size(sizes.as_of)));
  }
  return drawn.join("");
}

/** On which side of its line the as-of day is told: in the last band, clear of what stands there, else in the head. */
export function asOfPlace(/** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { meta, sizes, height } = fr, last = placed.lanes[placed.lanes.length - 1];
  const at = fr.px(meta.asOf.x), wide = (meta.asOf.width * sizes.as_of * fr.stretch) / 1000 + 8;
  const fits = [{ before: false, from: at, to: at + wide }, { before: true, from: at - wide, to: at }].filter(({ from, to }) => from >= 0 && to <= fr.plot + sizes.margin);
  const xs = new Map(meta.marks.map(({ key, x }) => [key, fr.px(x)]));
  const taken = (last?.spots ?? []).filter(({ small, number }) => small && !number).map(({ id }) => xs.get(id) ?? 0).concat((last?.numbers ?? []).map(({ x }) => x));
  const clear = fits.find(({ from, to }) => taken.every((x) => x < from - 8 || x > to + 8));
  if (clear && sizes.header + placed.height <= height + 1) return { ...clear, y: sizes.header + placed.height - 4, low: true };
  return { ...(fits[0] ?? { before: true, from: at - wide, to: at }), y: sizes.header - 8, low: false };
}

/** Where ticks stand: short ones, and long ones at years. One an event where it is not to scale. */
function ticks(/** @type {Frame} */ fr) {
  const short = /** @type {number[]} */ ([]);
  const long = fr.meta.years.filter(([x]) => fr.near(x, x)).map(([x]) => fr.x(x));
  for (const segment of fr.meta.segments) {
    if (!fr.near(segment.x0, segment.x1)) continue;
    const wide = monthPx(segment, fr), every = !timed(fr) || wide >= FINE ? 1 : wide >= QUARTERS ? 3 : 12;
    eachEdge(segment, fr, (at, place) => {
      if (timed(fr) && (segment.first + place) % 12 === 0) long.push(at);
      else if ((segment.first + place) % every === 0) short.push(at);
    });
  }
  return { short, long };
}

function head(/** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { meta, sizes } = fr;
  const upper = sizes.header - 20;
  const lower = sizes.header - 8;
  const years = yearsShown(fr);
  const drawn = [], told = meta.asOf.inside ? asOfPlace(fr, placed) : null;
  meta.segments.forEach((segment, place) => {
    if (!fr.near(segment.x0, segment.x1)) return;
    for (const [x, words] of years[place]) drawn.push(text("tl-year", fr.x(x), upper, words, size(sizes.year)));
    drawn.push(months(segment, fr, lower, told));
  });
  for (const cut of meta.cuts) if (fr.near(cut.x0, cut.x1)) drawn.push(cutTitle(cut, fr, upper, lower));
  if (meta.note) drawn.push(text("tl-note", fr.left, lower, meta.note));
  return drawn.join("");
}

/** Names of months, but where the as-of day is told among them. @param {Segment} segment @param {Frame} fr @param {number} y @param {{ y: number, from: number, to: number } | null} told */
function months(segment, fr, y, told) {
  const step = monthStep(segment, fr);
  const edges = edgesOf(segment);
  const drawn = [];
  for (let i = 0; step && i < edges.length - 1; i += step) {
    const middle = (edges[i] + edges[i + 1]) / 2;
    const at = fr.px(middle), half = fr.sizes.month;
    if (told?.y === y && at + half > told.from && at - half < told.to) continue;
    if (!fr.near(middle, middle) || !whole(fr, at - fr.sizes.month, at + fr.sizes.month)) continue;
    drawn.push(text("tl-month", fr.x(middle), y, MONTHS[(segment.first + i) % 12]));
  }
  if (!step && timed(fr) && fr.near(segment.x0, segment.x1)) drawn.push(scaleWord(segment, fr, y));
  return drawn.join("");
}

/** What the ticks of a part of the axis tell apart, where there is room to say it. */
function scaleWord(/** @type {Segment} */ segment, /** @type {Frame} */ fr, /** @type {number} */ y) {
  const word = monthPx(segment, fr) >= FINE ? "months" : monthPx(segment, fr) >= QUARTERS ? "quarters" : "years";
  const start = fr.px(segment.x0), wide = word.length * 0.56 * fr.sizes.month;
  const room = (segment.x1 - segment.x0) * fr.scale >= wide + 6 && whole(fr, start, start + wide);
  const many = word !== "years" || segment.last - segment.first > 12;
  return room && many ? text("tl-span", fr.x(segment.x0), y, word) : "";
}

const isTitled = (/** @type {Cut} */ cut, /** @type {Frame} */ fr) => (cut.x1 - cut.x0) * fr.scale >= 3 * fr.sizes.month;

/** How much a cut left out, in the head, as far as there is room. */
function cutTitle(/** @type {Cut} */ cut, /** @type {Frame} */ fr, /** @type {number} */ upper, /** @type {number} */ lower) {
  const middle = fr.x((cut.x0 + cut.x1) / 2), half = 2 * fr.sizes.month;
  if (!isTitled(cut, fr) || !whole(fr, middle - fr.left - half, middle - fr.left + half)) return "";
  return text("tl-cut-title", middle, upper, cut.title) + text("tl-cut-title", middle, lower, "cut");
}

/** The same sideways in the gap. */
function cutSideways(/** @type {Cut} */ cut, /** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { sizes } = fr;
  const titled = isTitled(cut, fr), { top, room } = beside(cut, fr, placed);
  const [first, end] = titled ? [0, 2] : [2, 3], choices = cut.choices.slice(first, end), widths = cut.widths.slice(first, end);
  const words = choices.find((_, place) => (widths[place] * sizes.month * fr.stretch) / 1000 + 8 <= room);
  if (!words || (cut.x1 - cut.x0) * fr.scale < sizes.month + 1) return "";
  const turned = `translate(${n(fr.x((cut.x0 + cut.x1) / 2) + sizes.month * 0.35)} ${n(sizes.header + top)}) rotate(-90)`;
  return text("tl-cut-words", 0, 0, words, ` transform="${turned}"${size(sizes.month - 0.5)}`);
}

/** From where down, and how far, words may stand in a cut: in the first band where neither a name nor a mark is, else
 *  across bands whose names stand in a column of their own. */
function beside(/** @type {Cut} */ cut, /** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { sizes } = fr;
  const [start, end] = [fr.px(cut.x0), fr.px(cut.x1)], length = (cut.widths[2] * sizes.month) / 1000 + 8;
  const lies = (/** @type {number} */ x, /** @type {number} */ width) => x < end && x + width > start;
  const byKey = new Map(fr.meta.marks.map((mark) => [mark.key, mark]));
  for (const lanes of [...placed.lanes.map((lane) => [lane]), ...(sizes.gutter ? [placed.lanes] : [])]) {
    const [first, last] = [lanes[0], lanes[lanes.length - 1]];
    const taken = lanes.flatMap(({ spots }) => spots).filter((spot) => (spot.side && lies(spot.x, spot.width)) || lies(fr.px(byKey.get(spot.id)?.x ?? -1) - 6, 12));
    const ys = [first.top + (sizes.gutter ? 2 : sizes.lane + 6), ...taken.map(({ y }) => y + sizes.row / 2), last.top + last.height];
    ys.sort((a, b) => a - b);
    for (let place = 1; place < ys.length; place++) {
      const room = ys[place] - ys[place - 1] - (place < ys.length - 1 ? sizes.row : 0);
      if (room >= length) return { top: ys[place - 1] + 2, room };
    }
  }
  return { top: 10, room: placed.height - 10 };
}
