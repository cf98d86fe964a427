// Where things stand on the timeline: the frame, the labels, the range that is shown, the window in time.
import assert from "node:assert/strict";
import { placeNames } from "../../assets/timeline/places/budget.js";
import { EDGE, edgesOf, fadeEnds, frameOf, ink, monthStep, reach, sheetOf, yearsShown } from "../../assets/timeline/places/frame.js";
import { cellsOf } from "../../assets/timeline/places/heatmap.js";
import { unpacked } from "../../assets/timeline/places/payload.js";
import { paper, scale } from "../../assets/timeline/picture/pen.js";
import { label, names } from "../../assets/timeline/picture/pen_events.js";
import { allowedDrag, pinchedTo, scaled, withinAxis } from "../../assets/timeline/places/range.js";
import { scrolledTo } from "../../assets/timeline/places/sight.js";
import { edgeAt, pulled, stepped } from "../../assets/timeline/overview/time_window.js";
import { payload } from "./world.js";

const meta = unpacked(payload());
const wide = frameOf(meta, 1114, 0, 1000);
const placedIn = (frame) => placeNames(sheetOf(frame));
const nothing = { focus: "", lit: new Set() };

Deno.test("units become px of the plot, and of the picture beside the names of lanes", () => {
  assert.deepEqual([wide.plot, wide.px(500), wide.x(500)], [1000, 500, 600]);
  assert.equal(frameOf(meta, 1114, 400, 600).px(500), 500);
});

Deno.test("a narrow picture has the phone's sizes, and names above their rows", () => {
  const narrow = frameOf(meta, 390, 0, 1000);
  assert.deepEqual([narrow.narrow, narrow.left], [true, 0]);
});

Deno.test("a name that is not written in full can be read in full under the pointer, in every column", () => {
  const bands = meta.bands.map((band) => ({ ...band, label: `${band.label} of <York>`, lines: [`${band.label} of`, "<York>"], closer: ["Closer"], tight: ["Tight"] }));
  const screen = { ...meta.sizes.screen, gutter: 84 };
  const written = [1114, 800, 690].map((width) => {
    const fr = frameOf({ ...meta, bands, sizes: { ...meta.sizes, screen } }, width, 0, 1000);
    return names(fr, placedIn(fr));
  });
  assert.deepEqual(["of<", "Closer<", "Tight<"].map((words, at) => written[at].includes(words)), [true, true, true]);
  assert.deepEqual(written.map((drawn) => drawn.includes("<title>State of &lt;York&gt;</title>")), [false, true, true]);
});

Deno.test("what may come into view before the next draw is near, the rest is not", () => {
  const zoomed = frameOf(meta, 1114, 400, 500);
  assert.ok(zoomed.near(590, 595));
  assert.ok(!zoomed.near(610, 620));
});

Deno.test("months are as long as they are", () => {
  const edges = edgesOf(meta.segments[1]);
  assert.equal(edges.length, 13);
  assert.ok(edges[1] - edges[0] > edges[2] - edges[1], "January is longer than a leap year's February");
  assert.deepEqual([edges[0], edges[12]], [150, 550]);
});

Deno.test("months are named where there is room for their names", () => {
  assert.equal(monthStep(meta.segments[1], wide), 1);
  assert.equal(monthStep(meta.segments[0], wide), 0);
});

Deno.test("no two years are named on top of each other", () => {
  for (const width of [1114, 700, 390]) {
    const frame = frameOf(meta, width, 0, 1000);
    const at = yearsShown(frame).flat().map(([x]) => frame.px(x)).sort((a, b) => a - b);
    assert.ok(at.length > 0);
    at.slice(1).forEach((x, i) => assert.ok(x - at[i] >= 2.3 * frame.sizes.year));
  }
});

Deno.test("a label may reach into a stretch that follows without a cut, and not over a cut", () => {
  assert.deepEqual([reach(meta, 0), reach(meta, 1), reach(meta, 2)], [[0, 100], [150, 1000], [150, 1000]]);
});

Deno.test("a bar with an open end fades where it stops being sure", () => {
  assert.deepEqual(fadeEnds(meta.marks[2], wide), [940, 990]);
});

Deno.test("a whisker's ink is as wide as the doubt, or as its sign", () => {
  const [start, end] = ink(meta.marks[1], wide);
  assert.ok(start <= 310 && end === 340);
});

Deno.test("every mark has its place, and its name where there is room", () => {
  const spots = placedIn(wide).lanes.flatMap((lane) => lane.spots);
  assert.deepEqual(spots.map((spot) => spot.id).sort(), ["law", "order", "plan"]);
  assert.ok(spots.every((spot) => spot.side !== ""));
});

Deno.test("what is usual is filled in once, and a payload stays the same one", () => {
  const sent = payload();
  assert.equal(unpacked(sent), unpacked(sent));
  const [law, , plan] = unpacked(sent).marks;
  assert.deepEqual([law.key, law.form, law.rank, law.x0, law.title, law.ghost], ["law", "point", 1, 300, "A law", false]);
  assert.deepEqual([plan.ghost, plan.hollow], [true, true]);
});

Deno.test("counts become cells, the fullest the darkest, empty periods none", () => {
  const heat = { unit: "year", periods: [[0, 500, "2024", "2024-01-01", "2024-12-31"], [500, 1000, "2025", "2025-01-01", "2025-12-31"]], counts: [[0, 12500], [1, 0]], most: 12500 };
  const cells = cellsOf(heat, meta.bands);
  assert.deepEqual(cells.map(({ key, level, number, said }) => [key, level, number, said]), [
    ["0:2025-01-01", 5, "12\u202f500", "12\u202f500 events"], ["1:2024-01-01", 1, "1", "1 event"],
  ]);
  assert.deepEqual(cellsOf(heat, meta.bands, (x0) => x0 >= 500).length, 1);
  assert.deepEqual(cellsOf(null, meta.bands), []);
});

Deno.test("what the data say is escaped wherever it is written", () => {
  const placed = placedIn(wide);
  const spot = placed.lanes[1].spots.find(({ id }) => id === "order");
  const drawn = label(meta.marks[1], spot, wide, nothing) + names(wide, placed) + paper(wide, placed) + scale(wide, placed);
  assert.ok(drawn.includes("&lt;Order&gt;") && !drawn.includes("<Order>"));
});

Deno.test("the range shown stays on the axis and keeps its width", () => {
  assert.deepEqual(withinAxis([-50, 150], 10), [0, 200]);
  assert.deepEqual(withinAxis([900, 1100], 10), [800, 1000]);
  assert.deepEqual(withinAxis([499, 501], 10), [495, 505]);
  assert.deepEqual(withinAxis([-500, 1500], 10), [0, 1000]);
});

Deno.test("zooming keeps the unit under the pointer where it is", () => {
  const [from, to] = scaled([200, 600], 0.5, 300, 10);
  assert.equal((300 - from) / (to - from), (300 - 200) / (600 - 200));
  assert.equal(to - from, 200);
});

Deno.test("two fingers twice as far apart show half as much, around what is between them", () => {
  assert.deepEqual(pinchedTo({ apart: 100, span: 400, units: 500 }, 200, 0.25), [450, 650]);
});

Deno.test("a drag ends where the axis ends", () => {
  assert.equal(allowedDrag([100, 600], 2, 900), 200);
  assert.equal(allowedDrag([100, 600], 2, -900), -800);
  assert.equal(allowedDrag([100, 600], 2, 50), 50);
  assert.equal(EDGE, 10);
});

Deno.test("the window in time is pulled by an end, moved, or drawn anew, and never empty", () => {
  const pull = { edge: 4, ends: [2, 6] };
  assert.deepEqual(pulled({ ...pull, way: "from" }, 9, 10), [5, 6]);
  assert.deepEqual(pulled({ ...pull, way: "until" }, 0, 10), [2, 3]);
  assert.deepEqual(pulled({ ...pull, way: "move" }, 9, 10), [6, 10]);
  assert.deepEqual(pulled({ ...pull, way: "new" }, 1, 10), [1, 4]);
  assert.deepEqual(pulled({ ...pull, way: "new", edge: 10 }, 10, 10), [9, 10]);
});

Deno.test("its ends are stepped by keys as sliders are", () => {
  assert.deepEqual(stepped([2, 6], true, "ArrowRight", 10), [3, 6]);
  assert.deepEqual(stepped([2, 6], true, "End", 10), [5, 6]);
  assert.deepEqual(stepped([2, 6], false, "PageDown", 10), [2, 3]);
  assert.equal(stepped([2, 6], false, "x", 10), null);
  assert.equal(edgeAt([0, 10, 50, 100], 28), 1);
});

Deno.test("rows are scrolled to where most of what is picked is seen, and not where as much is seen already", () => {
  const bands = [0, 100, 200, 300].map((top) => ({ top, height: 100 }));
  const at = (id, y, weight = 3) => ({ id, y, weight, band: Math.floor(y / 100) });
  const to = (marks, top, any = false) => scrolledTo(marks, bands, { top, height: 150 }, 250, any);
  assert.equal(to([at("a", 350)], 0), 250, "all of its row is shown");
  assert.equal(to([at("a", 120), at("b", 380), at("c", 330)], 0), 250, "two are more than one");
  assert.equal(to([at("a", 50), at("b", 350, 1)], 100), 250, "of as many the weightiest");
  assert.equal(to([at("a", 50), at("b", 350)], 0), 0, "one of two is seen, and no place shows both");
  assert.equal(to([at("a", 50), at("a", 350)], 0, true), 0, "one row of an event will do");
  assert.equal(to([at("a", 40)], 250), 0, "upwards, too");
  assert.equal(to([], 70), 70);
});
