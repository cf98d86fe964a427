// @ts-check
// The networks of a saved page, each alive in the one picture that the file holds of it.
import { all, find } from "../app/dom.js";
import { onPaint, onView, page } from "../app/state.js";
import { networkPicture } from "./picture.js";

const pictures = /** @type {SVGSVGElement[]} */ (all(document, "svg.network")).map((svg) => ({ width: String(svg.viewBox.baseVal.width), one: networkPicture(svg) }));
const showing = () => pictures.filter(({ one }) => one.svg.getClientRects().length > 0).map(({ one }) => one);

/** "in", "out" or "fit", for the picture that is showing. @param {string} way */
export function zoomSavedNetwork(way) {
  for (const one of showing()) one.moves.zoom(way);
}

/** Has the pictures follow what is shown and highlighted. */
export function beginSavedNetworks() {
  page.draws = (ids) => Math.max(0, ...showing().map((one) => ids.filter(one.there).length));
  onView((view) => {
    for (const { width, one } of pictures) {
      one.show(view.network[width]);
      one.paint(page.state);
      find(document, `.drawn[data-width="${width}"]`).textContent = view.network[width].drawn ?? "";
    }
  });
  onPaint((state) => {
    for (const { one } of pictures) one.paint(state);
  });
}
