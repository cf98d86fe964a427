// @ts-check
// The timeline's frame and the places of its labels in; SVG markup out, layer by layer.
// Colours come from classes (css/timeline.css). Text from data is written through `text`, which escapes it.
import { grouped } from "../app/group.js";
import { escaped, n, path, rect, size, text } from "../app/markup.js";
import { edgesOf, extent, fadeEnds, ink, isYear, MONTHS, monthPx, monthStep, reach, timed, whole, yearsShown } from "./frame.js";

/** @import { State } from "../app/types.d.ts" */
/** @import { Cut, Frame, Mark, Placed, PlacedLane, Segment, Spot } from "./types.d.ts" */

const ZIGZAG = [3, 7]; // px: how far out, how far down
const FADE = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1]; // where the steps of an open end begin and end
const OPACITY = [1, 0.75, 0.55, 0.38, 0.22, 0.1];

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
  const { months, years } = uprights(fr);
  drawn.push(path("tl-grid", months.map((at) => `M${n(at)} ${n(top)}${down}`).join("")));
  drawn.push(path("tl-years", years.map((at) => `M${n(at)} ${n(top)}${down}`).join("")));
  for (const cut of meta.cuts) {
    if (!fr.near(cut.x0, cut.x1)) continue;
    drawn.push(path("tl-cut", torn(fr, placed, cut.x0, 1)), path("tl-cut", torn(fr, placed, cut.x1, -1)));
  }
  return drawn.join("");
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
  const edges = edgesOf(segment);
  for (let place = 0; place < edges.length; place++) {
    if (fr.near(edges[place], edges[place])) call(fr.x(edges[place]), place, place === edges.length - 1);
  }
}

/** Paper torn along a zigzag: it leans `way` (1 right, -1 left) out of the segment that ends here. */
function torn(/** @type {Frame} */ fr, /** @type {Placed} */ placed, /** @type {number} */ units, /** @type {number} */ way) {
  const [out, down] = ZIGZAG;
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
    path("tl-ticks", short.map((at) => `M${n(at)} ${n(sizes.header)}v-4`).join("")),
    path("tl-yearticks", long.map((at) => `M${n(at)} ${n(sizes.header)}v-8`).join("")),
    head(fr, placed),
  ];
  const at = fr.x(meta.asOf.x);
  if (meta.asOf.inside) {
    const bottom = sizes.header + placed.height;
    drawn.push(path("tl-asof", `M${n(at)} ${n(sizes.header - 6)}V${n(bottom + 5)}`));
    const half = (meta.asOf.width * sizes.as_of * fr.stretch) / 2000 + 2;
    const seen = at >= fr.left && at <= fr.right;
    const x = seen ? Math.min(Math.max(at, half), fr.width - half) : at;
    drawn.push(text("tl-asof-name", x, bottom + sizes.as_of * 1.45, meta.asOf.label, size(sizes.as_of)));
  }
  return drawn.join("");
}

/** Where ticks stand: short ones, and long ones at years. One an event where it is not to scale. */
function ticks(/** @type {Frame} */ fr) {
  const short = /** @type {number[]} */ ([]);
  const long = fr.meta.years.filter(([x]) => fr.near(x, x)).map(([x]) => fr.x(x));
  for (const segment of fr.meta.segments) {
    if (!fr.near(segment.x0, segment.x1)) continue;
    const fine = !timed(fr) || monthPx(segment, fr) >= 3;
    eachEdge(segment, fr, (at, place) => {
      if (timed(fr) && (segment.first + place) % 12 === 0) long.push(at);
      else if (fine) short.push(at);
    });
  }
  return { short, long };
}

function head(/** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { meta, sizes } = fr;
  const upper = sizes.header - sizes.month * 2.15;
  const lower = sizes.header - sizes.month * 0.8;
  const years = yearsShown(fr);
  const drawn = [];
  meta.segments.forEach((segment, place) => {
    if (!fr.near(segment.x0, segment.x1)) return;
    for (const [x, words] of years[place]) drawn.push(text("tl-year", fr.x(x), upper, words, size(sizes.year)));
    drawn.push(months(segment, fr, lower));
  });
  for (const cut of meta.cuts) if (fr.near(cut.x0, cut.x1)) drawn.push(cutWords(cut, fr, placed, upper, lower));
  if (meta.note) drawn.push(text("tl-note", fr.left, lower, meta.note));
  return drawn.join("");
}

function months(/** @type {Segment} */ segment, /** @type {Frame} */ fr, /** @type {number} */ y) {
  const step = monthStep(segment, fr);
  const edges = edgesOf(segment);
  const drawn = [];
  for (let i = 0; step && i < edges.length - 1; i += step) {
    const middle = (edges[i] + edges[i + 1]) / 2;
    const at = fr.px(middle);
    if (!fr.near(middle, middle) || !whole(fr, at - fr.sizes.month, at + fr.sizes.month)) continue;
    drawn.push(text("tl-month", fr.x(middle), y, MONTHS[(segment.first + i) % 12]));
  }
  const wide = (segment.x1 - segment.x0) * fr.scale;
  if (!step && timed(fr) && isYear(segment) && wide >= 4.2 * fr.sizes.month) {
    drawn.push(text("tl-span", fr.x(segment.x0), y, "one year"));
  }
  return drawn.join("");
}

/** What a cut left out: its length in the head, its dates sideways in the gap, as far as there is room. */
function cutWords(/** @type {Cut} */ cut, /** @type {Frame} */ fr, /** @type {Placed} */ placed, /** @type {number} */ upper, /** @type {number} */ lower) {
  const { sizes } = fr;
  const middle = fr.x((cut.x0 + cut.x1) / 2);
  const wide = (cut.x1 - cut.x0) * fr.scale;
  const titled = wide >= 3 * sizes.month;
  const drawn = [];
  if (titled && whole(fr, middle - fr.left - 2 * sizes.month, middle - fr.left + 2 * sizes.month)) {
    drawn.push(text("tl-cut-title", middle, upper, cut.title), text("tl-cut-title", middle, lower, "cut"));
  }
  const { top, room } = beside(cut, fr, placed);
  const choices = titled ? [`${cut.words}: no events here`, cut.words] : [`${cut.title} cut`];
  const widths = titled ? cut.widths : cut.widths.slice(2);
  const words = choices.find((_, place) => (widths[place] * sizes.month * fr.stretch) / 1000 + 8 <= room);
  if (words && wide >= sizes.month) {
    const turned = `translate(${n(middle + sizes.month * 0.35)} ${n(sizes.header + top)}) rotate(-90)`;
    drawn.push(text("tl-cut-words", 0, 0, words, ` transform="${turned}"`));
  }
  return drawn.join("");
}

/** From where down, and how far, words may stand in a cut: clear of names that stand above their rows. */
function beside(/** @type {Cut} */ cut, /** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  if (fr.sizes.gutter || !placed.lanes.length) return { top: 10, room: placed.height - 10 };
  const near = 16 / fr.scale;
  const taken = new Set(fr.meta.marks.filter((mark) => mark.x1 > cut.x0 - near && mark.x0 < cut.x1 + near).map((mark) => mark.band));
  const clear = placed.lanes.filter((lane) => !taken.has(lane.id));
  const highest = (clear.length ? clear : placed.lanes).reduce((a, b) => (b.height > a.height ? b : a));
  return { top: highest.top + fr.sizes.head, room: highest.height - fr.sizes.head };
}

// --- bands

export const laneLines = (/** @type {Frame} */ fr, /** @type {Placed} */ placed) =>
  [...placed.lanes.map((lane) => lane.top), placed.height].map((y) => `M0 ${n(fr.sizes.header + y)}H${n(fr.right)}`).join("");

export function names(/** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { sizes, meta } = fr;
  const [wide, high] = sizes.key;
  const column = sizes.gutter > 0;
  return placed.lanes.map((lane, place) => {
    const band = meta.bands[place];
    const head = sizes.head - sizes.heat;
    const middle = sizes.header + lane.top + (column ? head + sizes.row / 2 : head / 2);
    const key = band.sign
      ? `<path class="tl-key ${band.sign}" transform="translate(5 ${n(middle)})" d="${band.path}"></path>`
      : rect(`tl-key look-${band.look}`, 0, middle - high / 2, wide, high);
    const x = wide * 2.75 + (band.sign ? 5 : 0);
    const lines = column ? band.lines : [band.short];
    const said = lines.map((line, i) =>
      text(`tl-name look-${band.look}`, x, middle + sizes.lane * 0.36 + i * sizes.line, line),
    );
    return key + said.join("") + (lane.more ? more(fr, lane, place, x, middle, lines.length) : "");
  }).join("");
}

/** "+3 more", which zooms in to them: under a band's name, or at the right end of the line where the name stands. */
function more(/** @type {Frame} */ fr, /** @type {PlacedLane} */ lane, /** @type {number} */ place, /** @type {number} */ x, /** @type {number} */ middle, /** @type {number} */ lines) {
  const { sizes, meta, plot } = fr;
  const spoken = escaped(`Zoom in to ${lane.more} more: ${meta.bands[place].label}`);
  const said = ` role="button" tabindex="0" aria-label="${spoken}" data-band="${place}"${size(sizes.when)}`;
  const words = `+${lane.more} more`;
  if (sizes.gutter) {
    return text("tl-more", x, middle + sizes.when * 0.36 + (lines - 1) * sizes.line + sizes.line + 3, words, said);
  }
  const asOf = fr.px(meta.asOf.x);
  const end = meta.asOf.inside && asOf > plot / 2 && asOf <= plot ? asOf - 5 : plot;
  return text("tl-more end", end, middle + sizes.when * 0.36, words, said);
}

// --- events

export const looks = (/** @type {string} */ name, /** @type {Mark} */ mark, /** @type {State} */ state) =>
  `${name} look-${mark.look}${mark.weight === 1 ? " key" : ""}${mark.hollow ? " hollow" : ""}` +
  `${state.lit.has(mark.id) ? " lit" : ""}${mark.id === state.focus ? " sel" : ""}`;

const own = (/** @type {Mark} */ mark) => `data-id="${escaped(mark.id)}" data-key="${escaped(mark.key)}"`;

/** Lines that tie marks together: the steps of an instrument, and one event in the rows of its actors. */
export function courses(/** @type {Frame} */ fr, /** @type {(mark: Mark) => number} */ y, /** @type {State} */ state) {
  const { meta } = fr;
  const drawn = [];
  meta.bands.forEach((band, place) => {
    const steps = band.thread ? meta.marks.filter((mark) => mark.band === place) : [];
    const line = steps.map((mark) => `${n(fr.x(mark.x))} ${n(y(mark))}`).join("L");
    if (steps.length > 1) drawn.push(path(`tl-course look-${band.look}`, "M" + line));
  });
  for (const marks of grouped(meta.rows === "actor" ? meta.marks : [], (mark) => [mark.id]).values()) {
    if (marks.length < 2 || !fr.near(marks[0].x, marks[0].x)) continue;
    const ys = marks.map(y);
    const d = `M${n(fr.x(marks[0].x))} ${n(Math.min(...ys))}V${n(Math.max(...ys))}`;
    drawn.push(`<path class="${looks("tl-tie", marks[0], state)}" data-id="${escaped(marks[0].id)}" d="${d}"></path>`);
  }
  return drawn.join("");
}

/** What is drawn of a mark besides its symbol: the doubt about it, or how long it lasted. */
export function extentOf(/** @type {Mark} */ mark, /** @type {Frame} */ fr, /** @type {number} */ y, /** @type {State} */ state) {
  if (mark.form === "point" || !fr.near(mark.x0, mark.x1)) return "";
  const { sizes, left } = fr;
  const half = 0.75 * sizes.radii[mark.weight - 1];
  const [x0, x1] = extent(mark, fr).map((end) => left + end);
  if (mark.form === "bar") {
    return rect(looks("tl-extent tl-bar", mark, state), x0, y - half, Math.max(x1 - x0, 3), 2 * half, own(mark) + " ");
  }
  if (mark.form === "whisker") {
    const caps = [x0 + 0.5, x1 - 0.5].map((x) => `M${n(x)} ${n(y - sizes.cap)}V${n(y + sizes.cap)}`).join("");
    const d = `M${n(x0 + 0.5)} ${n(y)}H${n(x1 - 0.5)}${caps}`;
    return `<path class="${looks("tl-extent tl-whisker", mark, state)}" ${own(mark)} d="${d}"></path>`;
  }
  const [start, end] = fadeEnds(mark, fr);
  const from = Math.floor(left + start + 0.5);
  const steps = FADE.map((share) => Math.floor((end - start) * share + 0.5));
  const drawn = OPACITY.map((opacity, i) => {
    const [a, b] = [steps[i], steps[i + 1]];
    const place = `x="${n(from + Math.min(a, b))}" y="${n(y - half)}" width="${n(Math.abs(b - a))}" height="${n(2 * half)}"`;
    return `<rect opacity="${opacity}" ${place}></rect>`;
  });
  return `<g class="${looks("tl-extent tl-fade", mark, state)}" ${own(mark)}>${drawn.join("")}</g>`;
}

export function label(/** @type {Mark} */ mark, /** @type {Spot} */ spot, /** @type {Frame} */ fr, /** @type {State} */ state) {
  const { sizes, left } = fr;
  const words = spot.text ? mark[spot.text] : [];
  const lines = spot.lines.map(([start, end]) => words.slice(start, end).join("").replace(/^ /, ""));
  const middle = sizes.header + spot.y;
  const top = middle + (spot.side === "below" ? sizes.line / 2 + 1 : (-sizes.line * lines.length) / 2);
  const x = left + spot.x;
  const high = sizes.line * (lines.length + (spot.date === "under" ? 1 : 0));
  const flush = spot.side === "left";
  const drawn = [backing(mark, fr, x, top, spot.width, high)];
  lines.forEach((line, place) => {
    const dated = place === lines.length - 1 && spot.date === "inline" && mark.when;
    const date = dated ? `<tspan class="tl-date" dx="${n(sizes.when_gap)}"${size(sizes.when)}>${escaped(mark.when)}</tspan>` : "";
    const y = top + sizes.line * (place + 0.5) + sizes.label * 0.35;
    const at = `x="${n(flush ? x + spot.width : x)}" y="${n(y)}"`;
    drawn.push(`<text ${flush ? 'class="end" ' : ""}${at}>${escaped(line)}${date}</text>`);
  });
  if (spot.date === "beside" || spot.date === "under") {
    const beside = spot.date === "beside";
    const start = beside ? left + Math.min(ink(mark, fr)[1], fr.plot) + sizes.when_gap : x;
    const level = beside ? middle : top + sizes.line * (lines.length + 0.5);
    drawn.push(text("tl-date", start, level + sizes.when * 0.36, mark.when, size(sizes.when)));
  }
  return `<g class="${looks("tl-label", mark, state)}" ${own(mark)}>${drawn.join("")}</g>`;
}

/** Clean paper under a label, so that no line runs through its words; of two colours across the as-of line. */
function backing(/** @type {Mark} */ mark, /** @type {Frame} */ fr, /** @type {number} */ x, /** @type {number} */ top, /** @type {number} */ width, /** @type {number} */ height) {
  const [first, last] = reach(fr.meta, mark.segment).map(fr.x);
  const start = Math.max(first, x - 2);
  const end = Math.min(last, x + width + 1);
  const asOf = fr.x(fr.meta.asOf.x);
  const parts = /** @type {[number, number, string][]} */ ([[start, Math.min(end, asOf), "tl-back"], [Math.max(start, asOf), end, "tl-back later"]]);
  return parts.map(([a, b, name]) => (b > a ? rect(name, a, top + 1, b - a, height - 2) : "")).join("");
}
