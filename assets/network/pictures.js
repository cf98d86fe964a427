// @ts-check
// The network's places on the page, of which one shows at a time: begun, and asked by the rest of the page.
import { all } from "../app/elements/dom.js";
import { page } from "../app/state/page.js";
import { followKeyboard } from "./keyboard.js";
import { PicturePlace } from "./place.js";

let places = /** @type {PicturePlace[]} */ ([]);
const showing = () => places.filter((one) => one.isShown);

/** "in", "out" or "fit", for the picture that is showing. @param {string} way */
export function zoomNetwork(way) {
  for (const one of showing()) one.zoom(way);
}

/** Has the networks follow what is shown and highlighted. */
export function beginNetworks() {
  places = all(document, "#network .picture").map((place) => new PicturePlace(place));
  for (const one of places) one.begin();
  document.addEventListener("focusin", followKeyboard);
  document.addEventListener("pointerdown", followKeyboard);
  page.networkLine = () => showing()[0]?.line() ?? "";
  page.picked = () => (showing().length ? showing()[0].picked() : undefined);
}
