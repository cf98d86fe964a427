// @ts-check
// The network under the reader's hand: pan, zoom, pinch, arrow keys. One layer is moved; nothing is drawn anew.
import { closest, find } from "../app/elements/dom.js";
import { say } from "../app/state/page.js";
import { nearestThatWay } from "./geometry.js";

/** @import { Moves, NodesInHand, Point, Sight } from "./types.d.ts" */

const NEAR = 0.25, FAR = 6, STEP = 1.3, DRAG_FROM = 4;
const REST = 140; // ms after the last step of a wheel or pinch, when the picture is drawn sharp again
const WAYS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });

/** Lets an SVG be moved, with the nodes in `hand`. @param {SVGSVGElement} svg @param {NodesInHand} hand @returns {Moves} */
export function networkMoves(svg, hand) {
  const layer = /** @type {SVGElement} */ (find(svg, ".moving"));
  let view = /** @type {Sight} */ ({ x: 0, y: 0, k: 1 }); // in the picture's own units
  let drawn = view, resting = 0, glance = /** @type {ReturnType<typeof boxOf> | null} */ (null);

  function look(/** @type {Sight} */ next) {
    rest();
    view = drawn = next;
    layer.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.k})`;
  }

  /** Shows a view by stretching what is drawn already; it is drawn when the gesture rests. */
  function peek(/** @type {Sight} */ next) {
    if (!glance) {
      glance = boxOf();
      svg.style.willChange = "transform";
    }
    view = next;
    const k = view.k / drawn.k, px = 1 / glance.scale;
    svg.style.transform = `translate(${(view.x - drawn.x * k) * px}px, ${(view.y - drawn.y * k) * px}px) scale(${k})`;
    clearTimeout(resting);
    resting = setTimeout(() => look(view), REST);
  }

  function rest() {
    clearTimeout(resting);
    if (!glance) return;
    glance = null;
    svg.style.transform = svg.style.willChange = "";
  }

  /** Where the picture stands, in px, and its own units in one of them; it is fitted into the middle of its place. */
  function boxOf() {
    const { left, top, width, height } = svg.getBoundingClientRect(), { width: w, height: h } = svg.viewBox.baseVal;
    const scale = Math.max(w / width, h / height);
    return { left: left + scrollX + (width - w / scale) / 2, top: top + scrollY + (height - h / scale) / 2, scale };
  }

  /** The pointer's place in the picture's own units. */
  function unit(/** @type {MouseEvent} */ event) {
    const { left, top, scale } = glance || boxOf();
    return { x: (event.pageX - left) * scale, y: (event.pageY - top) * scale };
  }

  function zoomAt(/** @type {Point} */ point, /** @type {number} */ factor, show = look) {
    const k = Math.min(Math.max(view.k * factor, NEAR), FAR);
    show({ k, x: point.x - (point.x - view.x) * (k / view.k), y: point.y - (point.y - view.y) * (k / view.k) });
  }

  function zoom(/** @type {string} */ way) {
    const box = svg.viewBox.baseVal;
    if (way === "fit") look({ x: 0, y: 0, k: 1 });
    else zoomAt({ x: box.width / 2, y: box.height / 2 }, way === "in" ? STEP : 1 / STEP);
  }

  // Pointers: a mouse drags the picture; two fingers pinch and pan; one finger scrolls the page.
  const pointers = /** @type {Map<number, Point>} */ (new Map());
  let drag = /** @type {{ from: Point, view: Sight, far: boolean } | null} */ (null);
  let pinch = /** @type {ReturnType<typeof spread> | null} */ (null), justDragged = false;

  function spread() {
    const [p, q] = [...pointers.values()];
    return { mid: { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 }, gap: Math.hypot(p.x - q.x, p.y - q.y) || 1 };
  }

  svg.addEventListener("pointerdown", (event) => {
    pointers.set(event.pointerId, unit(event));
    if (pointers.size === 2) {
      drag = null;
      pinch = spread();
    } else if (event.pointerType !== "touch" && event.button === 0) {
      drag = { from: unit(event), view: { ...view }, far: false };
    }
  });

  svg.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId)) return;
    const now = unit(event);
    pointers.set(event.pointerId, now);
    if (pinch && pointers.size === 2) {
      const next = spread();
      view = { ...view, x: view.x + next.mid.x - pinch.mid.x, y: view.y + next.mid.y - pinch.mid.y };
      zoomAt(next.mid, next.gap / pinch.gap, peek);
      pinch = next;
    } else if (drag) {
      const dx = now.x - drag.from.x, dy = now.y - drag.from.y;
      if (!drag.far && Math.hypot(dx, dy) < DRAG_FROM) return;
      if (!drag.far) {
        drag.far = true;
        svg.setPointerCapture(event.pointerId);
        svg.classList.add("dragging");
      }
      look({ ...view, x: drag.view.x + dx, y: drag.view.y + dy });
    }
  });

  function release(/** @type {PointerEvent} */ event) {
    pointers.delete(event.pointerId);
    justDragged = Boolean(drag?.far);
    drag = null;
    if (pointers.size < 2) pinch = null;
    svg.classList.remove("dragging");
  }
  svg.addEventListener("pointerup", release);
  svg.addEventListener("pointercancel", release);

  svg.addEventListener("click", (event) => {
    if (justDragged) justDragged = false;
    else if (event.target instanceof Element) hand.pick(event.target, event.shiftKey);
  });

  // The page scrolls under the wheel; with Ctrl (and a trackpad's pinch) the picture zooms.
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomAt(unit(event), Math.exp(-event.deltaY / 200), peek);
  }, { passive: false });

  // Keyboard: one stop for all nodes; arrows go to the nearest node that way.
  let stopped = /** @type {string | null} */ (null);

  /** Where Tab enters: a node, or with null the one before, else the first that is shown. */
  function stop(/** @type {string | null} */ id) {
    const held = id || stopped;
    const next = held && hand.element(held) && hand.there(held) ? held : hand.first();
    if (next === stopped) return;
    if (stopped) hand.element(stopped)?.setAttribute("tabindex", "-1");
    stopped = next;
    if (next) hand.element(next)?.setAttribute("tabindex", "0");
  }

  svg.addEventListener("keydown", (event) => {
    const held = closest(event.target, ".node, [role='button']");
    if (!held || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key], from = hand.places.get(held.dataset.id ?? "");
    if (way && from) {
      const next = nearestThatWay(hand.places, from, way, hand.there);
      if (next) { stop(next); hand.element(next)?.focus(); } else say("Nothing further that way.");
    } else if (event.key === "Enter" || event.key === " ") hand.pick(held);
    else if (event.key === "+" || event.key === "=") zoom("in");
    else if (event.key === "-") zoom("out");
    else if (event.key === "0") zoom("fit");
    else return;
    event.preventDefault();
  });
  svg.addEventListener("focusin", (event) => {
    const node = closest(event.target, ".node");
    if (node) stop(node.dataset.id ?? null);
  });
  svg.setAttribute("tabindex", "-1"); // a listener for focus alone would make the whole picture a stop of its own

  return { zoom, look, stop, view: () => view };
}
