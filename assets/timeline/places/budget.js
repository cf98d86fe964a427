// @ts-check
// Which events are named in a pane of a given height, and where: rows are dealt to bands where they name most, what has
// no name stands in the quiet row that ends each band, and what stands too close there becomes a number. No page.

/** @import { Form, LaneSheet, Named, Placed, PlacedLane, QuietNumber, Sheet, Span, Spot, Tag } from "../types.d.ts" */

/** px: the radius of a mark in a quiet row. */
export const SMALL = 2.9;
const CLOSE = 10.5; // px between the middles of two small marks, at least
const CLEAR = 2; // px that a label keeps from the as-of line
const MANY = 40; // rows that a band may have
const TRIES = 24, MANY_TAGS = 120; // of placing the names of a band that has no more events
const CLAIMS = [0, 60, 3, 1]; // what a name is worth, by weight: no number of lesser ones is worth a key one

/** Places everything. Bands from top to bottom fill the height, or more where they are many. @param {Sheet} sheet @returns {Placed} */
export function placeNames(sheet) {
  const first = sheet.lanes.map((lane) => fill(sheet, lane, MANY, 0));
  const dealt = deal(sheet, first);
  const filled = sheet.lanes.map((lane, place) => best(sheet, lane, first[place], dealt[place]));
  const heights = sheet.lanes.map((lane, place) => heightOf(sheet, lane, dealt[place]));
  const spare = Math.max(0, sheet.height - heights.reduce((sum, height) => sum + height, 0)) / Math.max(1, heights.length);
  let top = 0;
  const lanes = sheet.lanes.map((lane, place) => {
    const height = heights[place] + spare, rows = dealt[place];
    const named = filled[place];
    widen(sheet, lane, named);
    const start = top + sheet.head + spare / 2;
    top += height;
    return banded(sheet, lane, named, { top: top - height, height, rows, start });
  });
  return { height: top, lanes };
}

/** @param {Sheet} sheet @param {LaneSheet} lane @param {Named[]} named @param {{ top: number, height: number, rows: number, start: number }} band @returns {PlacedLane} */
function banded(sheet, lane, named, { top, height, rows, start }) {
  const quiet = top + height - sheet.tail / 2 - 1;
  const known = new Map(named.map((one) => [one.tag.id, one]));
  const { numbers, within } = quietRow(sheet, lane, lane.tags.filter(({ id }) => !known.has(id)), quiet);
  const spots = lane.tags.map((tag) => {
    const one = known.get(tag.id);
    if (!one) return spotOf(tag, { row: rows, y: quiet, small: true, number: within.get(tag.id) ?? "" });
    return spotOf(tag, { ...placeOf(one), row: one.row, y: start + sheet.row * (one.row + 0.5) });
  });
  return { id: lane.id, top, height, rows, first: start, quiet, spots, numbers };
}

/** @param {Named} one @returns {Partial<Spot>} */
const placeOf = ({ form, side, x }) => ({ side, text: form.text, date: form.dated ? "inline" : "", x, width: form.width });

/** @returns {Spot} */
function spotOf(/** @type {Tag} */ tag, /** @type {Partial<Spot>} */ more) {
  return { id: tag.id, row: 0, side: "", text: "", date: "", x: 0, width: 0, y: 0, small: false, number: "", ...more };
}

const heightOf = (/** @type {Sheet} */ sheet, /** @type {LaneSheet} */ lane, /** @type {number} */ rows) =>
  Math.max(lane.floor, sheet.head + sheet.tail + rows * sheet.row);

/** How many rows each band has: one where it has events, then always where the next names most. */
function deal(/** @type {Sheet} */ sheet, /** @type {Named[][]} */ filled) {
  const gains = filled.map((named) => {
    const worth = /** @type {number[]} */ ([]);
    for (const { row, tag } of named) worth[row] = (worth[row] ?? 0) + tag.claim;
    return worth;
  });
  const dealt = filled.map((named) => (named.length ? 1 : 0));
  const used = () => sheet.lanes.reduce((sum, lane, place) => sum + heightOf(sheet, lane, dealt[place]), 0);
  for (;;) {
    let best = -1;
    gains.forEach((worth, place) => {
      const next = worth[dealt[place]];
      if (next && (best < 0 || next > gains[best][dealt[best]])) best = place;
    });
    if (best < 0) return dealt;
    dealt[best]++;
    if (used() > sheet.height + 0.01) {
      dealt[best]--;
      return dealt;
    }
  }
}

// --- names

/** Names by rank, each in the first row that has room for its shortest form. What stands in a row does not depend on how many follow.
 *  Another seed tries equal ranks in another order, and other sides. @param {Sheet} sheet @param {LaneSheet} lane @param {number} most @param {number} seed */
function fill(sheet, lane, most, seed) {
  const rows = /** @type {Span[][]} */ ([lane.block > 0 ? [[-Infinity, lane.block]] : []]);
  const named = /** @type {Named[]} */ ([]);
  const dice = diceOf(seed);
  const order = lane.tags.map((tag) => ({ tag, turn: seed ? dice() : 0, other: seed > 0 && dice() < 0.5 }));
  order.sort((a, b) => a.tag.rank - b.tag.rank || a.turn - b.turn); // stable: equal ranks stay by start
  for (const { tag, other } of order) {
    for (const form of shortest(tag)) {
      const sides = besides(sheet, tag, form);
      if (other) sides.reverse();
      const row = firstRow(rows, sides, most, sheet.gap);
      const found = sides.find(({ span }) => row >= 0 && !hits(rows[row] ?? [], span, sheet.gap));
      if (!found) continue;
      (rows[row] ??= []).push(found.span);
      named.push({ ...found, tag, row });
      break;
    }
  }
  return named;
}

/** The shortest forms of a name: with its date, and where it may go without, after that without. */
function shortest(/** @type {Tag} */ { forms }) {
  const last = forms.findLast((form) => form.dated);
  return last ? [last, ...forms.filter((form) => !form.dated)] : forms.slice(-1);
}

/** @param {Span[][]} rows @param {{ span: Span }[]} sides @param {number} most @param {number} gap */
function firstRow(rows, sides, most, gap) {
  for (let row = 0; row < most && sides.length; row++) if (sides.some(({ span }) => !hits(rows[row] ?? [], span, gap))) return row;
  return -1;
}

/** The same numbers from 0 to 1 for the same seed. */
function diceOf(/** @type {number} */ seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Of some tries with so many rows, the one that names most. Key names come first in all of them. @param {Sheet} sheet @param {LaneSheet} lane @param {Named[]} first @param {number} rows */
function best(sheet, lane, first, rows) {
  const worth = (/** @type {Named[]} */ named) => named.reduce((sum, { tag }) => sum + tag.claim, 0);
  let found = first.filter(({ row }) => row < rows);
  for (let seed = 1; seed <= TRIES && found.length < lane.tags.length && lane.tags.length <= MANY_TAGS; seed++) {
    const tried = fill(sheet, lane, rows, seed);
    if (worth(tried) > worth(found)) found = tried;
  }
  return found;
}

/** Names take a longer form where what is beside them leaves room. */
function widen(/** @type {Sheet} */ sheet, /** @type {LaneSheet} */ lane, /** @type {Named[]} */ named) {
  for (const one of named.toSorted((a, b) => a.tag.rank - b.tag.rank)) {
    const place = one.tag.forms.indexOf(one.form);
    if (place < 1) continue;
    const others = named.filter((other) => other !== one && other.row === one.row).map(({ span }) => span);
    if (lane.block > 0 && one.row === 0) others.push([-Infinity, lane.block]);
    const longer = one.tag.forms.slice(0, place).flatMap((form) => besides(sheet, one.tag, form));
    const found = longer.find(({ span }) => !hits(others, span, sheet.gap));
    if (found) Object.assign(one, found);
  }
}

/** A name right and left of its mark, the better side first: where the as-of line would run through it, the other.
 *  @param {Sheet} sheet @param {Tag} tag @param {Form} form */
export function besides(sheet, tag, form) {
  const right = tag.right + sheet.near, left = tag.left - sheet.near - form.width;
  const sides = [
    { form, side: "right", x: right, span: /** @type {Span} */ ([tag.left, right + form.width]) },
    { form, side: "left", x: left, span: /** @type {Span} */ ([left, tag.right]) },
  ].filter(({ x }) => x >= 0 && x + form.width <= sheet.plot);
  const { as_of } = sheet;
  if (as_of !== null && sides.length === 2 && tag.right <= as_of && right + form.width > as_of - CLEAR) sides.reverse();
  return sides;
}

/** Whether a span comes closer than a gap to any of others. @param {Span[]} taken @param {Span} span @param {number} gap */
export const hits = (taken, [start, end], gap) => taken.some(([from, to]) => start < to + gap && from < end + gap);

// --- the quiet row

/** Half of the width of a number's pill. @param {number} count */
export const halfOf = (count) => 5 + 3 * String(count).length;

/** What has no name, in order: marks as long as they stand clear of each other, else numbers of them.
 *  @param {Sheet} sheet @param {LaneSheet} lane @param {Tag[]} tags @param {number} y */
function quietRow(sheet, lane, tags, y) {
  const groups = /** @type {{ x: number, half: number, tags: Tag[] }[]} */ ([]);
  const at = (/** @type {Tag} */ tag) => Math.min(sheet.plot - SMALL, Math.max(SMALL, tag.x));
  for (const tag of tags.toSorted((a, b) => at(a) - at(b))) {
    let next = { x: at(tag), half: SMALL, tags: [tag] };
    for (let last = groups.at(-1); last && last.x + apart(last, next) > next.x; last = groups.at(-1)) {
      groups.pop();
      next = together([...last.tags, ...next.tags], at, sheet.plot);
    }
    groups.push(next);
  }
  const many = groups.filter((group) => group.tags.length > 1);
  const numbers = many.map(({ x, tags: held }) => /** @type {QuietNumber} */ ({ key: `${lane.id}:${held[0].id}`, band: lane.id, x, y, ids: held.map(({ id }) => id) }));
  return { numbers, within: new Map(numbers.flatMap(({ key, ids }) => ids.map((id) => /** @type {[string, string]} */ ([id, key])))) };
}

/** How far apart the middles of two things must stand. */
function apart(/** @type {{ half: number }} */ one, /** @type {{ half: number }} */ other) {
  return one.half === SMALL && other.half === SMALL ? CLOSE : one.half + other.half + 1;
}

function together(/** @type {Tag[]} */ tags, /** @type {(tag: Tag) => number} */ at, /** @type {number} */ plot) {
  const half = halfOf(tags.length);
  const middle = tags.reduce((sum, tag) => sum + at(tag), 0) / tags.length;
  return { x: Math.min(plot - half, Math.max(half, middle)), half, tags };
}

/** What a name of an event is worth. @param {number} weight */
export const claimOf = (weight) => CLAIMS[weight] ?? 1;
