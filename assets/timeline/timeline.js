// @ts-check
// The timeline: it shows every payload that comes with a view, for the real width and zoom. Python decides what is in it.
import { all, byId, find } from "../app/elements/dom.js";
import { onStretch } from "../app/elements/face.js";
import { later } from "../app/state/later.js";
import { onPaint, onRing, onView } from "../app/state/page.js";
import { viewComes } from "../app/state/views.js";
import { beginGestures } from "./input/gestures.js";
import { beginGlance } from "./input/glance.js";
import { beginInSight, showPicked } from "./input/in_sight.js";
import { beginNumbers } from "./input/numbers.js";
import { beginSelecting } from "./input/selecting.js";
import { draw, light, ring } from "./picture/drawing.js";
import { hold, hooks, now } from "./picture/now.js";
import { beginSummary } from "./picture/summary.js";
import { unpacked } from "./places/payload.js";

/** @import { TimelinePayload } from "../app/answers.d.ts" */
/** @import { Payload } from "./types.d.ts" */

const AWAITED = 300; // ms that a place of another size waits for a view that is on its way

let waiting = /** @type {TimelinePayload | null} */ (null); // a payload that came before there was room for it

// --- beginning

function attach() {
  const host = byId("timeline-graph");
  now.box = host.querySelector(".tl-box") || host.appendChild(Object.assign(document.createElement("div"), { className: "tl-box" }));
  const measured = () => {
    [now.width, now.height] = [now.box.clientWidth, now.box.clientHeight];
    return `${now.width} ${now.height}`;
  };
  const fill = () => {
    clearTimeout(resting);
    resting = 0;
    seen = measured();
    if (waiting) take(waiting);
    else if (now.meta && (now.frame.width !== now.width || now.frame.height !== now.height)) draw();
    else now.box.style.overflow = "";
  };
  const fresh = () => {
    if (document.documentElement.dataset.dragging !== undefined) return;
    const size = measured(), before = height;
    if (!now.width || (size === seen && !waiting)) return;
    height = now.height;
    if (now.svg && now.svg.clientHeight <= before) now.box.style.overflow = "hidden"; // no bar for a moment, which takes of the width
    seen = measured();
    later("timeline", () => { // the frame in which its place has another size is not held up
      if (!viewComes()) fill();
      else if (!resting) resting = setTimeout(fill, AWAITED); // drawn once, with what comes
    });
  };
  let resting = 0, height = now.box.clientHeight;
  let seen = measured();
  new ResizeObserver(fresh).observe(now.box);
  onStretch(() => { if (now.meta && now.width) later("timeline", draw); });
  new MutationObserver(fresh).observe(document.documentElement, { attributeFilter: ["data-dragging"] }); // released
  now.box.addEventListener("scroll", () => {
    now.scrolled = now.box.scrollTop;
    now.windows?.[2]?.style.setProperty("--scrolled", `${now.scrolled}px`);
  }, { passive: true });
}

const SEEN_ONLY = ".tl-paper, .tl-courses, .tl-labels, .tl-extents, .tl-lit, .tl-names, .tl-head"; // marks and numbers say it all

/** Puts an empty picture in the place of the one that was sent; its layers are filled by every draw. */
function beginPicture() {
  now.svg = blank();
  now.box.replaceChildren(now.svg);
  const group = (/** @type {string} */ selector) => /** @type {SVGElement} */ (find(now.svg, selector));
  now.layers = {
    paper: group(".tl-paper > .tl-scroll"), lanes: group(".tl-lanes"), scale: group(".tl-scale"),
    courses: group(".tl-courses"), cells: group(".tl-cells"), labels: group(".tl-labels"), extents: group(".tl-extents"),
    marks: group(".tl-marks"), names: group(".tl-names"), numbers: group(".tl-numbers"), lit: group(".tl-lit"),
  };
  now.windows = [".tl-paper", ".tl-plot", ".tl-head", ".tl-points"].map(group);
  now.box.classList.add("tl-ready");
  beginSelecting();
  beginGestures();
}

function blank() {
  const holder = document.createElement("div");
  const layers = (/** @type {string[]} */ ...names) => names.map((name) => `<g class="tl-${name}"></g>`).join("");
  const moving = (/** @type {string} */ name, /** @type {string} */ inside) => `<svg class="tl-${name}" y="0"><g class="tl-scroll">${inside}</g></svg>`;
  holder.innerHTML =
    `<svg class="timeline" role="group">${moving("paper", "")}<path class="tl-lanes"></path>` +
    `${moving("plot", layers("courses", "cells", "labels", "extents", "lit"))}${moving("points", layers("numbers", "marks"))}${layers("names")}` +
    `${moving("head", layers("scale"))}</svg>`;
  for (const words of all(holder, SEEN_ONLY)) words.setAttribute("aria-hidden", "true");
  return /** @type {SVGSVGElement} */ (find(holder, "svg"));
}

/** Shows another payload; zoom and pan stay as long as the axis does. @param {TimelinePayload} payload */
export function take(payload) {
  if (!now.width) {
    waiting = payload;
    return;
  }
  waiting = null;
  const before = now.meta, next = unpacked(payload);
  hold(next);
  now.whole = next;
  sayRest(next.rest);
  if (!now.svg) beginPicture();
  const other = !before || axisOf(before) !== axisOf(next);
  if (before && other) [now.from, now.to] = [0, 1000];
  draw();
  if (other) for (const act of hooks.axis) act();
}

/** What has no band of its own, under the picture. */
function sayRest(/** @type {string} */ rest) {
  const line = /** @type {HTMLElement | null} */ (now.box.parentElement?.querySelector(".tl-rest"));
  if (!line) return;
  line.hidden = !rest;
  if (line.textContent !== rest) line.textContent = rest;
}

const axisOf = (/** @type {Payload} */ meta) => JSON.stringify([meta.axis, meta.segments.map(({ first, last, x0, x1 }) => [first, last, x0, x1])]);

/** Makes the timeline alive. */
export function beginTimeline() {
  attach();
  beginGlance();
  beginNumbers();
  beginSummary();
  beginInSight();
  onRing(ring);
  onPaint((state) => { // what is selected is in view
    light(state);
    showPicked(state);
  });
  onView((view) => { if (view.timeline) take(view.timeline); });
}
