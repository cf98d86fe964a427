// The timeline: drawn for the real width and zoom; what is selected is lit by classes alone. Python decides what is in
// it; the payload comes with the page or with a new view.
// Before it: 47 places labels, 48 knows the frame and holds the pen. Beside it: 49 pointer and keyboard, 52 the thread.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const STEP = 0.6; // how much of what is shown stays at one zoom in
  const MOVE = { duration: 240, easing: "cubic-bezier(.2, 0, .2, 1)" };
  const PAPER = 940; // px
  const MOST_MOVED = 400; // marks that glide to their new places; more would take longer than they explain

  const { frameOf, place, unpacked, timed } = explorer.timelineFrame;
  const pen = explorer.timelinePen;

  /** What is shown, and where everything stands now. */
  const now = {
    box: null, // the element that holds the picture and moves with it when Dash takes over
    svg: null,
    layers: null, // its groups by name
    meta: null, // the payload
    frame: null, // width, sizes and zoom of the last draw
    from: 0, // the first and last axis unit shown
    to: 1000,
    spots: new Map(), // mark's key: where it and its label stand
    rows: [], // by band: its top, height, and how many labels found no place
    placed: null, // everything that was placed at the last draw
    floors: {}, // band: its height when everything is in view; it does not shrink while zoomed
    marks: new Map(), // mark's key: its element
    byEvent: new Map(), // event: keys of its marks
  };
  explorer.timeline = now;
  let state = { focus: "", lit: new Set() };
  let paper = 0; // px that the picture is wide while it is printed, so that its type is large enough
  let waiting = null; // a payload that came before there was room for it

  // --- beginning -------------------------------------------------------------------------------------------------

  function attach() {
    const host = document.getElementById("timeline-graph");
    if (!host) return false;
    now.box = host.querySelector(".tl-box");
    if (!now.box) {
      now.box = document.createElement("div");
      now.box.className = "tl-box";
      host.append(now.box);
    }
    let seen = 0;
    new ResizeObserver(() => {
      const width = now.box.clientWidth;
      if (!width || width === seen) return;
      seen = width;
      now.floors = {};
      if (waiting) take(waiting);
      else if (now.meta) draw();
    }).observe(now.box);
    return true;
  }

  /** Puts an empty picture in the place of the one that was sent; its layers are filled by every draw. */
  function begun() {
    now.svg = blank();
    now.box.replaceChildren(now.svg);
    const group = (selector) => now.svg.querySelector(selector);
    now.layers = {
      paper: group(".tl-paper > .tl-scroll"), lanes: group(".tl-lanes"), scale: group(".tl-scale"),
      courses: group(".tl-courses"), cells: group(".tl-cells"), labels: group(".tl-labels"), extents: group(".tl-extents"),
      marks: group(".tl-marks"), names: group(".tl-names"),
    };
    now.windows = [".tl-paper", ".tl-plot", ".tl-head", ".tl-points"].map(group);
    now.box.classList.add("tl-ready");
    if (explorer.timelineReach) explorer.timelineReach(now.box);
    if (explorer.timelineGestures) explorer.timelineGestures(now.box);
  }

  function blank() {
    const holder = document.createElement("div");
    const layers = (...names) => names.map((name) => `<g class="tl-${name}"></g>`).join("");
    const moving = (name, inside) => `<svg class="tl-${name}" y="0"><g class="tl-scroll">${inside}</g></svg>`;
    holder.innerHTML =
      `<svg class="timeline" role="group">${moving("paper", "")}<path class="tl-lanes"></path>${moving("head", layers("scale"))}` +
      `${moving("plot", layers("courses", "cells", "labels", "extents"))}${moving("points", layers("marks"))}${layers("names")}</svg>`;
    return holder.firstChild;
  }

  /** Shows another payload; zoom and pan stay as long as the axis does. Marks that stay glide to their new places. */
  function take(payload) {
    if (!now.box && !attach()) return;
    if (!now.box.clientWidth) {
      waiting = payload;
      return;
    }
    waiting = null;
    const before = now.meta;
    hold(unpacked(payload));
    explorer.timelineWindows.begin(now.meta);
    sayRest(now.meta.rest);
    if (!now.svg) begun();
    if (before && axisOf(before) !== axisOf(now.meta)) [now.from, now.to] = [0, 1000];
    if (before && (before.rows !== now.meta.rows || now.to - now.from > 999)) now.floors = {};
    const was = before && before !== now.meta ? places() : null;
    draw();
    if (was) glide(was);
  }

  /** What has no band of its own, under the picture. */
  function sayRest(rest) {
    const line = now.box.parentElement.querySelector(".tl-rest");
    if (!line) return;
    line.hidden = !rest;
    if (line.textContent !== rest) line.textContent = rest;
  }

  function hold(meta) {
    now.meta = meta;
    now.byEvent = new Map();
    for (const mark of meta.marks) {
      if (!now.byEvent.has(mark.id)) now.byEvent.set(mark.id, []);
      now.byEvent.get(mark.id).push(mark.key);
    }
  }

  /** Shows another stretch of the same picture. */
  explorer.timelineSwap = function (meta) {
    hold(meta);
    draw();
    paint(explorer.timelineState());
  };

  const axisOf = (meta) => JSON.stringify([meta.axis, meta.segments.map(({ first, last, x0, x1 }) => [first, last, x0, x1])]);

  // --- drawing ----------------------------------------------------------------------------------------------------

  /** Draws everything for the present width and zoom. */
  function draw() {
    const started = performance.now();
    const { meta, layers } = now;
    explorer.timelineAtRest();
    const fr = frameOf(meta, paper || now.box.clientWidth, now.from, now.to);
    const placed = place(fr, state.focus, fr.fit ? {} : now.floors);
    now.frame = fr;
    now.rows = placed.lanes;
    now.placed = placed;
    now.spots = new Map(placed.lanes.flatMap((lane) => lane.spots.map((spot) => [spot.id, spot])));
    if (fr.fit) placed.lanes.forEach((lane, band) => (now.floors[band] = lane.height));
    now.placing = performance.now() - started;
    const held = holdFocus();
    fit(fr, placed);
    fill(layers.paper, pen.paper(fr, placed));
    layers.lanes.setAttribute("d", pen.laneLines(fr, placed));
    fill(layers.scale, pen.scale(fr, placed));
    fill(layers.courses, pen.courses(fr, yOf, state));
    fill(layers.cells, explorer.timelineCells.cells(fr, placed));
    const named = meta.marks.filter((mark) => (now.spots.get(mark.key) || {}).side);
    fill(layers.labels, named.map((mark) => pen.label(mark, now.spots.get(mark.key), fr, state)).join(""));
    fill(layers.extents, meta.marks.map((mark) => pen.extentOf(mark, fr, yOf(mark), state)).join(""));
    drawMarks(fr);
    fill(layers.names, pen.names(fr, placed));
    layers.names.setAttribute("font-size", pen.n(fr.sizes.lane));
    layers.scale.setAttribute("font-size", pen.n(fr.sizes.month));
    layers.labels.setAttribute("font-size", pen.n(fr.sizes.label));
    layers.cells.setAttribute("font-size", pen.n(fr.sizes.when));
    now.svg.classList.toggle("has-sel", state.focus !== "");
    held();
    if (explorer.timelineThread) explorer.timelineThread(state);
    if (explorer.timelineDrawn) explorer.timelineDrawn();
    now.drawing = performance.now() - started;
    explorer.timelineWindows.see();
  }
  explorer.timelineDraw = draw;
  explorer.timelineState = () => state;

  /** Where a mark stands, in px from the top of the picture. */
  function yOf(mark) {
    const { header, head, row } = now.frame.sizes;
    const spot = now.spots.get(mark.key);
    return header + (spot ? spot.y : now.rows[mark.band].top + head + row / 2);
  }
  now.yOf = yOf;

  function fill(layer, markup) {
    if (layer.markup === markup) return;
    layer.markup = markup;
    layer.innerHTML = markup;
  }

  /** The picture's own size and names, and what moves when it is panned cut off at both sides. */
  function fit(fr, placed) {
    const { svg, meta } = now;
    const height = fr.sizes.header + placed.height + fr.sizes.footer;
    const set = (element, names) => Object.entries(names).forEach(([name, value]) => element.setAttribute(name, value));
    set(svg, { "aria-label": meta.summary, width: pen.n(fr.width), height: pen.n(height) });
    svg.setAttribute("viewBox", `0 0 ${pen.n(fr.width)} ${pen.n(height)}`);
    svg.classList.toggle("narrow", fr.narrow);
    const inner = [fr.left, fr.right];
    const outer = [fr.left - pen.EDGE, Math.max(fr.width, fr.right + pen.EDGE)];
    [inner, inner, outer, outer].forEach(([left, right], place) => {
      const box = { x: pen.n(left), width: pen.n(right - left), height: pen.n(height) };
      set(now.windows[place], { ...box, viewBox: `${box.x} 0 ${box.width} ${box.height}` });
    });
  }

  /** Marks keep their elements from draw to draw, so that focus stays and they can glide. */
  function drawMarks(fr) {
    const { meta, layers } = now;
    const kept = new Map();
    let before = null;
    for (const mark of meta.marks) {
      const point = now.marks.get(mark.key) || document.createElementNS(SVG, "path");
      kept.set(mark.key, point);
      const shape = mark.ghost ? "ghost" : mark.symbol;
      const looks = pen.looks("tl-mark " + shape, mark, state);
      if (point.getAttribute("class") !== looks) point.setAttribute("class", looks);
      point.setAttribute("transform", `translate(${pen.n(fr.x(mark.x))} ${pen.n(yOf(mark))})`);
      if (point.mark !== mark) name(point, mark, meta.paths[(mark.ghost ? "square" : mark.symbol) + mark.weight]);
      const next = before ? before.nextSibling : layers.marks.firstChild;
      if (next !== point) layers.marks.insertBefore(point, next);
      before = point;
    }
    now.marks.forEach((point, key) => kept.has(key) || point.remove());
    now.marks = kept;
  }

  function name(point, mark, d) {
    point.mark = mark;
    const said = { role: "button", "aria-label": mark.name, "aria-pressed": String(mark.id === state.focus), d };
    Object.entries(said).forEach(([key, value]) => point.setAttribute(key, value));
    if (!point.hasAttribute("tabindex")) point.setAttribute("tabindex", "-1");
    Object.assign(point.dataset, { id: mark.id, key: mark.key });
  }

  /** A button that is drawn anew takes the focus back. */
  function holdFocus() {
    const held = document.activeElement;
    if (!held || !held.matches || !held.matches(".tl-more, .tl-cell") || !now.svg.contains(held)) return () => {};
    const { band, key } = held.dataset;
    return () => {
      const again = now.svg.querySelector(key ? `.tl-cell[data-key="${key}"]` : `.tl-more[data-band="${band}"]`);
      if (again && again !== document.activeElement) again.focus();
    };
  }

  // --- motion -----------------------------------------------------------------------------------------------------

  /** Where every mark that is drawn stands. */
  function places() {
    const { frame } = now;
    return new Map([...now.marks].map(([key, point]) => [key, point.mark && frame ? [frame.x(point.mark.x), yOf(point.mark)] : null]));
  }

  /** The final state is drawn already; what was there before comes to it from where it stood. */
  function glide(was) {
    const stay = now.meta.marks.filter((mark) => was.get(mark.key));
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || stay.length > MOST_MOVED) return;
    const others = new Map();
    now.svg.querySelectorAll(".tl-label, .tl-extent").forEach((part) => {
      others.set(part.dataset.key, [...(others.get(part.dataset.key) || []), part]);
    });
    for (const mark of stay) {
      const [x, y] = [now.frame.x(mark.x), yOf(mark)];
      const [x0, y0] = was.get(mark.key);
      if (Math.hypot(x - x0, y - y0) < 1) continue;
      const at = (left, top) => ({ transform: `translate(${left}px, ${top}px)` });
      now.marks.get(mark.key).animate([at(x0, y0), at(x, y)], MOVE);
      for (const part of others.get(mark.key) || []) part.animate([at(x0 - x, y0 - y), at(0, 0)], MOVE);
    }
  }

  // --- painting ---------------------------------------------------------------------------------------------------

  /** Lights what is selected and dims the rest: classes only, no draw. */
  function paint(next) {
    const started = performance.now();
    const before = state;
    state = { focus: next.focus, lit: next.lit };
    if (!now.svg) return;
    now.svg.classList.toggle("has-sel", state.focus !== "");
    for (const part of now.svg.querySelectorAll("[data-id]")) {
      const id = part.dataset.id;
      const lit = state.lit.has(id);
      const chosen = id === state.focus;
      if (lit !== before.lit.has(id)) part.classList.toggle("lit", lit);
      if (chosen === (id === before.focus)) continue;
      part.classList.toggle("sel", chosen);
      if (part.hasAttribute("aria-pressed")) part.setAttribute("aria-pressed", String(chosen));
    }
    if (explorer.timelineThread) explorer.timelineThread(state);
    ["labels", "extents", "courses"].forEach((layer) => (now.layers[layer].markup = null));
    now.painting = performance.now() - started;
    // A selected event has its label before all others; only where there was no room for it is the picture placed anew.
    const keys = (now.byEvent.get(state.focus) || []).filter((key) => now.spots.has(key));
    const missing = keys.length > 0 && !keys.some((key) => now.spots.get(key).side);
    if (missing && state.focus !== before.focus) requestAnimationFrame(draw);
  }

  // --- zoom -------------------------------------------------------------------------------------------------------

  /** The fewest units that may be shown: a fortnight, or three evenly spaced events. */
  function closest(units) {
    const { meta } = now;
    if (!timed({ meta })) return Math.min(1000, 3000 / Math.max(3, meta.segments[0].many));
    const segment = meta.segments.find((one) => one.x1 >= units) || meta.segments[meta.segments.length - 1];
    return Math.min(1000, (segment.x1 - segment.x0) / (segment.last - segment.first + 1) / (meta.crowded ? 15 : 2));
  }

  /** From one unit to another, as far as the axis goes and as close as it may be looked at. */
  explorer.timelineReachOf = function (from, to) {
    const middle = (from + to) / 2;
    const span = Math.min(1000, Math.max(closest(middle), to - from));
    const start = Math.min(1000 - span, Math.max(0, middle - span / 2));
    return span > 999 ? [0, 1000] : [start, start + span];
  };

  explorer.timelineShow = function (from, to) {
    [now.from, now.to] = explorer.timelineReachOf(from, to);
    if (now.svg) draw();
  };

  /** Zooms by a factor (less than 1: in) so that one unit stays where it is. */
  explorer.timelineScale = function (factor, units, show = explorer.timelineShow) {
    const { from, to } = now;
    const span = Math.min(1000, Math.max(closest(units), (to - from) * factor));
    const start = units - ((units - from) / (to - from)) * span;
    show(start, start + span);
  };

  /** Zooms "in" or "out" around a mark or what is selected, else around the middle of what is shown; "fit" shows all. */
  explorer.timelineZoom = function (way, key) {
    const { meta, from, to } = now;
    if (!now.svg) return;
    if (way === "fit") return explorer.timelineShow(0, 1000);
    const shown = meta.marks.filter((mark) => mark.x >= from && mark.x <= to);
    const anchor = shown.find((mark) => (key ? mark.key === key : mark.id === state.focus)) || shown[Math.floor(shown.length / 2)];
    explorer.timelineScale(way === "in" ? STEP : 1 / STEP, anchor ? anchor.x : (from + to) / 2);
  };

  /** Moves the view so that an event is inside it. */
  explorer.timelineReveal = function (id) {
    const mark = now.meta && [...now.meta.marks, ...now.meta.cells].find((one) => one.key === id || one.id === id);
    const { from, to } = now;
    if (!mark || (mark.x >= from && mark.x <= to)) return;
    explorer.timelineShow(mark.x - (to - from) / 2, mark.x + (to - from) / 2);
  };

  /** Zooms in to the names that a band has no room for: to all of them, or to the densest part. */
  explorer.timelineMore = function (band) {
    const { meta, spots, from, to } = now;
    const missing = meta.marks.filter((mark) => mark.band === band && spots.has(mark.key) && !spots.get(mark.key).side);
    const at = missing.map((mark) => Math.min(to, Math.max(from, mark.x)));
    const span = (to - from) * 0.4;
    const count = (start) => at.filter((x) => x >= start && x <= start + span).length;
    const best = at.reduce((a, b) => (count(b) > count(a) ? b : a), at[0]);
    const inside = at.filter((x) => x >= best && x <= best + span);
    const room = Math.max(inside[inside.length - 1] - best, closest(best)) * 0.25;
    explorer.timelineShow(best - room, inside[inside.length - 1] + room);
    return missing.find((mark) => mark.x >= now.from && mark.x <= now.to);
  };

  // --- what the page calls ----------------------------------------------------------------------------------------

  function begin() {
    attach();
    if (explorer.onPaint) explorer.onPaint(paint); // what is selected has its label before all others
    if (explorer.onView) explorer.onView((view) => view.timeline && take(view.timeline));
  }
  explorer.timelineTake = take;
  const print = (width) => () => {
    [paper, now.floors] = [width, {}];
    if (now.svg) draw();
  };
  addEventListener("beforeprint", print(PAPER));
  addEventListener("afterprint", print(0));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})(window.explorer);
