// What is named in a pane of a given height: rows, quiet rows and numbers, what is picked, and the stretch in view.
import assert from "node:assert/strict";
import { halfOf, placeNames, SMALL } from "../../assets/timeline/places/budget.js";
import { nameLit } from "../../assets/timeline/places/lit.js";
import { unpacked } from "../../assets/timeline/places/payload.js";
import { unitsOf, writtenStretch } from "../../assets/timeline/places/stretch_days.js";
import { payload } from "./world.js";

/** A mark that would like a name of some width. */
function tag(id, x, { width = 80, rank = 2, claim = 3, bar = 0 } = {}) {
  const form = (dated, wide) => ({ text: "full", dated, width: wide });
  return { id, x, left: x - 5, right: x + 5 + bar, rank, claim, forms: [form(true, width + 40)], plain: [form(false, width)], dated: true };
}

const sheet = (lanes, more = {}) => ({
  lanes: lanes.map((tags, id) => ({ id, tags, floor: 0, block: 0 })),
  as_of: null, plot: 1000, height: 160, row: 16, head: 3, tail: 17, gap: 10, near: 4, ...more,
});
const many = (number, from = 300, step = 4, name = "t") => Array.from({ length: number }, (_, place) => tag(`${name}${place}`, from + step * place));
const spotsOf = (placed) => placed.lanes.flatMap((lane) => lane.spots);
const named = (placed) => spotsOf(placed).filter(({ side }) => side).map(({ id }) => id);

Deno.test("nothing is dropped: names, small marks and what numbers count are all events", () => {
  for (const height of [60, 160, 400]) {
    const placed = placeNames(sheet([many(40), many(12, 600, 30, "u")], { height }));
    const alone = spotsOf(placed).filter(({ small, number }) => small && !number).length;
    const counted = placed.lanes.flatMap(({ numbers }) => numbers).reduce((sum, { ids }) => sum + ids.length, 0);
    assert.equal(named(placed).length + alone + counted, 52);
    assert.ok(counted > 0);
  }
});

Deno.test("bands fill the pane's height and no more, as long as each has room for a row", () => {
  const placed = placeNames(sheet([many(30), many(3, 300, 4, "u")], { height: 200 }));
  assert.ok(Math.abs(placed.height - 200) < 0.01);
  assert.ok(placeNames(sheet(Array.from({ length: 20 }, (_, band) => many(2, 300, 4, `b${band}-`)), { height: 200 })).height > 200, "many bands scroll");
});

Deno.test("rows go to the band that needs them", () => {
  const { lanes: [busy, calm] } = placeNames(sheet([many(30), many(1, 300, 4, "u")]));
  assert.ok(busy.rows > 3);
  assert.equal(calm.rows, 1);
});

Deno.test("a taller pane names more", () => {
  const [low, high] = [120, 320].map((height) => named(placeNames(sheet([many(30)], { height }))).length);
  assert.ok(high > low);
});

Deno.test("a key name is not lost to lesser ones", () => {
  const crowd = many(20, 480, 2);
  const placed = placeNames(sheet([[...crowd, tag("key", 500, { rank: 1, claim: 9 })]], { height: 60 }));
  assert.ok(named(placed).includes("key"));
});

Deno.test("no name lies on a name or a mark of its row", () => {
  const tags = many(40, 100, 20), placed = placeNames(sheet([tags], { height: 300 }));
  const spans = placed.lanes[0].spots.filter(({ side }) => side).map((spot) => {
    const { left, right } = tags.find(({ id }) => id === spot.id);
    return { row: spot.row, from: Math.min(left, spot.x), to: Math.max(right, spot.x + spot.width) };
  });
  assert.ok(spans.length > 10);
  for (const one of spans) {
    for (const other of spans) if (one !== other && one.row === other.row) assert.ok(one.to <= other.from || other.to <= one.from);
  }
});

Deno.test("small marks and numbers stand clear of each other", () => {
  const tags = many(60, 100, 9), { numbers, spots } = placeNames(sheet([tags], { height: 40 })).lanes[0];
  const alone = spots.filter(({ small, number }) => small && !number).map(({ id }) => tags.find((one) => one.id === id).x);
  const all = [...alone.map((x) => [x - SMALL, x + SMALL]), ...numbers.map(({ x, ids }) => [x - halfOf(ids.length), x + halfOf(ids.length)])];
  all.sort(([a], [b]) => a - b);
  all.slice(1).forEach(([from], place) => assert.ok(from >= all[place][1]));
  assert.ok(numbers.length > 0);
});

/** The top and the bottom of a band in which a mark stands. */
const bandOf = (placed, key) => placed.lanes.find(({ spots }) => spots.some(({ id }) => id === key));

Deno.test("what is picked is named in its own band as far as there is room, the rest is counted, and no mark moves for it", () => {
  const on = sheet([many(40, 300, 8), many(10, 500, 10, "u")], { height: 120 }), placed = placeNames(on);
  const lit = new Set(spotsOf(placed).filter(({ number }) => number).slice(0, 6).map(({ id }) => id));
  const before = JSON.stringify(placed);
  const found = nameLit(on, placed, (id) => lit.has(id), () => false);
  assert.equal(lit.size, 6);
  assert.ok(found.spots.size >= 4 && [...found.spots.keys()].every((key) => lit.has(key)));
  assert.equal(found.missed, 6 - found.spots.size);
  for (const [key, { y }] of found.spots) {
    const { top, height } = bandOf(placed, key);
    assert.ok(y > top && y < top + height, `${key} is named elsewhere`);
  }
  assert.equal(JSON.stringify(placed), before);
});

Deno.test("names at rest give way to lit ones, and lit names lie on none of each other", () => {
  const on = sheet([many(40, 300, 8)], { height: 120 }), placed = placeNames(on);
  const lit = new Set(many(40).map(({ id }) => id).filter((_, place) => place % 7 === 3));
  const { spots, hidden } = nameLit(on, placed, (id) => lit.has(id), () => false);
  const shown = [...spots.values(), ...placed.lanes[0].spots.filter(({ id, side }) => side && lit.has(id))];
  const rest = placed.lanes[0].spots.filter(({ id, side }) => side && !lit.has(id) && !hidden.has(id));
  for (const one of shown) {
    for (const other of [...shown, ...rest]) {
      if (one.id === other.id || one.y !== other.y) continue;
      assert.ok(one.x + one.width <= other.x || other.x + other.width <= one.x, `${one.id} lies on ${other.id}`);
    }
  }
  assert.ok(spots.size > 0);
});

Deno.test("no line to a name that stands apart runs through another name, along its row or across", () => {
  let apart = 0, all = 0, lost = 0, seed = 1;
  const chance = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const place = () => (chance() < 0.5 ? 480 + chance() * 40 : 50 + chance() * 900); // half of them about one day
  for (let turn = 0; turn < 40; turn++) {
    const lanes = [0, 1, 2, 3].map((lane) => Array.from({ length: 4 + Math.floor(chance() * 14) }, (_, n) => tag(`${lane}-${n}`, place(), { width: 60 + chance() * 60 })).sort((a, b) => a.x - b.x));
    const on = sheet(lanes, { height: 190 }), placed = placeNames(on);
    const lit = new Set(lanes.flat().filter(() => chance() < 0.35).map(({ id }) => id));
    const { spots, missed, hidden } = nameLit(on, placed, (id) => lit.has(id), () => false);
    [all, lost] = [all + lit.size, lost + missed];
    const names = [...spots.values(), ...spotsOf(placed).filter(({ id, side }) => side && !hidden.has(id))];
    for (const { id, leader, y } of spots.values()) {
      const across = (one) => leader && one.id !== id && (one.y - leader.from) * (one.y - y) < 0 && leader.x > one.x && leader.x < one.x + one.width;
      assert.deepEqual(names.filter(across).map((one) => one.id), [], `across to ${id}`);
    }
    const shown = [...spots.values(), ...spotsOf(placed).filter(({ id, side }) => side && lit.has(id))];
    for (const { id, leader, x, width, y } of spots.values()) {
      if (!leader || (leader.x >= x && leader.x <= x + width)) continue;
      apart += 1;
      const [from, to] = leader.x < x ? [leader.x, x] : [x + width, leader.x];
      for (const other of shown) if (other.id !== id && other.y === y) assert.ok(other.x + other.width <= from || other.x >= to, `${id} through ${other.id}`);
    }
  }
  assert.ok(apart > 40 && lost < all / 6, `${apart} apart, ${lost} of ${all} lost`);
});

Deno.test("a stretch in view is written in days and read again", () => {
  const meta = unpacked(payload());
  assert.equal(writtenStretch(meta, 0, 1000), "");
  const text = writtenStretch(meta, 600, 800);
  assert.match(text, /^2025-\d\d-\d\d\.\.2025-\d\d-\d\d$/);
  const [from, to] = unitsOf(meta, text);
  assert.ok(Math.abs(from - 600) < 2 && Math.abs(to - 800) < 2);
  assert.equal(writtenStretch(meta, from, to), text);
  assert.deepEqual(unitsOf(meta, "nonsense"), [0, 1000]);
});

Deno.test("where distance is not time a stretch is written by the events' numbers", () => {
  const sent = payload();
  const meta = unpacked({ ...sent, axis: "even", segments: [{ first: 24000, last: 24300, x0: 0, x1: 1000, many: 10, edges: [] }] });
  assert.equal(writtenStretch(meta, 200, 600), "3..6");
  assert.deepEqual(unitsOf(meta, "3..6"), [200, 600]);
  assert.deepEqual(unitsOf(meta, "2025-01-01..2025-02-01"), [0, 1000]);
});
