// @ts-check
// The details in a page that was saved as one file: they stand in it as markup.
import { asText, fetched } from "../app/asking/transport.js";
import { byId, find, holds } from "../app/elements/dom.js";
import { query } from "../app/state/address.js";
import { page } from "../app/state/page.js";
import { markCompared } from "../panel/compared.js";

let told = "", left = false; // what stands there; whether a link in it was followed

/** Shows the details of what is picked; where the keyboard was in those before, it goes on from the heading. */
async function tell() {
  const text = await fetched("details?" + query(), asText), region = byId("details-first");
  const inside = holds(region, document.activeElement);
  if (text !== told) region.innerHTML = text; // markup that Python has escaped
  told = text;
  markCompared(region);
  if ((inside || left) && !holds(region, document.activeElement)) find(region, ".record-title")?.focus();
  left = false;
}

/** Begins to keep the details up with what is picked. */
export function beginSavedDetails() {
  page.tell = tell;
  page.leaving = (link) => { left = link.closest("#details") !== null; };
}
