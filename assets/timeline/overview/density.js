// @ts-check
// The overview in time made adjustable: dragging over it chooses from when until when, its two ends are sliders.
// What it counts was drawn in Python (explorer/timeline/density.py); a new view brings new outlines. Places are percent.
import { all, byId, closest, find, setAll } from "../../app/elements/dom.js";
import { go, part } from "../../app/state/address.js";
import { onView } from "../../app/state/page.js";
import { onAddress } from "../../app/state/views.js";
import { dayInWords, dayNumber, dayOf } from "../../app/text/words.js";
import { edgeAt, pulled, stepped } from "./time_window.js";

/** @import { Pull } from "./time_window.js" */
/** @import { View } from "../../app/types.d.ts" */

const SLACK = 4; // px that a press may wander and still be no drag
const HIT = 24; // px: how wide a handle is to the pointer

/** Makes the overview adjustable, where the page has one. */
export function beginDensity() {
  const host = byId("density"), strip = /** @type {SVGElement | null} */ (host?.querySelector(".dn-strip"));
  if (strip) new Overview(host, strip).begin();
}

/** The overview: the periods that it counts in, the window over them and what is done to that. */
class Overview {
  /** @param {HTMLElement} host @param {SVGElement} strip */
  constructor(host, strip) {
    this.strip = strip;
    this.whole = find(host, ".dn-whole");
    this.handles = ["from", "until"].map((end) => this.inStrip(`.dn-handle[data-end=${end}]`));
    this.days = (strip.dataset.days ?? "").split(","); // where periods begin, and the day after the last
    this.last = this.days.length - 1;
    this.start = dayNumber(this.days[0]);
    this.length = dayNumber(this.days[this.last]) - this.start;
    this.edges = this.days.map((iso) => ((dayNumber(iso) - this.start) / this.length) * 100);
    this.shown = /** @type {[number, number]} */ ([0, this.last]); // edges of the window that is drawn
    this.pull = /** @type {Pull & { x: number, moved: boolean } | null} */ (null);
  }

  begin() {
    const { strip, handles: [from, until] } = this;
    for (const [handle, name] of /** @type {[SVGElement, string][]} */ ([[from, "Shown from"], [until, "Shown until"]])) {
      setAll(handle, { role: "slider", tabindex: "0", "aria-label": name });
      find(handle, ".dn-hit").setAttribute("transform", `translate(${-HIT / 2} 0)`);
    }
    strip.classList.add("alive");
    strip.addEventListener("pointerdown", (event) => this.grasp(event));
    strip.addEventListener("pointermove", (event) => this.drag(event));
    for (const kind of ["pointerup", "pointercancel"]) strip.addEventListener(kind, () => this.release());
    strip.addEventListener("dblclick", () => this.clear());
    strip.addEventListener("keydown", (event) => this.step(event));
    this.whole.addEventListener("click", () => this.clear());
    onAddress(() => { if (!this.pull) this.show(); });
    onView((view) => this.paint(view));
    this.show();
  }

  inStrip(/** @type {string} */ selector) {
    return /** @type {SVGElement} */ (find(this.strip, selector));
  }

  // --- from the address

  percent(/** @type {number} */ day) {
    return Math.min(100, Math.max(0, ((day - this.start) / this.length) * 100));
  }

  /** Draws the window of the address: where it begins and ends by the day, whichever period that is in. */
  show() {
    const [since, to] = [part("from"), part("until")], { days, edges, last, whole } = this;
    const ends = [since ? this.percent(dayNumber(since)) : 0, to ? this.percent(dayNumber(to) + 1) : 100];
    const shown = /** @type {[number, number]} */ ([edgeAt(edges, ends[0]), edgeAt(edges, ends[1])]);
    this.shown = shown;
    const narrowed = Boolean(since || to);
    const between = { x: share(ends[0]), width: share(Math.max(0, ends[1] - ends[0])) };
    for (const part of [".dn-window", ".dn-back"]) setAll(this.inStrip(part), between);
    this.handles.forEach((handle, i) => {
      for (const rect of all(handle, "rect")) rect.setAttribute("x", share(ends[i]));
      const day = i ? to || dayOf(dayNumber(days[last]) - 1) : since || days[0];
      const limits = i ? [shown[0] + 1, last] : [0, shown[1] - 1];
      setAll(handle, { "aria-valuemin": limits[0], "aria-valuemax": limits[1], "aria-valuenow": shown[i], "aria-valuetext": dayInWords(day) });
    });
    this.strip.classList.toggle("narrowed", narrowed);
    if (!narrowed && document.activeElement === whole) this.handles[1].focus();
    whole.hidden = !narrowed;
  }

  paint(/** @type {View} */ { density }) {
    if (density) {
      all(this.strip, ".dn-bars .dn-lane").forEach((path, lane) => { path.setAttribute("d", density.lanes[lane]); });
      setAll(this.inStrip(".dn-asof"), { x1: density.asOf + "%", x2: density.asOf + "%" });
    }
    if (!this.pull) this.show();
  }

  // --- into the address

  /** Shows from one edge to another, where it is another; an end of the whole time is no limit. */
  choose(/** @type {[number, number]} */ [first, end]) {
    if (first === this.shown[0] && end === this.shown[1]) return;
    const { days, last } = this;
    go({ from: first > 0 ? days[first] : "", until: end < last ? dayOf(dayNumber(days[end]) - 1) : "" }, { gesture: "window" });
    this.show();
  }

  clear() {
    go({ from: "", until: "" });
    this.show();
  }

  // --- pointer and keyboard

  shareAt(/** @type {PointerEvent} */ event) {
    const { left, width } = this.strip.getBoundingClientRect();
    return ((event.clientX - left) / width) * 100;
  }

  grasp(/** @type {PointerEvent} */ event) {
    if (event.button !== 0) return;
    const at = this.shareAt(event), { edges, shown } = this;
    const end = closest(event.target, ".dn-handle")?.dataset.end;
    const inside = this.strip.classList.contains("narrowed") && at > edges[shown[0]] && at < edges[shown[1]];
    this.pull = { way: end ?? (inside ? "move" : "new"), x: event.clientX, edge: edgeAt(edges, at), ends: shown, moved: false };
  }

  drag(/** @type {PointerEvent} */ event) {
    const { pull } = this;
    if (!pull || (!pull.moved && Math.abs(event.clientX - pull.x) <= SLACK)) return;
    if (!pull.moved) this.strip.setPointerCapture(event.pointerId);
    this.choose(pulled(pull, edgeAt(this.edges, this.shareAt(event)), this.last));
    pull.moved = true;
  }

  release() {
    this.pull = null;
    this.show();
  }

  step(/** @type {KeyboardEvent} */ event) {
    const handle = closest(event.target, ".dn-handle");
    const ends = handle && stepped(this.shown, handle.dataset.end === "from", event.key, this.last);
    if (!ends || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.choose(ends);
  }
}

const share = (/** @type {number} */ value) => value.toFixed(2) + "%";
