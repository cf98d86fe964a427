// @ts-check
// What the reader can click and press anywhere on the page: names of records, buttons that say where they lead, keys.
import { all, byId, closest, find, holds, keep, kept } from "../app/elements/dom.js";
import { page } from "../app/state/page.js";
import { giveUp, sayPicked } from "../app/state/views.js";
import { zoomNetwork } from "../network/pictures.js";
import { glanceOnce } from "../timeline/input/glance.js";
import { zoomTimeline } from "../timeline/input/zoom.js";
import { maximize, shrink } from "../workspace/panes.js";

const OVER = "#working-line, #server-line"; // lines over the page

const MENUS = "details.export[open], details.help[open], details.chooser[open]";
const PLACES = /** @type {Record<string, string>} */ ({ t: "timeline", n: "network", r: "details" });
const ROUND = ["search-field", "timeline", "splitter", "network", "details"]; // where F6 leads, in turn
const TYPED = "input:not([type=radio], [type=checkbox], [type=range]), textarea, select";

const OFF = "explorer-single-keys-off";

/** The box that switches the keys of one letter off, for who dictates or whose hands slip; kept in this browser only. */
function singleKeys() {
  const box = /** @type {HTMLInputElement} */ (byId("single-keys"));
  box.checked = !kept(OFF, "localStorage");
  box.addEventListener("change", () => keep(OFF, box.checked ? "" : "yes", "localStorage"));
  return box;
}

/** Listens to the page. `step(by)` goes so many changes on. @param {(by: number) => unknown} step */
export function beginClicksAndKeys(step) {
  const single = singleKeys();
  document.addEventListener("click", (event) => {
    const link = closest(event.target, "a[data-id]");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      page.leaving(link);
      page.select(link.dataset.id ?? "").then(sayPicked);
    }
    const button = closest(event.target, "button");
    if (button) press(button);
    if (closest(event.target, OVER)) return; // a menu stays open, and with it what has the keyboard there
    for (const menu of /** @type {HTMLDetailsElement[]} */ (all(document, MENUS))) if (!holds(menu, event.target)) menu.open = false;
  });

  function press(/** @type {HTMLElement} */ button) {
    const { go, step: by, zoom, picture } = button.dataset;
    if (go !== undefined) {
      const standing = button.closest("#shown, #empty, .told");
      page.go(Object.fromEntries(new URLSearchParams(go)));
      if (standing) byId("timeline").focus({ preventScroll: true }); // the button goes with what it ends
    } else if (by) step(Number(by));
    else if (zoom && picture === "timeline") zoomTimeline(zoom, undefined, glanceOnce);
    else if (zoom) zoomNetwork(zoom);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = closest(event.target, TYPED);
    if (event.key === "Escape") leave();
    else if (event.key === "F6") turn(event.shiftKey ? -1 : 1);
    else if (typing || (event.key.length === 1 && !single.checked)) return;
    else if (event.key === "/") {
      event.preventDefault();
      byId("search-field").focus();
    } else if (event.key === "?") toggleHelp();
    else if (event.key === "[") step(-1);
    else if (event.key === "]") step(1);
    else if (event.key in PLACES) goTo(PLACES[event.key]);
    else if (event.key === "m") maximize(document.documentElement.dataset.max ? "" : closest(event.target, "#network") ? "network" : "timeline");
    else return;
    event.preventDefault();
  });
}

let left = /** @type {Element | null} */ (null); // where the keyboard was before it went to the record

/** Where the keyboard goes on: in a picture from the mark it stood on last, else at its beginning; from the record back to
 *  where it came from. */
function goTo(/** @type {string} */ id) {
  const place = byId(id), here = document.activeElement;
  if (id === "details" && holds(place, here)) {
    const back = left?.isConnected && left !== document.body ? left : byId("timeline").querySelector("svg [tabindex='0']");
    return /** @type {SVGElement | null} */ (back)?.focus({ preventScroll: true });
  }
  if (id === "details") left = here;
  const stop = id === "details" ? all(place, ".told:not([hidden]) .record-title").pop() : place.querySelector("svg [tabindex='0']");
  /** @type {HTMLElement} */ (stop ?? place).focus({ preventScroll: true });
}

function turn(/** @type {number} */ by) {
  const at = ROUND.findIndex((id) => holds(byId(id), document.activeElement));
  goTo(ROUND[(at + by + ROUND.length) % ROUND.length]);
}

/** Closes what is open; where nothing is, gives up what is still being worked out, else clears the selection. */
function leave() {
  const open = /** @type {HTMLDetailsElement | null} */ (document.querySelector(MENUS));
  if (!open) return giveUp() || shrink() || page.select("");
  open.open = false;
  find(open, "summary").focus();
}

function toggleHelp() {
  const help = /** @type {HTMLDetailsElement} */ (find(document, "details.help"));
  help.open = !help.open;
  find(help, "summary").focus();
}
