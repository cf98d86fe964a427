// @ts-check
// The stretch in view is a part of the address: every zoom and pan is an entry to go back from, and a link carries it.
import { go, part, restate } from "../../app/state/address.js";
import { onAddress } from "../../app/state/views.js";
import { hooks, now } from "../picture/now.js";
import { unitsOf, writtenStretch } from "../places/stretch_days.js";
import { revealPicked, showUnits } from "./zoom.js";

let said = ""; // what the address says of what is drawn
let reading = false;

/** Writes what the reader moved to; where the view came to what was picked, into the entry of the pick. */
function write(/** @type {boolean} */ own) {
  if (reading) return;
  said = writtenStretch(now.whole, now.from, now.to);
  if (own) go({ zoom: said }, { gesture: "zoom" });
  else restate({ zoom: said });
}

/** Shows what the address says, where that is something else. */
function read() {
  const text = part("zoom");
  if (text === said || !now.meta) return;
  said = text;
  reading = true;
  showUnits(...unitsOf(now.whole, text));
  revealPicked();
  reading = false;
}

/** Keeps the address and the picture together. */
export function beginZoomAddress() {
  hooks.moved.push(write);
  hooks.axis.push(() => { said = ""; read(); });
  onAddress(read);
  read();
}
