// @ts-check
// A crowded timeline's counts by period: cells out of the payload, and their markup.
import { escaped, n, text } from "../../app/text/markup.js";
import { counted, spaced } from "../../app/text/words.js";

/** @import { PeriodCounts } from "../../app/answers.d.ts" */
/** @import { Band, Cell, Frame, Placed, PlacedLane, Sizes } from "../types.d.ts" */

const CELL = 18; // px: how high a cell is
const GAP = 1; // px between two cells
const DIGIT = 0.56; // how wide a digit is, in type sizes
const LEVELS = 5;

/** The cells of a payload's counts, by band and then in time; `inside` may leave periods out. @returns {Cell[]} */
export function cellsOf(/** @type {PeriodCounts | null | undefined} */ heat, /** @type {Band[]} */ bands, /** @type {(x0: number, x1: number) => boolean} */ inside = () => true) {
  if (!heat) return [];
  return heat.counts.flatMap((row, band) => row.flatMap((count, turn) => {
    const [x0, x1, words, first] = heat.periods[turn];
    if (!count || !inside(x0, x1)) return [];
    const number = spaced(count);
    const level = Math.max(1, Math.ceil(LEVELS * Math.sqrt(count / heat.most)));
    const title = `${bands[band].label}, ${words}`;
    const said = counted(number, "event");
    return [{ cell: true, key: `${band}:${first}`, band, x0, x1, x: (x0 + x1) / 2, number, level, title, said, name: `${title}: ${said}` }];
  }));
}

/** Where cells begin below the top of their band: level with its name, or under it. */
function topOf(/** @type {Sizes} */ sizes) {
  return sizes.gutter ? 3 : sizes.lane + 5;
}

/** The cells' markup. @param {Frame} fr @param {Placed} placed */
export function cells(fr, placed) {
  const { meta, sizes } = fr;
  return meta.cells.map((cell) => {
    if (!fr.near(cell.x0, cell.x1)) return "";
    const top = sizes.header + placed.lanes[cell.band].top + topOf(sizes);
    const left = fr.x(cell.x0);
    const wide = fr.x(cell.x1) - left;
    const gap = wide > 4 ? GAP : 0;
    const fits = cell.number.length * DIGIT * sizes.when + 4 <= wide;
    const [start, end] = [Math.max(left, fr.left), Math.min(left + wide - gap, fr.right)]; // the number stays in view
    const middle = end - start > cell.number.length * DIGIT * sizes.when ? (start + end) / 2 : left + (wide - gap) / 2;
    const box = `<rect x="${n(left)}" y="${n(top)}" width="${n(Math.max(wide - gap, 1))}" height="${n(CELL)}"></rect>`;
    const own = `data-key="${escaped(cell.key)}" role="button" tabindex="-1" aria-label="${escaped(cell.name)}"`;
    const number = fits ? text("tl-count", middle, top + CELL / 2 + sizes.when * 0.36, cell.number) : "";
    return `<g class="tl-cell look-${meta.bands[cell.band].look} heat-${cell.level}" ${own}>${box}${number}</g>`;
  }).join("");
}

/** The middle of a cell, in px from the top of the picture. @param {Cell} cell @param {Frame} fr @param {PlacedLane[]} lanes */
export function yOfCell(cell, fr, lanes) {
  return fr.sizes.header + lanes[cell.band].top + topOf(fr.sizes) + CELL / 2;
}
