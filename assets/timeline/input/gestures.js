// @ts-check
// Pan and zoom of the timeline by pointer, wheel and fingers. While it is dragged the picture moves as it is, names and
// all; at rest it is placed anew. One finger scrolls the page: up and down are the browser's, sideways is ours.
import { all } from "../../app/elements/dom.js";
import { now } from "../picture/now.js";
import { allowedDrag, pinchedTo } from "../places/range.js";
import { glance } from "./glance.js";
import { scaleTimeline, showUnits } from "./zoom.js";

const SLACK = 4; // px that a press may wander and still be a click
const AHEAD = 0.9; // of a view that may be dragged before more is drawn; one view is drawn at both sides

let drag = /** @type {{ id: number, x: number, dx: number, moving: boolean } | null} */ (null);
let pinch = /** @type {{ apart: number, span: number, units: number } | null} */ (null);
const fingers = /** @type {Map<number, number>} */ (new Map());
let frame = 0;
let swallow = false; // the click that ends a drag

/** Listens to the picture's box. */
export function beginGestures() {
  const { box } = now;
  box.addEventListener("pointerdown", down);
  box.addEventListener("pointermove", move);
  box.addEventListener("pointerup", up);
  box.addEventListener("pointercancel", up);
  box.addEventListener("wheel", wheel, { passive: false });
  box.addEventListener("click", (event) => {
    if (swallow) event.stopImmediatePropagation();
    swallow = false;
  }, true);
}

const fit = () => now.to - now.from > 999;

/** The axis unit under the pointer. */
function unitsAt(/** @type {number} */ clientX) {
  const { frame: fr, svg } = now;
  return fr.from + (clientX - svg.getBoundingClientRect().left - fr.left) / fr.scale;
}

/** Runs once before the next frame, however often it is asked for. */
function soon(/** @type {() => void} */ act) {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(act);
}

// --- dragging

function down(/** @type {PointerEvent} */ event) {
  if (event.button !== 0 || !now.frame) return;
  swallow = false;
  fingers.set(event.pointerId, event.clientX);
  if (fingers.size === 2) return startPinch();
  if (fingers.size === 1 && !fit()) drag = { id: event.pointerId, x: event.clientX, dx: 0, moving: false };
}

function move(/** @type {PointerEvent} */ event) {
  if (!fingers.has(event.pointerId)) return;
  fingers.set(event.pointerId, event.clientX);
  if (pinch) return soon(pinched);
  if (!drag || drag.id !== event.pointerId) return;
  drag.dx = event.clientX - drag.x;
  if (!drag.moving && Math.abs(drag.dx) > SLACK) {
    drag.moving = true;
    now.box.setPointerCapture(event.pointerId);
    now.svg.classList.add("tl-moving");
  }
  if (drag.moving) soon(dragged);
}

/** The distance dragged, as far as the axis goes. */
const allowed = (/** @type {number} */ dx) => allowedDrag([now.from, now.to], now.frame.scale, dx);

function dragged() {
  if (!drag) return;
  const dx = allowed(drag.dx);
  if (Math.abs(dx) > AHEAD * now.frame.plot) {
    rest(dx);
    drag.x += dx;
    return;
  }
  shift(`translate(${Math.round(dx)}px, 0)`);
}

function shift(/** @type {string} */ transform) {
  for (const group of /** @type {SVGElement[]} */ (all(now.svg, ".tl-scroll"))) group.style.transform = transform;
}

/** Draws the picture where it was dragged to. */
function rest(/** @type {number} */ dx) {
  const { from, to, frame: fr } = now;
  shift("");
  if (dx) showUnits(from - dx / fr.scale, to - dx / fr.scale);
}

function up(/** @type {PointerEvent} */ event) {
  fingers.delete(event.pointerId);
  if (pinch && fingers.size < 2) pinch = null;
  if (!drag || drag.id !== event.pointerId) return;
  cancelAnimationFrame(frame);
  if (drag.moving) {
    swallow = event.type === "pointerup";
    now.svg.classList.remove("tl-moving");
    rest(allowed(drag.dx));
  }
  drag = null;
}

// --- two fingers and the wheel

const apartNow = () => {
  const [a, b] = [...fingers.values()];
  return { apart: Math.max(20, Math.abs(a - b)), middle: (a + b) / 2 };
};

function startPinch() {
  if (drag?.moving) rest(allowed(drag.dx));
  drag = null;
  const { apart, middle } = apartNow();
  pinch = { apart, span: now.to - now.from, units: unitsAt(middle) };
}

function pinched() {
  if (!pinch) return;
  const { apart, middle } = apartNow();
  const { frame: fr, svg } = now;
  glance(...pinchedTo(pinch, apart, (middle - svg.getBoundingClientRect().left - fr.left) / fr.plot));
}

let turned = 1;

function wheel(/** @type {WheelEvent} */ event) {
  if (!now.frame) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    turned *= Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.004);
    const units = unitsAt(event.clientX);
    soon(() => {
      scaleTimeline(turned, units, glance);
      turned = 1;
    });
  } else if (!fit() && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))) {
    event.preventDefault();
    const { from, to, frame: fr } = now;
    const by = (event.shiftKey && !event.deltaX ? event.deltaY : event.deltaX) / fr.scale;
    soon(() => showUnits(from + by, to + by));
  }
}
