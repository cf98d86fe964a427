// @ts-check
// Before the page goes to paper: what is folded is unfolded, the timeline is drawn whole and for the width of a sheet, so
// that its words can be read there, the network is the one that the screen shows, and the link to this very view is written below.
import { data } from "../app/asking/landscape.js";
import { all, find, make } from "../app/elements/dom.js";
import { query } from "../app/state/address.js";
import { page } from "../app/state/page.js";
import { isOwnHost } from "../app/text/words.js";
import { draw } from "../timeline/picture/drawing.js";
import { now } from "../timeline/picture/now.js";

const SHEET = 940; // px: drawn so wide, words are a little smaller on A4 and Letter than on screen
const SQUARE = 1.15; // a picture at most so much higher than wide goes on the first sheet, below the title

/** Makes the page ready for paper whenever it is printed. */
export function beginPrint() {
  const link = make("p", "printed");
  find(document, "footer").append(link);
  let unfolded = /** @type {HTMLDetailsElement[]} */ ([]), zoomed = [0, 1000];

  addEventListener("beforeprint", () => {
    link.textContent = "This view: " + (isOwnHost(location.hostname) ? `Policy Landscape Explorer · ${data.id}?${query()}` : page.link());
    unfolded = all(document, "#details details:not([open])");
    for (const part of unfolded) part.open = true;
    for (const picture of all(document, "#network .picture")) picture.classList.toggle("on-paper", picture.offsetParent !== null);
    zoomed = [now.from, now.to];
    timelineAt(SHEET, 0, 1000);
  });
  addEventListener("afterprint", () => {
    for (const part of unfolded) part.open = false;
    unfolded = [];
    timelineAt(0, zoomed[0], zoomed[1]);
  });
}

function timelineAt(/** @type {number} */ printed, /** @type {number} */ from, /** @type {number} */ to) {
  now.printed = printed;
  if (!now.frame) return;
  [now.from, now.to] = [from, to];
  draw();
  const { width: wide, height: high } = now.svg.viewBox.baseVal;
  now.svg.classList.toggle("on-first-sheet", high < wide * SQUARE);
}
