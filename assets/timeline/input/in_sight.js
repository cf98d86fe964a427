// @ts-check
// What is picked comes into sight: the view is moved in time, and the rows are scrolled. It stays there while the place and
// the order of the rows change, until the reader moves the rows. What is in sight already moves nothing.
import { hooks, now, yOf } from "../picture/now.js";
import { scrolledTo } from "../places/sight.js";
import { revealPicked } from "./zoom.js";

/** @import { State } from "../../app/types.d.ts" */

let picked = "";
let held = false; // whether the rows follow what is picked
let drawn = ""; // the place of the rows, and their order

/** What the reader does with the rows is theirs. */
export function beginInSight() {
  for (const act of ["wheel", "pointerdown", "touchstart", "keydown"]) now.box.addEventListener(act, () => { held = false; }, { passive: true });
  hooks.after.push(() => {
    const before = drawn;
    drawn = [now.height, now.width, now.meta.rows, ...now.meta.bands.map(({ id }) => id)].join();
    if (held && drawn !== before) scrollRows();
  });
}

/** After what is picked was lit. @param {State} state */
export function showPicked({ focus }) {
  if (focus === picked) return;
  picked = focus;
  held = focus !== "";
  revealPicked();
  if (held) scrollRows();
}

function scrollRows() {
  const { state, frame, rows, byEvent, box, height } = now;
  if (!now.svg || !frame || now.printed) return;
  const { header } = frame.sizes, last = rows.at(-1), whole = last ? last.top + last.height : 0, most = Math.max(0, header + whole - height);
  if (!most) return;
  const own = byEvent.get(state.focus) ?? [], lit = own.length ? own : [...state.lit].flatMap((id) => byEvent.get(id) ?? []);
  const seen = lit.filter(({ x0, x1 }) => x1 >= frame.from && x0 <= frame.to);
  const marks = seen.map((mark) => ({ id: mark.id, weight: mark.weight, band: mark.band, y: yOf(mark) - header }));
  if (!marks.length) return;
  const top = Math.min(most, now.scrolled), next = Math.round(scrolledTo(marks, rows, { top, height: height - header }, most, own.length > 0));
  if (next !== Math.round(top)) box.scrollTop = next;
}
