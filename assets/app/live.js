// @ts-check
// What the files have become since this page was opened, where its server watches them. An open page asks a few bytes now
// and then, while it is looked at. A new state is shown by itself to whoever serves the page to himself, where nothing of
// what he is doing would be lost; else a line offers it. Either way the page is opened anew at its address, and what was in
// sight stands where it stood.
import { data } from "./asking/landscape.js";
import { offerNew, stateNow, whenNewIsWanted } from "./asking/server.js";
import { byId, holds, keep, kept } from "./elements/dom.js";
import { partsAgain, partsNow } from "./elements/left_open.js";
import { isHeld } from "./state/history.js";
import { afterPaint, say } from "./state/page.js";

/** @typedef {{ hash: string, at: number, y: number, panel: number, open: string[], shut: string[], focus: string }} Sight */

const SOON = 500, NOW_AND_THEN = 30_000; // ms from one question to the next: of one's own server, of another's
const AGAIN = 8000; // ms in which a state that has been opened is not opened once more: other processes may not have it yet
const KEY = "renewed";
const OWN = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
const BUSY = "dialog[open], details:is(.chooser, .help, .export)[open], #play-button[aria-pressed=true], [data-dragging], [role=listbox]:not([hidden]):not(:empty)";

/** Whether the reader is in the midst of something that a new page would end. */
function isBusy() {
  const at = document.activeElement;
  const typing = at instanceof HTMLInputElement && ["search", "text", "date"].includes(at.type) && at.value !== at.defaultValue;
  return isHeld() || typing || document.querySelector(BUSY) !== null || !(getSelection()?.isCollapsed ?? true);
}

/** Opens the page anew at its address, and has what is in sight stand where it stood. @param {string} hash */
function renew(hash) {
  const { activeElement: at } = document;
  const focus = at?.id ? `#${CSS.escape(at.id)}` : at instanceof Element && at.getAttribute("data-id") ? `[data-id="${CSS.escape(at.getAttribute("data-id") ?? "")}"]` : "";
  keep(KEY, JSON.stringify({ hash, at: Date.now(), y: scrollY, panel: byId("details").scrollTop, ...partsNow(), focus }));
  location.reload();
}

/** What was in sight before the page was opened anew; null where it was not. @returns {Sight | null} */
function before() {
  try { return JSON.parse(kept(KEY)); } catch { return null; }
}

function restore() {
  const sight = before();
  if (!sight || (sight.hash && sight.hash !== data.hash) || Date.now() - sight.at > AGAIN) return;
  const place = () => {
    partsAgain(sight);
    byId("details").scrollTop = sight.panel;
    scrollTo(0, sight.y);
  };
  place();
  afterPaint().then(() => {
    place();
    const at = sight.focus && document.activeElement === document.body ? document.querySelector(sight.focus) : null;
    if (at instanceof HTMLElement || at instanceof SVGElement) at.focus({ preventScroll: true });
    say("The files have changed; their new state is shown.");
  });
}

/** What is said of the files: markup that the server has escaped. @param {string} markup */
function tellOfFiles(markup) {
  const line = byId("files-line");
  if (line.dataset.said === markup) return;
  line.dataset.said = markup;
  if (holds(line, document.activeElement)) byId("details").focus({ preventScroll: true });
  line.innerHTML = markup;
}

/** Whether a state has been opened a moment ago. @param {string} hash */
function isTried(hash) {
  const last = before();
  return last !== null && last.hash === hash && Date.now() - last.at < AGAIN;
}

async function look() {
  const now = document.hidden ? null : await stateNow();
  if (!now) return;
  tellOfFiles(now.files);
  if (now.hash === data.hash || isTried(now.hash)) return;
  if (OWN && !isBusy()) renew(now.hash);
  else offerNew();
}

/** Asks from now on, where there is something to ask for. */
export function beginLive() {
  whenNewIsWanted(() => renew(""));
  if (!data.live) return;
  byId("files-line").dataset.said = byId("files-line").innerHTML;
  restore();
  const again = () => look().finally(() => setTimeout(again, OWN ? SOON : NOW_AND_THEN));
  setTimeout(again, OWN ? SOON : NOW_AND_THEN);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
}
