// The overview in time made adjustable: dragging over it chooses from when until when, its two ends are sliders.
// What it counts was drawn in Python (explorer/timeline/density.py); a new view brings new outlines. Places are percent.
(function (explorer) {
  "use strict";
  const SLACK = 4; // px that a press may wander and still be no drag
  const LARGE = 4; // periods that Page Up and Page Down move
  const HIT = 24; // px: how wide a handle is to the pointer

  const host = document.getElementById("density");
  const strip = host && host.querySelector(".dn-strip");
  if (!strip) return;
  const days = strip.dataset.days.split(","); // where periods begin, and the day after the last
  const last = days.length - 1;
  const find = (selector) => strip.querySelector(selector);
  const [from, until] = ["from", "until"].map((end) => find(`.dn-handle[data-end=${end}]`));
  const whole = host.querySelector(".dn-whole");
  const number = (iso) => Date.parse(iso) / 864e5;
  const start = number(days[0]), length = number(days[last]) - start;
  const edges = days.map((iso) => ((number(iso) - start) / length) * 100);
  let drag = null; // {way, at, edge, first, end, moved}
  let shown = [0, last]; // edges of the window that is drawn

  const isoOf = (ordinal) => new Date(ordinal * 864e5).toISOString().slice(0, 10);
  const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const said = (iso) => words.format(new Date(iso + "T00:00:00Z"));

  // --- from the address -------------------------------------------------------------------------------------------

  const asked = () => [explorer.part("from"), explorer.part("until")];

  const percent = (ordinal) => Math.min(100, Math.max(0, ((ordinal - start) / length) * 100));

  /** The place of the edge nearest to so many percent. */
  function edgeAt(share) {
    let best = 0;
    edges.forEach((edge, place) => { if (Math.abs(edge - share) < Math.abs(edges[best] - share)) best = place; });
    return best;
  }

  /** Draws the window of the address: where it begins and ends by the day, whichever period that is in. */
  function show() {
    const [since, to] = asked();
    const ends = [since ? percent(number(since)) : 0, to ? percent(number(to) + 1) : 100];
    shown = ends.map(edgeAt);
    const narrowed = Boolean(since || to);
    const set = (part, names) => Object.entries(names).forEach(([name, value]) => part.setAttribute(name, value));
    const share = (value) => value.toFixed(2) + "%";
    const between = { x: share(ends[0]), width: share(Math.max(0, ends[1] - ends[0])) };
    [".dn-window", ".dn-back"].forEach((part) => set(find(part), between));
    [from, until].forEach((handle, i) => {
      handle.querySelectorAll("rect").forEach((rect) => rect.setAttribute("x", share(ends[i])));
      const day = i ? to || isoOf(number(days[last]) - 1) : since || days[0];
      const limits = i ? [shown[0] + 1, last] : [0, shown[1] - 1];
      set(handle, { "aria-valuemin": limits[0], "aria-valuemax": limits[1], "aria-valuenow": shown[i], "aria-valuetext": said(day) });
    });
    strip.classList.toggle("narrowed", narrowed);
    if (!narrowed && document.activeElement === whole) until.focus();
    whole.hidden = !narrowed;
  }

  function paint(view) {
    const told = view.density;
    if (told) {
      find(".dn-bars").querySelectorAll(".dn-lane").forEach((path, lane) => path.setAttribute("d", told.lanes[lane]));
      ["x1", "x2"].forEach((name) => find(".dn-asof").setAttribute(name, told.asOf + "%"));
    }
    if (!drag) show();
  }

  // --- into the address -------------------------------------------------------------------------------------------

  /** Shows from one edge to another; an end of the whole time is no limit. */
  function go(first, end) {
    const parts = { from: first > 0 ? days[first] : "", until: end < last ? isoOf(number(days[end]) - 1) : "" };
    const done = explorer.go(parts, { gesture: "window" });
    show();
    return done;
  }

  const clear = () => explorer.go({ from: "", until: "" }).then(show) && show();

  // --- pointer ----------------------------------------------------------------------------------------------------

  const shareAt = (event) => {
    const { left, width } = strip.getBoundingClientRect();
    return ((event.clientX - left) / width) * 100;
  };

  function down(event) {
    if (event.button !== 0) return;
    const share = shareAt(event);
    const handle = event.target.closest(".dn-handle");
    const inside = strip.classList.contains("narrowed") && share > edges[shown[0]] && share < edges[shown[1]];
    drag = { way: handle ? handle.dataset.end : inside ? "move" : "new", x: event.clientX, edge: edgeAt(share), ends: shown, moved: false };
  }

  function move(event) {
    if (!drag || (!drag.moved && Math.abs(event.clientX - drag.x) <= SLACK)) return;
    if (!drag.moved) strip.setPointerCapture(event.pointerId);
    const at = edgeAt(shareAt(event));
    const by = at - drag.edge;
    let [first, end] = drag.ends;
    if (drag.way === "from") first = Math.min(at, end - 1);
    else if (drag.way === "until") end = Math.max(at, first + 1);
    else if (drag.way === "move") {
      const step = Math.max(-first, Math.min(last - end, by));
      [first, end] = [first + step, end + step];
    } else [first, end] = at === drag.edge ? [Math.min(at, last - 1), Math.min(at, last - 1) + 1] : [Math.min(at, drag.edge), Math.max(at, drag.edge)];
    if (first !== shown[0] || end !== shown[1]) go(first, end);
    drag.moved = true;
  }

  function up() {
    drag = null;
    show();
  }

  // --- keyboard ---------------------------------------------------------------------------------------------------

  const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: LARGE, PageDown: -LARGE, Home: -Infinity, End: Infinity };

  function keydown(event) {
    const handle = event.target.closest(".dn-handle");
    const step = steps[event.key];
    if (!handle || step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    let [first, end] = shown;
    if (handle === from) first = Math.max(0, Math.min(end - 1, first + step));
    else end = Math.min(last, Math.max(first + 1, end + step));
    if (first !== shown[0] || end !== shown[1]) go(first, end);
  }

  [[from, "Shown from"], [until, "Shown until"]].forEach(([handle, name]) => {
    handle.setAttribute("role", "slider");
    handle.setAttribute("tabindex", "0");
    handle.setAttribute("aria-label", name);
    handle.querySelector(".dn-hit").setAttribute("transform", `translate(${-HIT / 2} 0)`);
  });
  strip.classList.add("alive");
  strip.addEventListener("pointerdown", down);
  strip.addEventListener("pointermove", move);
  strip.addEventListener("pointerup", up);
  strip.addEventListener("pointercancel", up);
  strip.addEventListener("dblclick", clear);
  strip.addEventListener("keydown", keydown);
  whole.addEventListener("click", clear);
  explorer.onAddress(() => { if (!drag) show(); });
  explorer.onView(paint);
  show();
})(window.explorer);
