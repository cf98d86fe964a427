// @ts-check
// How a picture of the network is moved and enlarged: one layer of it is, and nothing is drawn anew.
import { find } from "../app/elements/dom.js";

/** @import { Point, Sight } from "./types.d.ts" */

const NEAR = 0.25, FAR = 6, STEP = 1.3;
const REST = 140; // ms after the last step of a wheel or pinch, when the picture is drawn sharp again

/** What is seen of an SVG, in the picture's own units. */
export class Camera {
  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.svg = svg;
    this.layer = /** @type {SVGElement} */ (find(svg, ".moving"));
    this.view = /** @type {Sight} */ ({ x: 0, y: 0, k: 1 });
    this.drawn = this.view; // of which `view` is stretched while a gesture lasts
    this.glance = /** @type {ReturnType<typeof boxOf> | null} */ (null); // where the picture stands, as long as that
    this.resting = 0;
  }

  look(/** @type {Sight} */ next) {
    this.rest();
    this.view = this.drawn = next;
    this.layer.style.transform = `translate(${next.x}px, ${next.y}px) scale(${next.k})`;
  }

  /** Shows a view by stretching what is drawn already; it is drawn when the gesture rests. */
  peek(/** @type {Sight} */ next) {
    const { svg, drawn } = this;
    if (!this.glance) {
      this.glance = boxOf(svg);
      svg.style.willChange = "transform";
    }
    this.view = next;
    const k = next.k / drawn.k, px = 1 / this.glance.scale;
    svg.style.transform = `translate(${(next.x - drawn.x * k) * px}px, ${(next.y - drawn.y * k) * px}px) scale(${k})`;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.look(this.view), REST);
  }

  rest() {
    clearTimeout(this.resting);
    if (!this.glance) return;
    this.glance = null;
    this.svg.style.transform = this.svg.style.willChange = "";
  }

  /** The pointer's place in the picture's own units. */
  unit(/** @type {MouseEvent} */ event) {
    const { left, top, scale } = this.glance || boxOf(this.svg);
    return { x: (event.pageX - left) * scale, y: (event.pageY - top) * scale };
  }

  /** What is seen so many times larger, a point of it standing still.
   *  @param {Point} point @param {number} factor @param {Sight} [from] @returns {Sight} */
  around(point, factor, from = this.view) {
    const k = Math.min(Math.max(from.k * factor, NEAR), FAR);
    return { k, x: point.x - (point.x - from.x) * (k / from.k), y: point.y - (point.y - from.y) * (k / from.k) };
  }

  /** "in", "out" or "fit". @param {string} way */
  zoom(way) {
    const box = this.svg.viewBox.baseVal;
    if (way === "fit") this.look({ x: 0, y: 0, k: 1 });
    else this.look(this.around({ x: box.width / 2, y: box.height / 2 }, way === "in" ? STEP : 1 / STEP));
  }
}

/** Where a picture stands, in px, and its own units in one of them; it is fitted into the middle of its place. @param {SVGSVGElement} svg */
function boxOf(svg) {
  const { left, top, width, height } = svg.getBoundingClientRect(), { width: w, height: h } = svg.viewBox.baseVal;
  const scale = Math.max(w / width, h / height);
  return { left: left + scrollX + (width - w / scale) / 2, top: top + scrollY + (height - h / scale) / 2, scale };
}
