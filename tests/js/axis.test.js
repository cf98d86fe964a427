// What both pens of a timeline work out for themselves: Python's is held to the same table.
import assert from "node:assert/strict";
import examples from "../timeline/axis_examples.json" with { type: "json" };
import { edgesOf, extent, fadeEnds, fadeSteps, frameOf, ink, MONTHS, monthStep, reach, yearsShown } from "../../assets/timeline/places/frame.js";
import { cellsOf } from "../../assets/timeline/places/heatmap.js";
import { unpacked } from "../../assets/timeline/places/payload.js";
import { payload } from "./world.js";

const { sizes, axes, marks, fading, levels, months } = examples;
const rounded = (numbers) => numbers.map((number) => Math.round(number * 1000) / 1000);

/** The frame of an axis whose plot is so many px wide. */
function frameFor({ axis, segments, years }, width) {
  const sent = payload(), screen = { ...sent.sizes.screen, ...sizes, gutter: 0 };
  const meta = { ...sent, axis, years, segments: structuredClone(segments), narrow: 0, sizes: { screen, phone: screen } };
  const frame = frameOf(unpacked(meta), width + sizes.margin, 0, 1000);
  assert.equal(Math.max(50, width), frame.plot);
  return { ...frame, plot: width, scale: width / 1000, px: (units) => (units * width) / 1000 }; // as narrow as the example says
}

for (const example of axes) {
  Deno.test(`months begin where they do: ${example.name}`, () => {
    const edges = frameFor(example, 1000).meta.segments.map(edgesOf);
    assert.deepEqual(edges.map((of) => rounded(of.length <= 13 ? of : [...of.slice(0, 3), ...of.slice(-2)])), example.edges);
  });

  Deno.test(`a label may reach from cut to cut: ${example.name}`, () => {
    assert.deepEqual(example.segments.map((_, place) => reach(example, place)), example.reach);
  });

  for (const { width, months, years } of example.heads) {
    Deno.test(`what is named at ${width} px: ${example.name}`, () => {
      const frame = frameFor(example, width);
      assert.deepEqual(frame.meta.segments.map((segment) => monthStep(segment, frame)), months);
      assert.deepEqual(yearsShown(frame).map((of) => of.map(([x, words]) => [...rounded([x]), words])), years);
    });
  }
}

for (const { on, width, mark, ...drawn } of marks) {
  Deno.test(`a ${mark.form} is drawn from here to there: ${on}, ${width} px`, () => {
    const frame = frameFor(axes.find(({ name }) => name === on), width);
    assert.deepEqual([rounded(extent(mark, frame)), rounded(ink(mark, frame))], [drawn.extent, drawn.ink]);
    if (drawn.fades) assert.deepEqual(rounded(fadeEnds(mark, frame)), drawn.fades);
  });
}

for (const [length, steps] of fading) {
  Deno.test(`a bar of ${length} px fades in whole pixels`, () => assert.deepEqual(fadeSteps(length, payload().pen.fade).map((step) => step.map((number) => number + 0)), steps));
}

Deno.test("a count has its strength", () => {
  for (const [count, most, level] of levels) {
    const [cell] = cellsOf({ unit: "year", periods: [[0, 1000, "2025", "2025-01-01", "2025-12-31"]], counts: [[count]], most }, payload().bands);
    assert.equal(cell.level, level);
  }
});

Deno.test("months have their names", () => assert.deepEqual(MONTHS, months));
