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
  if (strip) adjustable(host, strip);
}

function adjustable(/** @type {HTMLElement} */ host, /** @type {SVGElement} */ strip) {
  const days = (strip.dataset.days ?? "").split(","); // where periods begin, and the day after the last
  const last = days.length - 1;
  const inStrip = (/** @type {string} */ selector) => /** @type {SVGElement} */ (find(strip, selector));
  const [from, until] = ["from", "until"].map((end) => inStrip(`.dn-handle[data-end=${end}]`));
  const whole = find(host, ".dn-whole");
  const start = dayNumber(days[0]), length = dayNumber(days[last]) - start;
  const edges = days.map((iso) => ((dayNumber(iso) - start) / length) * 100);
  let drag = /** @type {Pull & { x: number, moved: boolean } | null} */ (null);
  let shown = /** @type {[number, number]} */ ([0, last]); // edges of the window that is drawn

  // --- from the address

  const percent = (/** @type {number} */ day) => Math.min(100, Math.max(0, ((day - start) / length) * 100));

  /** Draws the window of the address: where it begins and ends by the day, whichever period that is in. */
  function show() {
    const [since, to] = [part("from"), part("until")];
    const ends = [since ? percent(dayNumber(since)) : 0, to ? percent(dayNumber(to) + 1) : 100];
    shown = [edgeAt(edges, ends[0]), edgeAt(edges, ends[1])];
    const narrowed = Boolean(since || to);
    const share = (/** @type {number} */ value) => value.toFixed(2) + "%";
    const between = { x: share(ends[0]), width: share(Math.max(0, ends[1] - ends[0])) };
    for (const part of [".dn-window", ".dn-back"]) setAll(inStrip(part), between);
    [from, until].forEach((handle, i) => {
      for (const rect of all(handle, "rect")) rect.setAttribute("x", share(ends[i]));
      const day = i ? to || dayOf(dayNumber(days[last]) - 1) : since || days[0];
      const limits = i ? [shown[0] + 1, last] : [0, shown[1] - 1];
      setAll(handle, { "aria-valuemin": limits[0], "aria-valuemax": limits[1], "aria-valuenow": shown[i], "aria-valuetext": dayInWords(day) });
    });
    strip.classList.toggle("narrowed", narrowed);
    if (!narrowed && document.activeElement === whole) until.focus();
    whole.hidden = !narrowed;
  }

  function paint(/** @type {View} */ { density }) {
    if (density) {
      all(strip, ".dn-bars .dn-lane").forEach((path, lane) => { path.setAttribute("d", density.lanes[lane]); });
      setAll(inStrip(".dn-asof"), { x1: density.asOf + "%", x2: density.asOf + "%" });
    }
    if (!drag) show();
  }

  // --- into the address

  /** Shows from one edge to another, where it is another; an end of the whole time is no limit. */
  function choose(/** @type {[number, number]} */ [first, end]) {
    if (first === shown[0] && end === shown[1]) return;
    go({ from: first > 0 ? days[first] : "", until: end < last ? dayOf(dayNumber(days[end]) - 1) : "" }, { gesture: "window" });
    show();
  }

  const clear = () => {
    go({ from: "", until: "" });
    show();
  };

  // --- pointer and keyboard

  const shareAt = (/** @type {PointerEvent} */ event) => {
    const { left, width } = strip.getBoundingClientRect();
    return ((event.clientX - left) / width) * 100;
  };

  function down(/** @type {PointerEvent} */ event) {
    if (event.button !== 0) return;
    const share = shareAt(event);
    const end = closest(event.target, ".dn-handle")?.dataset.end;
    const inside = strip.classList.contains("narrowed") && share > edges[shown[0]] && share < edges[shown[1]];
    drag = { way: end ?? (inside ? "move" : "new"), x: event.clientX, edge: edgeAt(edges, share), ends: shown, moved: false };
  }

  function move(/** @type {PointerEvent} */ event) {
    if (!drag || (!drag.moved && Math.abs(event.clientX - drag.x) <= SLACK)) return;
    if (!drag.moved) strip.setPointerCapture(event.pointerId);
    choose(pulled(drag, edgeAt(edges, shareAt(event)), last));
    drag.moved = true;
  }

  function up() {
    drag = null;
    show();
  }

  function keydown(/** @type {KeyboardEvent} */ event) {
    const handle = closest(event.target, ".dn-handle");
    const ends = handle && stepped(shown, handle.dataset.end === "from", event.key, last);
    if (!ends || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(ends);
  }

  for (const [handle, name] of /** @type {[SVGElement, string][]} */ ([[from, "Shown from"], [until, "Shown until"]])) {
    setAll(handle, { role: "slider", tabindex: "0", "aria-label": name });
    find(handle, ".dn-hit").setAttribute("transform", `translate(${-HIT / 2} 0)`);
  }
  strip.classList.add("alive");
  strip.addEventListener("pointerdown", down);
  strip.addEventListener("pointermove", move);
  strip.addEventListener("pointerup", up);
  strip.addEventListener("pointercancel", up);
  strip.addEventListener("dblclick", clear);
  strip.addEventListener("keydown", keydown);
  whole.addEventListener("click", clear);
  onAddress(() => { if (!drag) show(); });
  onView(paint);
  show();
}
