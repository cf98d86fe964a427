// @ts-check
// What is picked is named: every lit event that has no name at rest is given one beside its mark, else at the end of a
// short leader, else by its name alone. No mark moves; names at rest that are in the way vanish. No page.
import { besides, halfOf, hits, SMALL } from "./budget.js";

/** @import { Form, LitNames, LitSpot, Placed, PlacedLane, Sheet, Span, Spot, Tag } from "./types.d.ts" */

const LEADER = 52; // px: how long a leader is at most
const FAR = 120; // px: where every place nearer is taken
const GAP = 5; // px between two lit names
const ASIDE = 150; // px that a number may step aside
const BESIDE = 3; // px between a leader and its name

/** @typedef {{ y: number, marks: Span[], soft: Span[], lit: Span[] }} Row what stands in a row: marks, small marks and numbers, lit names */
/** @typedef {{ sheet: Sheet, tag: Tag, spot: Spot, rows: Row[] }} Case */

/** Names what is lit. @param {Sheet} sheet @param {Placed} placed @param {(key: string) => boolean} isLit @param {(key: string) => boolean} isPicked @returns {LitNames} */
export function nameLit(sheet, placed, isLit, isPicked) {
  const found = /** @type {LitNames} */ ({ spots: new Map(), hidden: new Set(), covered: new Set(), aside: new Map(), missed: 0 });
  placed.lanes.forEach((lane, place) => nameInBand(sheet, lane, sheet.lanes[place].tags, isLit, isPicked, found));
  return found;
}

/** @param {Sheet} sheet @param {PlacedLane} lane @param {Tag[]} tags @param {(key: string) => boolean} isLit @param {(key: string) => boolean} isPicked @param {LitNames} found */
function nameInBand(sheet, lane, tags, isLit, isPicked, found) {
  const spots = new Map(lane.spots.map((spot) => [spot.id, spot]));
  const lit = tags.filter(({ id }) => isLit(id));
  if (!lit.length) return;
  const rows = rowsOf(lane, tags, spots, isLit);
  const bare = lit.filter(({ id }) => !spots.get(id)?.side);
  for (const tag of lit) {
    const spot = /** @type {Spot} */ (spots.get(tag.id));
    if (spot.side) rows[spot.row].lit.push([spot.x, spot.x + spot.width]);
  }
  bare.sort((a, b) => Number(isPicked(b.id)) - Number(isPicked(a.id)) || a.rank - b.rank);
  for (const tag of bare) {
    const spot = /** @type {Spot} */ (spots.get(tag.id));
    const named = placeFor({ sheet, tag, spot, rows });
    if (!named) found.missed++;
    else {
      found.spots.set(tag.id, named);
      rows[named.row].lit.push([named.x, named.x + named.width]);
    }
  }
  yieldTo(rows, lane, isLit, found);
  stepAside(sheet, rows[lane.rows], lane, tags, isLit, found);
}

/** @param {PlacedLane} lane @param {Tag[]} tags @param {Map<string, Spot>} spots @param {(key: string) => boolean} isLit @returns {Row[]} */
function rowsOf(lane, tags, spots, isLit) {
  const apart = lane.rows > 1 ? (lane.spots.find(({ row, small }) => row === 1 && !small)?.y ?? lane.first) - lane.first : 0;
  const rows = Array.from({ length: lane.rows + 1 }, (_, row) => /** @type {Row} */ ({ y: lane.first + apart * row, marks: [], soft: [], lit: [] }));
  for (const { row, y } of lane.spots) if (rows[row]) rows[row].y = y;
  rows[lane.rows].y = lane.quiet;
  for (const tag of tags) {
    const spot = spots.get(tag.id);
    if (!spot) continue;
    const inside = /** @type {Span} */ (spot.small ? [tag.x - SMALL, tag.x + SMALL] : [tag.left, tag.right]);
    if (!spot.small || isLit(tag.id)) rows[spot.row].marks.push(inside);
    else if (!spot.number) rows[spot.row].soft.push(inside);
  }
  for (const { x, ids } of lane.numbers) if (!ids.some(isLit)) rows[lane.rows].soft.push([x - halfOf(ids.length), x + halfOf(ids.length)]);
  return rows;
}

/** The first place that is free. @param {Case} one @returns {LitSpot | null} */
function placeFor(one) {
  const { tag } = one;
  const dated = tag.forms.filter((form) => form.dated || !tag.dated), plain = tag.plain;
  return (
    beside(one, dated, false) || led(one, dated, LEADER, false) || beside(one, plain, false) || led(one, plain, LEADER, false) ||
    beside(one, plain, true) || led(one, plain, LEADER, true) || led(one, plain, FAR, true)
  );
}

/** In its own row; `over` says whether it may cover small marks that are not lit. @param {Case} one @param {Form[]} forms @param {boolean} over @returns {LitSpot | null} */
function beside({ sheet, tag, spot, rows }, forms, over) {
  const row = rows[spot.row];
  const small = { ...tag, left: tag.x - SMALL, right: tag.x + SMALL };
  for (const form of forms) {
    for (const { side, x } of besides(sheet, spot.small ? small : tag, form)) {
      if (isFree(row, [x, x + form.width], over)) return litSpot(spot, spot.row, form, side, x, row.y, null);
    }
  }
  return null;
}

/** In another row of the band, at the end of a line from the mark. @param {Case} one @param {Form[]} forms @param {number} far @param {boolean} over @returns {LitSpot | null} */
function led({ sheet, tag, spot, rows }, forms, far, over) {
  const order = rows.map((_, row) => row).filter((row) => row !== spot.row && Math.abs(rows[row].y - spot.y) <= far);
  order.sort((a, b) => Math.abs(rows[a].y - spot.y) - Math.abs(rows[b].y - spot.y));
  for (const row of order) {
    if (between(rows, row, spot.row).some(({ lit, marks }) => hits([...lit, ...marks], [tag.x, tag.x], 1))) continue;
    for (const form of forms) {
      const starts = [tag.x + BESIDE, tag.x - BESIDE - form.width, tag.x - form.width / 2, tag.x - form.width / 4, tag.x - (3 * form.width) / 4];
      for (const x of starts) {
        if (x < 0 || x + form.width > sheet.plot || !isFree(rows[row], [x, x + form.width], over)) continue;
        return litSpot(spot, row, form, x > tag.x ? "right" : "left", x, rows[row].y, tag.x);
      }
    }
  }
  return null;
}

const between = (/** @type {Row[]} */ rows, /** @type {number} */ one, /** @type {number} */ other) =>
  rows.slice(Math.min(one, other) + 1, Math.max(one, other));

function isFree(/** @type {Row} */ row, /** @type {Span} */ span, /** @type {boolean} */ over) {
  return !hits(row.lit, span, GAP) && !hits(row.marks, span, 2) && (over || !hits(row.soft, span, 1));
}

/** @param {Spot} spot @param {number} row @param {Form} form @param {string} side @param {number} x @param {number} y @param {number | null} leader @returns {LitSpot} */
function litSpot(spot, row, form, side, x, y, leader) {
  const date = form.dated ? "inline" : "";
  return { ...spot, row, side, text: form.text, date, x, width: form.width, y, leader: leader === null ? null : { x: leader, from: spot.y } };
}

/** Names at rest that a lit name or a leader lies on. */
function yieldTo(/** @type {Row[]} */ rows, /** @type {PlacedLane} */ lane, /** @type {(key: string) => boolean} */ isLit, /** @type {LitNames} */ found) {
  const leaders = [...found.spots.values()].filter(({ leader }) => leader);
  for (const spot of lane.spots) {
    if (!spot.side || isLit(spot.id)) continue;
    const span = /** @type {Span} */ ([spot.x, spot.x + spot.width]);
    const crossed = leaders.some(({ leader, y }) => leader && (leader.from - spot.y) * (y - spot.y) < 0 && leader.x > span[0] - 2 && leader.x < span[1] + 2);
    if (crossed || hits(rows[spot.row].lit, span, 3)) found.hidden.add(spot.id);
  }
}

/** Small marks under a lit name are faint; a number that lost some of its events stands where it can be read. */
function stepAside(/** @type {Sheet} */ sheet, /** @type {Row} */ quiet, /** @type {PlacedLane} */ lane, /** @type {Tag[]} */ tags, /** @type {(key: string) => boolean} */ isLit, /** @type {LitNames} */ found) {
  const small = new Set(lane.spots.filter((spot) => spot.small && !spot.number).map(({ id }) => id));
  for (const { id, x } of tags) if (small.has(id) && !isLit(id) && hits(quiet.lit, [x, x], SMALL)) found.covered.add(id);
  const taken = [...quiet.lit, ...quiet.marks, ...quiet.soft];
  for (const { key, x, ids } of lane.numbers) {
    const half = halfOf(ids.length);
    if (!hits([...quiet.lit, ...quiet.marks], [x - half, x + half], 1)) continue;
    const own = (/** @type {Span} */ [a, b]) => a === x - half && b === x + half;
    const others = taken.filter((span) => !own(span));
    for (let step = 1; step <= ASIDE; step++) {
      const at = [x + step, x - step].find((place) => place >= half && place <= sheet.plot - half && !hits(others, [place - half, place + half], 1));
      if (at === undefined) continue;
      found.aside.set(key, at);
      others.push([at - half, at + half]);
      break;
    }
  }
}
