// @ts-check
// What stands on the timeline's paper as SVG markup: names of bands, lines, names of events, numbers.
// Colours come from classes (css/page/timeline.css). Text from data is written through `text`, which escapes it.
import { escaped, n, path, rect, size, text } from "../../app/text/markup.js";
import { counted, spaced } from "../../app/text/words.js";
import { halfOf } from "../places/budget.js";
import { linesOf } from "../places/frame.js";

/** @import { State } from "../../app/types.d.ts" */
/** @import { Frame, LitSpot, Mark, Payload, Placed, QuietNumber, Spot } from "../types.d.ts" */

const PILL = 13; // px: how high a number is

// --- bands

export const laneLines = (/** @type {Frame} */ fr, /** @type {Placed} */ placed) =>
  [...placed.lanes.map((lane) => lane.top), placed.height].map((y) => `M0 ${n(fr.sizes.header + y)}H${n(fr.right)}`).join("");

export function names(/** @type {Frame} */ fr, /** @type {Placed} */ placed) {
  const { sizes, meta } = fr;
  const [wide, high] = sizes.key;
  const counts = eventsOf(meta);
  return placed.lanes.map((lane, place) => {
    const band = meta.bands[place];
    const column = sizes.gutter > 0;
    const middle = sizes.header + lane.top + 4 + sizes.lane / 2;
    const key = band.sign
      ? `<path class="tl-key ${band.sign}" transform="translate(5 ${n(middle)})" d="${band.path}"></path>`
      : rect(`tl-key look-${band.look}`, 0, middle - high / 2, wide, high);
    const x = wide * 2.25 + (band.sign ? 5 : 0);
    const lines = column ? linesOf(band, fr) : [band.short];
    const said = lines.map((line, i) => text(`tl-name look-${band.look}`, x, middle + sizes.lane * 0.36 + i * sizes.line, line));
    const below = middle + sizes.lane * 0.36 + lines.length * sizes.line + 0.5;
    const room = column && below + 3 <= sizes.header + lane.top + lane.height;
    const whole = lines.join(" ") === band.label ? "" : `<title>${escaped(band.label)}</title>`;
    return `<g>${whole}${key}${said.join("")}</g>` + (room ? text("tl-many", x, below, counted(spaced(counts[place]), "event"), size(sizes.when - 0.5)) : "");
  }).join("");
}

/** How many events each band holds. @returns {number[]} */
function eventsOf(/** @type {Payload} */ { bands, heat, marks }) {
  if (heat) return heat.counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const byBand = Map.groupBy(marks, ({ band }) => band);
  return bands.map((_, place) => byBand.get(place)?.length ?? 0);
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
  for (const marks of Map.groupBy(meta.rows === "actor" ? meta.marks : [], ({ id }) => id).values()) {
    if (marks.length < 2 || !fr.near(marks[0].x, marks[0].x)) continue;
    const ys = marks.map(y);
    const d = `M${n(fr.x(marks[0].x))} ${n(Math.min(...ys))}V${n(Math.max(...ys))}`;
    drawn.push(`<path class="${looks("tl-tie", marks[0], state)}" data-id="${escaped(marks[0].id)}" d="${d}"></path>`);
  }
  return drawn.join("");
}

/** A name beside its mark, or at the end of a line from it, on clean paper. @param {Mark} mark @param {Spot | LitSpot} spot @param {Frame} fr @param {State} state */
export function label(mark, spot, fr, state) {
  const { sizes, left } = fr;
  const words = (spot.text === "short" ? mark.short : mark.full).join("");
  const middle = sizes.header + spot.y, flush = spot.side === "left";
  const x = left + spot.x;
  const date = spot.date ? `<tspan class="tl-date" dx="${n(sizes.when_gap)}"${size(sizes.when)}>${escaped(mark.when)}</tspan>` : "";
  const at = `x="${n(flush ? x + spot.width : x)}" y="${n(middle + sizes.label * 0.35)}"`;
  const name = `<text ${flush ? 'class="end" ' : ""}${at}>${escaped(words)}${date}</text>`;
  return `<g class="${looks("tl-label", mark, state)}" ${own(mark)}>${backing(fr, x, middle, spot.width)}${name}</g>`;
}

/** The line from a mark to its name where that stands apart. All of them come first: names have clean paper under them.
 *  @param {Mark} mark @param {LitSpot} spot @param {Frame} fr @param {State} state */
export function leaderOf(mark, { leader, x, y, width }, fr, state) {
  if (!leader) return "";
  const { left, sizes } = fr;
  const at = left + leader.x, from = sizes.header + leader.from, to = sizes.header + y;
  const foot = leader.x < x ? `H${n(left + x - 1)}` : leader.x > x + width ? `H${n(left + x + width + 1)}` : "";
  const end = foot ? to : to + (from > to ? 1 : -1) * (sizes.line / 2 - 1);
  return `<path class="${looks("tl-leader", mark, state)}" data-key="${escaped(mark.key)}" d="M${n(at)} ${n(from)}V${n(end)}${foot}"></path>`;
}

/** Clean paper under a name, so that no line runs through its words; of the colours of what it lies on. */
function backing(/** @type {Frame} */ fr, /** @type {number} */ x, /** @type {number} */ middle, /** @type {number} */ width) {
  const [start, end] = [x - 2, x + width + 2], high = fr.sizes.line + 1, { asOf, asked } = fr.meta;
  const later = fr.x(asOf.x), [from, to] = asked ? [fr.x(asked[0]), fr.x(asked[1])] : [-Infinity, Infinity];
  const edges = [start, ...[later, from, to].filter((edge) => edge > start && edge < end).sort((a, b) => a - b), end];
  return edges.slice(1).map((edge, place) => {
    const before = edges[place], at = (before + edge) / 2;
    return rect("tl-back" + (at < from || at > to ? " pale" : at > later ? " later" : ""), before, middle - high / 2, edge - before, high);
  }).join("");
}

/** A number: so many events stand here. @param {QuietNumber} number @param {string[]} ids @param {Frame} fr @param {string} words */
export function numberOn(number, ids, fr, words) {
  const { sizes, meta, left } = fr;
  const half = halfOf(ids.length), x = left + number.x, y = sizes.header + number.y;
  const pill = `x="${n(x - half)}" y="${n(y - PILL / 2)}" width="${n(2 * half)}" height="${PILL}" rx="${PILL / 2}"`;
  const said = `role="button" aria-haspopup="dialog" tabindex="-1" aria-label="${escaped(words)}" data-key="${escaped(number.key)}"`;
  const digits = text("", x, y + 3.8, String(ids.length), size(10.5));
  return `<g class="tl-number look-${meta.bands[number.band].look}" ${said}><rect ${pill}></rect>${digits}</g>`;
}
