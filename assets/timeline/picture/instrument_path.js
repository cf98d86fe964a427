// @ts-check
// Ties the steps of the selected instrument together on the timeline, so that a bill's life reads as one thread.
import { all, makeSvg } from "../../app/elements/dom.js";
import { page } from "../../app/state/page.js";
import { now, yOf } from "./now.js";

/** Ids of the steps, in order, of the instrument that is selected or that the selected event is a step of. @param {string} focus */
function steps(focus) {
  const threads = page.view?.threads ?? /** @type {Map<string, string[]>} */ (new Map());
  return threads.get(focus) || [...threads.values()].find((ids) => ids.includes(focus)) || [];
}

/** Draws the path behind labels and marks; takes away the one before. */
export function drawInstrumentPath() {
  const { layers, frame, meta, state } = now;
  for (const old of all(layers.courses, ".tl-thread")) old.remove();
  const ids = new Set(state.focus ? steps(state.focus) : []);
  const marks = meta.marks.filter((mark) => ids.has(mark.id) && mark.rank === mark.weight);
  if (!frame || marks.length < 2 || meta.rows === "instrument") return;
  const d = "M" + marks.map((mark) => `${frame.x(mark.x)} ${yOf(mark)}`).join("L");
  layers.courses.append(makeSvg("path", { d, class: "tl-thread look-" + marks[0].look }));
}
