// @ts-check
// The only door into the modules from outside: what Dash calls, and what tests and measurements may see and do. Dash finds
// its functions by name in `window.dash_clientside`.
import { take } from "../timeline/timeline.js";
import { now } from "../timeline/picture/now.js";
import { showUnits, zoomTimeline } from "../timeline/input/zoom.js";
import { page } from "./state/page.js";

/**
 * Opens it. `look()` tells what the page shows now and may be read only; `more()` is what one of the two pages adds to it.
 * `go`, `select`, `zoom` are what a reader does; `show` and `take` draw a stretch of the axis, and another payload.
 * @param {() => Record<string, unknown>} more @param {Record<string, unknown>} [own]
 */
export function openDoor(more, own = {}) {
  const look = () => ({ view: page.view, state: page.state, link: page.link(), tiesOf: page.tiesOf, timeline: now, ...more() });
  const acts = { go: page.go, select: page.select, zoom: zoomTimeline, show: showUnits, take };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { explorer: { look, ...acts, ...own } });
}
