// @ts-check
// A payload as the timeline's modules read it: what the server leaves out because it is usual is filled in, once. No page.
import { cellsOf } from "./heatmap.js";

/** @import { TimelinePayload } from "../../app/answers.d.ts" */
/** @import { Cell, Mark, Payload } from "../types.d.ts" */

const known = /** @type {WeakMap<TimelinePayload, Payload>} */ (new WeakMap());

/** The payload, unpacked; the same one for the same. @param {TimelinePayload} payload @param {Cell[]} [cells] @returns {Payload} */
export function unpacked(payload, cells = cellsOf(payload.heat, payload.bands)) {
  const found = known.get(payload);
  if (found) return found;
  const made = { ...payload, cells, marks: payload.marks.map(unpackedMark) };
  known.set(payload, made);
  return made;
}

/** @param {TimelinePayload["marks"][number]} mark @returns {Mark} */
function unpackedMark(mark) {
  const form = mark.form ?? "point";
  return {
    key: mark.id, open: "", beyond: "", segment: 0, rank: mark.weight, x0: mark.x, x1: mark.x, short: [], shortWidths: [], hollow: false, disputed: false,
    ...mark, form, ghost: form === "bar" || form === "fade", title: mark.full.join(""),
  };
}
