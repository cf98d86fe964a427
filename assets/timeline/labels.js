// @ts-check
// Where the timeline's labels go: marks and widths of words in; rows, sides and lines out. Numbers only, no page.
// The same algorithm as explorer/timeline/labels.py, whose comments explain it; one table of examples
// (tests/timeline/label_placement.json) holds the two equal.
/** @import { Box, Candidate, Filled, Placed, Sheet, Spot, Tag, Words } from "./types.d.ts" */

const BARE_GAP = 4; // px between a mark without a label and whatever stands beside it
const INSET = 2; // px that a label keeps from the as-of line
const BELOW_LINES = 3;

/** Places every label of a sheet. Lanes from top to bottom, each as high as its rows need. @param {Sheet} sheet @returns {Placed} */
export function placeLabels(sheet) {
  const all = sheet.lanes.flatMap((lane) => lane.tags);
  const wanted = new Set(byRank(all).slice(0, sheet.most).map((tag) => tag.id));
  let top = 0;
  const lanes = sheet.lanes.map((lane) => {
    let filled = fill(sheet, lane.tags, wanted);
    if ([...filled.spots.values()].some((spot) => !spot.side && wanted.has(spot.id))) {
      const first = byRank(lane.tags.filter((tag) => wanted.has(tag.id)));
      filled = fill(sheet, first.concat(byRank(lane.tags.filter((tag) => !wanted.has(tag.id)))), wanted);
    }
    const placed = lane.tags.map((tag) => spotOf(tag, filled.spots.get(tag.id) ?? {}));
    const rows = Math.max(sheet.least, ...placed.map((spot) => spot.row + 1));
    const below = Math.max(0, ...filled.boxes.map((box) => box.y1));
    const inside = Math.max(sheet.head + rows * sheet.row, sheet.head + sheet.row / 2 + below);
    const height = Math.max(inside + sheet.tail, lane.floor || 0);
    const start = top;
    const spots = placed.map((spot) => ({ ...spot, y: start + sheet.head + sheet.row * (spot.row + 0.5) }));
    top += height;
    const more = spots.filter((spot, place) => !spot.side && lane.tags[place].counted).length;
    return { id: lane.id, top: start, height, more, spots };
  });
  return { height: top, lanes };
}

function byRank(/** @type {Tag[]} */ tags) {
  return tags.slice().sort((a, b) => a.rank - b.rank); // sort is stable: equal ranks stay by start
}

function fill(/** @type {Sheet} */ sheet, /** @type {Tag[]} */ tags, /** @type {Set<string>} */ wanted) {
  const lane = /** @type {Filled} */ ({ boxes: [], spots: new Map() });
  for (const tag of tags) {
    const found = (wanted.has(tag.id) && labelled(sheet, lane, tag)) || bare(sheet, lane, tag);
    lane.spots.set(tag.id, found.spot);
    lane.boxes.push(...found.boxes);
  }
  return lane;
}

/** The first way to label a mark that has a free row, or null. */
function labelled(/** @type {Sheet} */ sheet, /** @type {Filled} */ lane, /** @type {Tag} */ tag) {
  for (const { spot, boxes } of candidates(sheet, tag)) {
    for (let row = 0; row < sheet.rows; row++) {
      const down = row * sheet.row;
      if (boxes.some((box) => taken(lane, box, down, sheet.gap))) continue;
      spot.row = row;
      return { spot, boxes: boxes.map((box) => ({ ...box, y0: box.y0 + down, y1: box.y1 + down })) };
    }
  }
  return null;
}

/** Whether anything stands where a box would, so many px further down. */
function taken(/** @type {Filled} */ lane, /** @type {Box} */ box, /** @type {number} */ down, /** @type {number} */ gap) {
  for (const other of lane.boxes) if (meet(box, down, other, gap)) return true;
  return false;
}

/** A row for a mark without a label: a free one, or the one with the fewest other bare marks in the way. */
function bare(/** @type {Sheet} */ sheet, /** @type {Filled} */ lane, /** @type {Tag} */ tag) {
  let best = /** @type {{ met: number, row: number } | null} */ (null);
  const box = { x0: tag.left, x1: tag.right, y0: -sheet.line / 2, y1: sheet.line / 2, bare: true };
  for (let row = 0; best === null || row < sheet.rows; row++) {
    let met = 0;
    let blocked = false;
    for (const other of lane.boxes) {
      if (!meet(box, row * sheet.row, other, BARE_GAP)) continue;
      met++;
      blocked = blocked || !other.bare;
    }
    if (!blocked && (best === null || met < best.met)) {
      best = { met, row };
      if (met === 0) break;
    }
  }
  const { row } = best, down = row * sheet.row;
  const placed = { ...box, y0: box.y0 + down, y1: box.y1 + down };
  return { spot: spotOf(tag, { row }), boxes: [placed] };
}

function meet(/** @type {Box} */ one, /** @type {number} */ down, /** @type {Box} */ other, /** @type {number} */ gap) {
  const between = other.bare ? BARE_GAP : gap;
  return one.x0 < other.x1 + between && other.x0 < one.x1 + between && one.y0 + down < other.y1 && other.y0 < one.y1 + down;
}

/** @returns {Spot} */
function spotOf(/** @type {Tag} */ tag, /** @type {Partial<Spot>} */ more) {
  return { id: tag.id, row: 0, side: "", text: "", lines: [], date: "", x: 0, width: 0, y: 0, ...more };
}

/** Ways to label a mark, the best first, each reckoned only when those before did not fit; boxes lie around its row's middle.
 *  @returns {Generator<Candidate>} */
function* candidates(/** @type {Sheet} */ sheet, /** @type {Tag} */ tag) {
  const both = /** @type {("full" | "short")[]} */ (sheet.short_first ? ["short", "full"] : ["full", "short"]);
  const texts = both.filter((text) => tag[text].length);
  const fallen = /** @type {typeof texts} */ ([]);
  const narrow = tag.segment[1] - tag.segment[0] < sheet.widest / 2;
  for (const text of texts) {
    const whole = /** @type {[number, number][]} */ ([[0, tag[text].length]]);
    const besides = beside(sheet, tag, text, whole);
    const crossed = !besides.some(({ spot }) => clear(sheet, spot));
    if (sheet.short_first && tag.when && !tag.keeps_date && crossed) {
      const undated = beside(sheet, { ...tag, when: 0 }, text, whole);
      for (const { spot } of undated) spot.date = "";
      yield* undated.filter(({ spot }) => clear(sheet, spot));
    }
    yield* besides;
    if (besides.length) continue;
    if (narrow) yield* below(sheet, tag, text);
    else if (blockWidth(tag[text], whole, tag.when + tag.after) <= sheet.widest) fallen.push(text);
  }
  for (const text of fallen) yield* below(sheet, tag, text);
  for (const text of texts) {
    if (tag[text].length > 1) yield* beside(sheet, tag, text, twoLines(tag[text], tag.when + tag.after));
  }
}

/** Whether the as-of line does not run through a label. */
function clear(/** @type {Sheet} */ sheet, /** @type {Spot} */ spot) {
  return sheet.as_of === null || !(spot.x < sheet.as_of && sheet.as_of < spot.x + spot.width);
}

function beside(/** @type {Sheet} */ sheet, /** @type {Tag} */ tag, /** @type {"full" | "short"} */ text, /** @type {[number, number][]} */ lines) {
  const width = blockWidth(tag[text], lines, tag.when + tag.after);
  if (width > sheet.widest) return [];
  const [start, end] = tag.segment;
  const right = tag.right + sheet.near;
  const left = tag.left - sheet.near - width;
  const fitsLeft = left >= start;
  const crosses = sheet.as_of !== null && tag.right <= sheet.as_of && right + width > sheet.as_of - INSET;
  const high = (sheet.line * lines.length) / 2;
  const common = { text, lines, date: "inline", width };
  if (right + width <= end && !(crosses && fitsLeft)) {
    const box = { x0: tag.left, x1: right + width, y0: -high, y1: high };
    return [{ spot: spotOf(tag, { ...common, side: "right", x: right }), boxes: [box] }];
  }
  if (!fitsLeft) return [];
  const box = { x0: left, x1: tag.right, y0: -high, y1: high };
  return [{ spot: spotOf(tag, { ...common, side: "left", x: left }), boxes: [box] }];
}

/** In lines under the mark, inside its segment; the date beside the mark if there is room, else as a last word. */
function below(/** @type {Sheet} */ sheet, /** @type {Tag} */ tag, /** @type {"full" | "short"} */ text) {
  const words = tag[text];
  let [start, end] = tag.segment;
  const half = sheet.line / 2;
  const mark = { x0: tag.left, x1: tag.right, y0: -half, y1: half };
  let date = "inline";
  if (!tag.when || (tag.left <= start + INSET && tag.right >= end - INSET)) {
    date = ""; // the head of the segment says it
  } else if (tag.right + tag.when <= end) {
    date = "beside";
    mark.x1 += tag.when;
  }
  const room = Math.min(end - start, sheet.widest);
  let last = tag.after + (date === "inline" ? tag.when : 0);
  let lines = wrapped(words, room, last);
  if (lines === null && date === "inline" && tag.when <= room) {
    date = "under";
    last = tag.after;
    lines = wrapped(words, room, last);
  }
  const under = date === "under" ? 1 : 0;
  if (lines === null || lines.length + under > BELOW_LINES) return [];
  const width = Math.max(blockWidth(words, lines, last), under * tag.when);
  if (sheet.as_of !== null && tag.right <= sheet.as_of && sheet.as_of - INSET - width >= start) {
    end = Math.min(end, sheet.as_of - INSET);
  }
  const x = Math.min(Math.max(tag.left, start), end - width);
  const block = { x0: x, x1: x + width, y0: half + 1, y1: half + 1 + sheet.line * (lines.length + under) };
  return [{ spot: spotOf(tag, { side: "below", text, lines, date, x, width }), boxes: [mark, block] }];
}

function blockWidth(/** @type {Words} */ words, /** @type {[number, number][]} */ lines, /** @type {number} */ last) {
  const widths = lines.map((line) => lineWidth(words, line));
  widths[widths.length - 1] += last;
  return Math.max(...widths);
}

/** A word is [the space before it inside a line, its width]; a line is [from, up to] (not included). */
function lineWidth(/** @type {Words} */ words, /** @type {[number, number]} */ [start, end]) {
  return words.slice(start, end).reduce((sum, [space, width]) => sum + space + width, -words[start][0]);
}

/** Lines no wider than `width`, the last with room for the date; null if a word is too long. */
function wrapped(/** @type {Words} */ words, /** @type {number} */ width, /** @type {number} */ last) {
  const lines = /** @type {[number, number][]} */ ([]);
  for (let place = 0; place < words.length; place++) {
    const line = lines[lines.length - 1];
    const room = width - (place === words.length - 1 ? last : 0);
    if (line && lineWidth(words, [line[0], place + 1]) <= room) line[1] = place + 1;
    else if (words[place][1] <= room) lines.push([place, place + 1]);
    else return null;
  }
  return lines;
}

/** The break that makes the wider line narrowest; the date ends the second. @returns {[number, number][]} */
function twoLines(/** @type {Words} */ words, /** @type {number} */ last) {
  const wider = (/** @type {number} */ place) =>
    Math.max(lineWidth(words, [0, place]), lineWidth(words, [place, words.length]) + last);
  let best = 1;
  for (let place = 2; place < words.length; place++) if (wider(place) < wider(best)) best = place;
  return [[0, best], [best, words.length]];
}
