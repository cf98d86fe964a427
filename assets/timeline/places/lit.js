// @ts-check
// What is picked is named: every lit event that has no name at rest is given one beside its mark, else at the end of a
// short leader, else by its name alone; always within its own band, as elsewhere it would say what is not so. A leader runs
// through no name. No mark moves; names at rest that are in the way vanish. No page.
import { besides, halfOf, hits, SMALL } from "./budget.js";

/** @import { Form, LaneSheet, LitNames, LitSpot, Placed, PlacedLane, Sheet, Span, Spot, Tag } from "../types.d.ts" */

const LEADER = 52; // px: how long a leader is at most
const FAR = 240; // px: where every place nearer is taken
const ASIDE_FOOT = 60, STEP = 8; // px: how far its foot may run aside, and from place to place
const TURNS = 6; // orders that are tried until every name has its place
const GAP = 5; // px between two lit names
const ASIDE = 150; // px that a number may step aside
const BESIDE = 3; // px between a leader and its name

/** @typedef {{ band: number, y: number, lit: Span[], own: Span[], marks: Span[], soft: Span[], wires: Span[] }} Row what stands in a row: lit names, lit marks, other marks, small marks and numbers, lines to lit names */
/** @typedef {{ sheet: Sheet, tag: Tag, spot: Spot, rows: Row[], row: number }} Case a lit mark without a name, and its row */

/** Names what is lit. @param {Sheet} sheet @param {Placed} placed @param {(key: string) => boolean} isLit @param {(key: string) => boolean} isPicked @param {Span | null} [taken] what the name of the as-of day takes of the last quiet row @returns {LitNames} */
export function nameLit(sheet, placed, isLit, isPicked, taken = null) {
  const found = /** @type {LitNames} */ ({ spots: new Map(), hidden: new Set(), covered: new Set(), aside: new Map(), missed: 0 });
  const spots = new Map(placed.lanes.flatMap((lane) => lane.spots.map((spot) => [spot.id, spot])));
  const starts = startsOfBands(placed);
  const rows = placed.lanes.flatMap((lane, band) => rowsOf(lane, band, sheet.lanes[band], spots, isLit));
  if (taken) rows.at(-1)?.own.push(taken);
  const cases = /** @type {Case[]} */ ([]);
  sheet.lanes.forEach(({ tags }, band) => {
    for (const tag of tags) {
      const spot = spots.get(tag.id);
      if (!spot || !isLit(tag.id)) continue;
      const row = starts[band] + spot.row;
      if (spot.side) rows[row].lit.push([spot.x, spot.x + spot.width]);
      else cases.push({ sheet, tag, spot, rows, row });
    }
  });
  cases.sort((a, b) => Number(isPicked(b.tag.id)) - Number(isPicked(a.tag.id)) || a.tag.rank - b.tag.rank);
  nameAll(cases, rows, starts, found);
  placed.lanes.forEach((lane, band) => {
    yieldTo(rows, starts[band], lane, isLit, found);
    for (const tag of sheet.lanes[band].tags) {
      const spot = spots.get(tag.id);
      const under = spot && !spot.number && !isLit(tag.id) && hits(rows[starts[band] + spot.row].lit, spot.small ? [tag.x, tag.x] : [tag.left, tag.right], 0);
      if (under) found.covered.add(tag.id);
    }
    stepAside(sheet, rows[starts[band] + lane.rows], lane, found);
  });
  return found;
}

/** The place of each band's first row among all rows; a band's last is its quiet one. @param {Placed} placed */
function startsOfBands({ lanes }) {
  let next = 0;
  return lanes.map(({ rows }) => {
    next += rows + 1;
    return next - rows - 1;
  });
}

/** The order that leaves fewest without a name. @param {Case[]} cases @param {Row[]} rows @param {number[]} starts @param {LitNames} found */
function nameAll(cases, rows, starts, found) {
  const kept = rows.map((row) => row.lit.slice());
  let most = /** @type {LitSpot[] | null} */ (null);
  for (let turn = 0; turn < TURNS && (!most || most.length < cases.length); turn++) {
    rows.forEach((row, place) => { [row.lit, row.wires] = [kept[place].slice(), []]; });
    const named = turned(cases, turn).flatMap((one) => {
      const spot = placeFor(one), { leader } = spot ?? {};
      if (spot) rows[spot.row].lit.push(takenBy(spot));
      if (spot && leader) for (const row of between(rows, spot.row, one.row)) row.wires.push([leader.x, leader.x]);
      return spot ?? [];
    });
    if (!most || named.length > most.length) most = named;
  }
  rows.forEach((row, place) => { row.lit = kept[place]; });
  for (const spot of most ?? []) {
    rows[spot.row].lit.push(takenBy(spot));
    found.spots.set(spot.id, { ...spot, row: spot.row - starts[rows[spot.row].band] });
  }
  found.missed = cases.length - (most?.length ?? 0);
}

/** Another order for another turn: by rank, by time from either end, then each one that stands in the way first. @param {Case[]} cases @param {number} turn */
function turned(cases, turn) {
  if (!turn) return cases;
  const byTime = cases.toSorted(({ tag: a }, { tag: b }) => (turn % 2 ? a.x - b.x : b.x - a.x)), from = Math.floor(turn / 2) % cases.length;
  return [...byTime.slice(from), ...byTime.slice(0, from)];
}

/** @param {PlacedLane} lane @param {number} band @param {LaneSheet} sheet @param {Map<string, Spot>} spots @param {(key: string) => boolean} isLit @returns {Row[]} */
function rowsOf(lane, band, { tags, block }, spots, isLit) {
  const apart = lane.rows > 1 ? (lane.spots.find(({ row, small }) => row === 1 && !small)?.y ?? lane.first) - lane.first : 0;
  const rows = Array.from({ length: lane.rows + 1 }, (_, row) => /** @type {Row} */ ({ band, y: lane.first + apart * row, lit: [], own: [], marks: [], soft: [], wires: [] }));
  for (const { row, y } of lane.spots) if (rows[row]) rows[row].y = y;
  rows[lane.rows].y = lane.quiet;
  if (block > 0) rows[0].own.push([0, block]);
  for (const tag of tags) {
    const spot = spots.get(tag.id);
    if (!spot) continue;
    const inside = /** @type {Span} */ (spot.small ? [tag.x - SMALL, tag.x + SMALL] : [tag.left, tag.right]);
    if (isLit(tag.id)) rows[spot.row].own.push(inside);
    else if (!spot.small) rows[spot.row].marks.push(inside);
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
    beside(one, dated, 0) || led(one, dated, LEADER, 0) || beside(one, plain, 0) || led(one, plain, LEADER, 0) ||
    beside(one, plain, 1) || led(one, plain, LEADER, 1) || led(one, plain, LEADER, 1, ASIDE_FOOT) || beside(one, plain, 2) ||
    led(one, plain, LEADER, 2, ASIDE_FOOT) || led(one, plain, FAR, 2, ASIDE_FOOT) || led(one, plain, FAR, 2, 2 * ASIDE_FOOT)
  );
}

/** In its own row; `over`: what is not lit may be covered, 1 small marks, 2 all. @param {Case} one @param {Form[]} forms @param {number} over @returns {LitSpot | null} */
function beside({ sheet, tag, spot, rows, row: place }, forms, over) {
  const row = rows[place];
  const small = { ...tag, left: tag.x - SMALL, right: tag.x + SMALL };
  for (const form of forms) {
    for (const { side, x } of besides(sheet, spot.small ? small : tag, form)) {
      if (isFree(row, [x, x + form.width], over)) return litSpot(spot, place, form, side, x, row.y, null);
    }
  }
  return null;
}

/** In another row of the band, at the end of a line from the mark.
 *  @param {Case} one @param {Form[]} forms @param {number} far @param {number} over @param {number} [foot] @returns {LitSpot | null} */
function led({ sheet, tag, spot, rows, row: mine }, forms, far, over, foot = 0) {
  const order = rows.map((_, row) => row).filter((row) => row !== mine && Math.abs(rows[row].y - spot.y) <= far && rows[row].band === rows[mine].band);
  order.sort((a, b) => Math.abs(rows[a].y - spot.y) - Math.abs(rows[b].y - spot.y));
  for (const row of order) {
    if (between(rows, row, mine).some((other) => crosses(other, tag.x, over > 1))) continue;
    for (const form of forms) {
      for (const x of startsOf(tag.x, form.width, foot)) {
        if (x < 0 || x + form.width > sheet.plot || !isFree(rows[row], [x, x + form.width], over)) continue;
        if (hits(rows[row].lit, footOf(tag.x, x, form.width), 0)) continue;
        return litSpot(spot, row, form, x > tag.x ? "right" : "left", x, rows[row].y, tag.x);
      }
    }
  }
  return null;
}

/** Whether a line at x would run through something of a row. @param {Row} row @param {number} x @param {boolean} pale whether it may run behind marks that are not lit */
const crosses = (row, x, pale) => hits(row.lit, [x, x], 1) || hits(row.own, [x, x], 1) || (!pale && hits(row.marks, [x, x], 1));

/** What of a row the foot of a line at `at` runs over, on its way to a name. @param {number} at @param {number} x @param {number} width @returns {Span} */
const footOf = (at, x, width) => (at < x ? [at, x] : at > x + width ? [x + width, at] : [at, at]);

/** What a name takes of its row, with the foot of the line to it. @param {LitSpot} spot @returns {Span} */
function takenBy({ x, width, leader }) {
  const [from, to] = leader ? footOf(leader.x, x, width) : [x, x];
  return [Math.min(x, from), Math.max(x + width, to)];
}

/** Where a name may begin so that a line at x meets it, the best first. @param {number} x @param {number} width @param {number} foot */
function startsOf(x, width, foot) {
  const starts = [x + BESIDE, x - BESIDE - width];
  for (let by = STEP; by < width; by += STEP) starts.push(x - by);
  for (let by = STEP; by <= foot; by += STEP) starts.push(x + BESIDE + by, x - BESIDE - width - by);
  return starts;
}

const between = (/** @type {Row[]} */ rows, /** @type {number} */ one, /** @type {number} */ other) =>
  rows.slice(Math.min(one, other) + 1, Math.max(one, other));

function isFree(/** @type {Row} */ row, /** @type {Span} */ span, /** @type {number} */ over) {
  return !hits(row.lit, span, GAP) && !hits(row.wires, span, 2) && !hits(row.own, span, 2) && (over > 1 || !hits(row.marks, span, 2)) && (over > 0 || !hits(row.soft, span, 1));
}

/** @param {Spot} spot @param {number} row @param {Form} form @param {string} side @param {number} x @param {number} y @param {number | null} leader @returns {LitSpot} */
function litSpot(spot, row, form, side, x, y, leader) {
  const date = form.dated ? "inline" : "";
  return { ...spot, row, side, text: form.text, date, x, width: form.width, y, leader: leader === null ? null : { x: leader, from: spot.y } };
}

/** Names at rest that a lit name or a leader lies on. */
function yieldTo(/** @type {Row[]} */ rows, /** @type {number} */ start, /** @type {PlacedLane} */ lane, /** @type {(key: string) => boolean} */ isLit, /** @type {LitNames} */ found) {
  const leaders = [...found.spots.values()].filter(({ leader }) => leader);
  for (const spot of lane.spots) {
    if (!spot.side || isLit(spot.id)) continue;
    const span = /** @type {Span} */ ([spot.x, spot.x + spot.width]);
    const crossed = leaders.some(({ leader, y }) => leader && (leader.from - spot.y) * (y - spot.y) < 0 && leader.x > span[0] - 2 && leader.x < span[1] + 2);
    if (crossed || hits(rows[start + spot.row].lit, span, 3)) found.hidden.add(spot.id);
  }
}

/** A number that a lit name or mark lies on stands where it can be read. */
function stepAside(/** @type {Sheet} */ sheet, /** @type {Row} */ quiet, /** @type {PlacedLane} */ lane, /** @type {LitNames} */ found) {
  const taken = [...quiet.lit, ...quiet.own, ...quiet.soft];
  for (const { key, x, ids } of lane.numbers) {
    const half = halfOf(ids.length);
    if (!hits([...quiet.lit, ...quiet.own], [x - half, x + half], 1)) continue;
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
