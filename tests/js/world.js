// @ts-check
// A small timeline for the tests: a folded axis of 2024 and 2025 with a cut before them, three marks in two bands.

/** @import { TimelinePayload } from "../../assets/app/answers.d.ts" */

const sizes = {
  label: 12.5, when: 11.5, lane: 13, year: 13.5, month: 11.5, as_of: 12, radii: /** @type {[number, number, number]} */ ([6.5, 5.2, 4.4]),
  row: 23.5, line: 15, head: 9, tail: 9, least: 1, rows: 9, gap: 14, near: 6, when_gap: 5, widest: 380, header: 46, footer: 25,
  gutter: 100, margin: 14, key: /** @type {[number, number]} */ ([4, 12]), fade: 50, cap: 5, short_first: false, heat: 0,
};

/** @returns {TimelinePayload} */
export function payload() {
  const mark = { look: "1", symbol: "circle", weight: /** @type {1} */ (1), when: "May", whenWidth: 2000, said: "May 2024", status: "happened" };
  return {
    axis: "folded", rows: "lane", summary: "Three events.", note: "", rest: "", crowded: false, narrow: 640, most: 40,
    pen: { year: 2.3, space: 278, columns: [84, 74, 66], zigzag: [3, 7], fade: [[0, 1], [0.5, 0.75], [0.6, 0.55], [0.7, 0.38], [0.8, 0.22], [0.9, 0.1]] },
    sizes: { screen: sizes, phone: { ...sizes, gutter: 0, short_first: true } },
    asOf: { x: 900, label: "as of 1 Nov 2025", inside: true, width: 8000 },
    bands: [
      { id: "state", label: "State", look: "1", lines: ["State"], closer: ["State"], tight: ["State"], short: "State" },
      { id: "city", label: "City", look: "2", lines: ["City"], closer: ["City"], tight: ["City"], short: "City" },
    ],
    segments: [
      { first: 2010 * 12, last: 2010 * 12 + 11, x0: 0, x1: 100 },
      { first: 2024 * 12, last: 2024 * 12 + 11, x0: 150, x1: 550, joined: true },
      { first: 2025 * 12, last: 2025 * 12 + 11, x0: 550, x1: 1000 },
    ],
    cuts: [{ x0: 100, x1: 150, title: "13 yrs", choices: ["2011–2023: no events here", "2011–2023", "13 yrs cut"], widths: [9000, 5000, 4000] }],
    years: [],
    marks: [
      { ...mark, id: "law", band: 0, x: 300, name: "Law, May 2024", full: ["A", " law"], fullWidths: [700, 1700], segment: 1 },
      { ...mark, id: "order", band: 1, x: 320, name: "Order", full: ["<Order>"], fullWidths: [4000], segment: 1, form: "whisker", x0: 310, x1: 340 },
      { ...mark, id: "plan", band: 1, x: 950, name: "Plan", full: ["Plan"], fullWidths: [2500], segment: 2, form: "fade", open: "end", x0: 940, x1: 960, hollow: true },
    ],
    paths: { circle1: "M0 0", square1: "M1 1" },
  };
}
