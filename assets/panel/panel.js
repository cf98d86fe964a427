// @ts-check
// What the reader does in the panel besides picking a record: follows a link to another state of the page, walks a tour by
// keys, opens and closes the parts of a record. The fields that ask on from a record stand in its head: Dash draws the head,
// so they are put there once it is drawn.
import { all, byId, closest, find, holds } from "../app/elements/dom.js";
import { goTo } from "../app/state/address.js";
import { page } from "../app/state/page.js";
import { sayPicked } from "../app/state/views.js";
import { markCompared } from "./compared.js";

const TYPED = "input, textarea, select, [contenteditable]";
const OPEN = "dialog[open], details.help[open], details.export[open], details.chooser[open], .found:not([hidden])";

const region = byId("details");
let told = ""; // what the panel told last: a record, a comparison or a step

/** Follows a link that leads to a state of the page. @param {HTMLAnchorElement} link */
function follow(link) {
  page.leaving(link);
  goTo(link.dataset.view ?? "").then(sayPicked);
}

function clicked(/** @type {MouseEvent} */ event) {
  const link = /** @type {HTMLAnchorElement | null} */ (closest(event.target, "a[data-view]"));
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  follow(link);
}

/** The part of the panel that is to be read; what the server sent gives way to what Dash draws. */
const shown = () => /** @type {HTMLElement | undefined} */ (all(region, ".told:not([hidden])").pop());

/** Walks the tour whose card is shown: on, back, away. */
function pressed(/** @type {KeyboardEvent} */ event) {
  const way = { ArrowRight: ".tour-next", ArrowLeft: ".tour-previous", Escape: ".tour-leave" }[event.key];
  const card = shown()?.querySelector(".tour-card");
  if (!way || !card || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const inPanel = event.target === document.body || holds(region, event.target);
  if (event.key === "Escape" && document.querySelector("#working-line.says")) return; // it is stopped first
  if (closest(event.target, TYPED) || document.querySelector(OPEN) || (event.key !== "Escape" && !inPanel)) return;
  const link = /** @type {HTMLAnchorElement | null} */ (card.querySelector(way));
  if (!link) return;
  event.preventDefault();
  follow(link);
}

// --- what Dash has drawn

/** Puts the fields that ask on into the head of what is told; where it has no place for them, they wait unseen. */
function placeFields(/** @type {HTMLElement} */ ask) {
  const place = shown()?.querySelector(".ask-place") ?? region;
  if (ask.hidden !== (place === region)) ask.hidden = !ask.hidden; // written only where it changes: that is watched
  if (ask.parentElement === place) return;
  const focused = holds(ask, document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  place.append(ask);
  focused?.focus({ preventScroll: true });
}

/** What the panel tells now, in a word of its own. */
function tells() {
  const part = shown(), heading = part?.querySelector(".tour-heading, .record-title");
  const of = /** @type {HTMLElement | null} */ (part?.querySelector("[data-of]"))?.dataset.of;
  return `${of} ${heading?.textContent}`;
}

/** Where something else is told, its parts stand as they do at first, and it is read from its top. */
function begin() {
  if (told === tells()) return;
  told = tells();
  for (const part of /** @type {HTMLDetailsElement[]} */ (all(region, "details.section"))) part.open = part.dataset.open !== undefined;
  region.scrollTop = 0;
  markCompared(shown());
}

/** Makes the panel alive. */
export function beginPanel() {
  const ask = find(region, ".ask");
  region.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed, true);
  const settle = () => {
    placeFields(ask);
    begin();
  };
  new MutationObserver(settle).observe(region, { subtree: true, childList: true, characterData: true, attributeFilter: ["data-of", "hidden"] });
  settle();
}
