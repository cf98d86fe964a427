// @ts-check
// What of the first screen shows: one picture with the whole height, or in a small window one part at a time with the record
// as a sheet over the picture.
import { all, byId, closest, find, holds } from "../app/elements/dom.js";
import { go, part } from "../app/state/address.js";
import { afterPaint, onPaint, page } from "../app/state/page.js";
import { onAddress } from "../app/state/views.js";

const SMALL = matchMedia("(max-width: 1023.98px), (max-height: 599.98px)");
const LOW = matchMedia("(max-height: 599.98px)");
const root = document.documentElement;
const buttons = all(document, ".maximize"), tabs = all(document, ".tabs button");

/** Gives a picture the whole height, or with "" both theirs; the address says so. @param {string} picture */
export const maximize = (picture) => go({ pane: picture });

/** Shows what the address says. */
function show() {
  const picture = part("pane");
  if ((root.dataset.max ?? "") === picture) return;
  if (picture) root.dataset.max = picture;
  else delete root.dataset.max;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.maximize === picture));
  dispatchEvent(new Event("resize"));
}

/** Whether a picture had the whole height, which it gives back. */
export function shrink() {
  const had = root.dataset.max !== undefined;
  if (had) maximize("");
  return had;
}

/** Shows a part of a small window. @param {string} id */
function turnTo(id) {
  root.dataset.tab = id;
  for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.tab === id));
  dispatchEvent(new Event("resize"));
}

const STOPS = ["head", "half", "full"];

/** Raises or lowers the sheet by so many stops. @param {number} by */
function move(by) {
  const at = STOPS.indexOf(root.dataset.sheet ?? "half");
  root.dataset.sheet = STOPS[Math.min(2, Math.max(0, at + by))];
}

function beginSheet() {
  const grabber = find(document, ".grabber");
  let from = 0, moved = false;
  grabber.addEventListener("pointerdown", (event) => {
    [from, moved] = [event.clientY, false];
    grabber.setPointerCapture(event.pointerId);
  });
  grabber.addEventListener("pointerup", (event) => {
    const by = event.clientY - from;
    moved = Math.abs(by) > 24;
    if (moved) move(by < 0 ? (by < -220 ? 2 : 1) : by > 220 ? -2 : -1);
  });
  grabber.addEventListener("click", () => { if (!moved) move(root.dataset.sheet === "full" ? -2 : 1); });
  grabber.addEventListener("keydown", (event) => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      move(event.key === "ArrowUp" ? 1 : -1);
    }
  });
}

/** In a low window what is picked stands above the sheet: the page scrolls where it does not. */
function clearOfTheSheet() {
  const mark = all(byId("timeline-graph"), ".tl-mark.sel, .tl-number:has(.sel)").find((one) => one.getClientRects().length);
  if (!mark || root.dataset.sheet === "full") return;
  const { top, bottom } = mark.getBoundingClientRect(), edge = byId("details").getBoundingClientRect().top;
  if (top < 0 || bottom > edge) scrollBy({ top: (top + bottom) / 2 - edge / 2 });
}

/** A pick is answered in sight: pictures and panel come into the window where they are not. */
function bringIntoSight() {
  if (SMALL.matches) {
    if (root.dataset.tab === "chronicle") turnTo("timeline");
    if (root.dataset.sheet !== "full") root.dataset.sheet = "half";
    if (LOW.matches) afterPaint().then(clearOfTheSheet);
  } else {
    const { top, bottom } = find(document, ".workspace").getBoundingClientRect();
    if (top < -80 || bottom > innerHeight + 80) scrollTo({ top: 0 });
  }
  byId("details").scrollTop = 0;
}

/** Makes them alive. */
export function beginPanes() {
  root.dataset.tab = root.dataset.tab ?? "timeline";
  beginSheet();
  onAddress(show);
  show();
  document.addEventListener("click", ({ target }) => {
    const button = closest(target, "[data-maximize]"), tab = closest(target, ".tabs button"), way = closest(target, "a[href^='#']");
    if (button) maximize(root.dataset.max === button.dataset.maximize ? "" : button.dataset.maximize ?? "");
    if (tab) turnTo(tab.dataset.tab ?? "timeline");
    const goal = way && document.getElementById(decodeURIComponent(way.getAttribute("href")?.slice(1) ?? ""));
    if (goal && SMALL.matches && !holds(byId("details"), goal)) turnTo(closest(goal, "#timeline, #network, #chronicle")?.id ?? "chronicle");
  });
  let before = page.state.focus;
  onPaint(({ focus }) => {
    if (focus !== before && focus) bringIntoSight();
    before = focus;
  });
}
