// The timeline made alive: labels placed for the real width, at every zoom, in light and dark. Python decides what is in
// the figure and names each part ("label:event-id", "whisker:event-id", "lane:federal"); here the parts are moved by name,
// and the drawn elements get classes so that CSS can colour, dim and light them without another draw.
// Before it: 47 works out where labels go, 48 moves the parts, 49 answers pointer and keyboard.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const NARROW = 640; // px; below it lane names stand above their rows
  const CLEAR = 2; // px between a label and a cut
  const EDGE = 10; // px that a mark at the plot's edge may stand out
  const CLEAREST = 25; // axis units: the closest zoom

  const now = explorer.timeline;
  const { parse, measure, ink, monthTicks, movedShape, movedNote } = explorer.timelineParts;
  let state = { focus: "", lit: new Set() };
  let folded = null; // the first figure, kept while the other axis is shown
  let wanted = "folded"; // the axis the page asked for, perhaps before the graph was there

  // --- waiting for the graph --------------------------------------------------------------------------------------

  function find() {
    if (now.gd && now.gd.isConnected) return;
    const host = document.getElementById("timeline-graph");
    const gd = host && (host.matches(".js-plotly-plot") ? host : host.querySelector(".js-plotly-plot"));
    if (gd && gd._fullLayout && gd.on && gd.layout && gd.layout.meta) attach(host, gd);
  }

  function attach(host, gd) {
    Object.assign(now, { host, gd, meta: null });
    folded = null;
    gd.on("plotly_afterplot", afterplot);
    let seen = gd.clientWidth;
    new ResizeObserver(() => {
      if (gd.clientWidth && gd.clientWidth !== seen) {
        seen = gd.clientWidth;
        now.floors = {};
        draw();
      }
    }).observe(gd);
    if (explorer.timelineReach) explorer.timelineReach(host);
    afterplot();
    explorer.timelineAxis(wanted);
  }

  /** Only we listen to plotly. Dash, too, would answer a zoom by drawing its own copy of the first figure, whichever axis
   *  is shown; it binds its listeners late, so this is done after every draw. */
  function listen() {
    const ours = { plotly_relayout: relayout, ...explorer.timelineClicks };
    for (const told of ["click", "clickannotation", "hover", "unhover", "relayout", "restyle", "selected", "deselect"]) {
      const name = "plotly_" + told;
      now.gd.removeAllListeners(name);
      if (ours[name]) now.gd.on(name, ours[name]);
    }
  }

  function relayout(change) {
    if (Object.keys(change).some((key) => key.startsWith("xaxis"))) draw();
  }

  /** Runs after every draw, ours or not: a figure fresh from Python is placed first, any draw is tagged. */
  function afterplot() {
    listen();
    const { layout, clientWidth } = now.gd;
    const another = !now.meta || layout.meta.key !== now.meta.key;
    now.meta = layout.meta; // Dash hands back copies of what we drew
    if (another) now.floors = {};
    if (another || layout.width === undefined) {
      if (clientWidth) draw();
    } else {
      tag();
    }
  }

  // --- placing ----------------------------------------------------------------------------------------------------

  /** The frame for the present width and zoom: sizes, the plot's px, and px of an axis unit. */
  function frame() {
    const width = now.gd.clientWidth;
    const sizes = width < NARROW ? now.meta.sizes.phone : now.meta.sizes.screen;
    const plot = Math.max(50, width - sizes.gutter - sizes.margin);
    const [from, to] = now.gd._fullLayout.xaxis.range;
    const scale = plot / (to - from);
    return { width, sizes, plot, from, to, scale, fit: to - from > 999, px: (units) => (units - from) * scale };
  }

  function tagOf(mark, frame) {
    const { sizes, px, plot } = frame;
    const [left, right] = ink(mark, frame);
    const [start, end] = now.meta.segments[mark.segment].reach;
    const words = (pieces) =>
      pieces.map(([spaced, word]) => [spaced ? measure(" ", sizes.label, true) : 0, measure(word, sizes.label, true)]);
    return {
      id: mark.id,
      left: Math.max(left, -EDGE),
      right: Math.min(right, plot + EDGE),
      segment: [Math.max(0, px(start) + (start ? CLEAR : 0)), Math.min(plot, px(end) - (end < 1000 ? CLEAR : 0))],
      rank: mark.id === state.focus ? -1 : mark.weight,
      full: words(mark.full),
      short: words(mark.short),
      when: mark.when ? measure(mark.when, sizes.when, false) + sizes.when_gap : 0,
      after: 0,
      keeps_date: mark.hollow,
    };
  }

  /** Labels for what the present zoom shows; marks outside keep the first row. */
  function place(frame) {
    const { sizes, from, to, px, plot } = frame;
    const inside = now.meta.marks.filter((mark) => mark.x1 >= from && mark.x0 <= to);
    const asOf = px(now.meta.asOf.x);
    return explorer.placeLabels({
      ...sizes,
      as_of: asOf >= 0 && asOf <= plot ? asOf : null,
      most: 40,
      lanes: now.meta.lanes.map((lane) => ({
        id: lane.id,
        floor: frame.fit ? 0 : now.floors[lane.id],
        tags: inside.filter((mark) => mark.lane === lane.id).map((mark) => tagOf(mark, frame)),
      })),
    });
  }

  /** Places everything for the present width and zoom, in one update. */
  function draw() {
    const started = performance.now();
    const fr = frame();
    const placed = place(fr);
    now.frame = fr;
    now.rows = new Map(placed.lanes.map((lane) => [lane.id, lane]));
    now.spots = new Map(placed.lanes.flatMap((lane) => lane.spots.map((spot) => [spot.id, spot])));
    if (fr.fit) placed.lanes.forEach((lane) => (now.floors[lane.id] = lane.height));
    const marks = new Map(now.meta.marks.map((mark) => [mark.id, mark]));
    const y = (id) => {
      const spot = now.spots.get(id);
      const lane = now.rows.get(marks.get(id).lane);
      return spot ? spot.y : lane.top + fr.sizes.head + fr.sizes.row / 2;
    };
    const ticks = monthTicks(fr);
    now.placing = performance.now() - started;
    Plotly.update(
      now.gd,
      { y: now.gd.data.map((trace) => trace.customdata.map(y)) },
      {
        width: fr.width,
        height: fr.sizes.header + placed.height + fr.sizes.footer,
        margin: { l: fr.sizes.gutter, r: fr.sizes.margin, t: fr.sizes.header, b: fr.sizes.footer, pad: 0 },
        dragmode: matchMedia("(pointer: coarse)").matches ? false : "pan",
        "yaxis.range": [placed.height, 0],
        "xaxis.tickvals": ticks.map((tick) => tick.x),
        "xaxis.ticktext": ticks.map((tick) => tick.text),
        "xaxis.tickfont.size": fr.sizes.month,
        shapes: now.gd.layout.shapes.map((shape) => movedShape(shape, fr, placed, marks, y)),
        annotations: now.gd.layout.annotations.map((note) => movedNote(note, fr, placed, marks, y)),
      },
    );
    now.drawing = performance.now() - started;
  }

  // --- tagging and painting ---------------------------------------------------------------------------------------

  /** Gives every drawn part its classes and its event's id, so that CSS decides how it looks. */
  function tag() {
    const { gd, meta } = now;
    const marks = new Map(meta.marks.map((mark) => [mark.id, mark]));
    const looks = new Map(meta.lanes.map((lane) => [lane.id, "look-" + lane.look]));
    now.parts = new Map(meta.marks.map((mark) => [mark.id, []]));
    const dress = (element, own, classes, id) => {
      element.setAttribute("class", [own, ...classes].filter(Boolean).join(" "));
      if (!id) return;
      element.dataset.id = id;
      now.parts.get(id).push(element);
    };
    const about = (mark) => [looks.get(mark.lane), mark.weight === 1 && "key", mark.hollow && "hollow"];

    gd.querySelectorAll(".scatterlayer .trace").forEach((group) => {
      const trace = gd.data[group.__data__[0].trace.index];
      group.querySelectorAll("path.point").forEach((point) => {
        const mark = marks.get(trace.customdata[point.__data__.i]);
        const shape = mark.form === "bar" || mark.form === "fade" ? "ghost" : mark.symbol;
        dress(point, "point", ["tl-mark", shape, ...about(mark)], mark.id);
        point.setAttribute("d", mark.path);
        point.setAttribute("role", "button");
        point.setAttribute("aria-label", mark.name);
      });
    });
    gd.querySelectorAll(".shapelayer path[data-index]").forEach((path) => {
      const [kind, rest] = parse(gd.layout.shapes[+path.dataset.index].name);
      const id = kind === "fade" ? rest.slice(0, rest.lastIndexOf(":")) : rest;
      const mark = marks.get(id);
      if (mark && ["whisker", "bar", "fade"].includes(kind)) {
        dress(path, "", ["tl-" + kind, "tl-extent", ...about(mark)], id);
      } else {
        dress(path, "", ["tl-" + kind, kind === "lanekey" && looks.get(rest)]);
      }
    });
    const asOf = now.frame ? now.frame.px(meta.asOf.x) : Infinity;
    gd.querySelectorAll("g.annotation[data-index]").forEach((group) => {
      const [kind, rest] = parse(gd.layout.annotations[+group.dataset.index].name);
      const mark = marks.get(rest);
      if (mark && (kind === "label" || kind === "when")) {
        const spot = now.spots.get(rest);
        const later = spot && spot.x > asOf && "in-future";
        dress(group, "annotation", ["tl-label", kind === "when" && "tl-date", later, ...about(mark)], rest);
      } else {
        dress(group, "annotation", ["tl-word", "tl-word-" + kind, kind === "lane" && looks.get(rest)]);
      }
    });
    const svg = gd.querySelector(".main-svg");
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", meta.summary);
    gd.querySelectorAll(".main-svg:not(:first-of-type)").forEach((other) => other.setAttribute("aria-hidden", "true"));
    now.host.classList.add("tl-ready");
    paint(state);
    if (explorer.timelineTagged) explorer.timelineTagged();
  }

  /** Lights what is selected and dims the rest: classes only, no draw. */
  function paint(next) {
    const started = performance.now();
    const fresh = next.focus !== state.focus;
    state = next;
    if (!now.host) return;
    const some = state.focus !== "";
    now.host.classList.toggle("has-sel", some);
    for (const [id, elements] of now.parts) {
      const lit = state.lit.has(id);
      const chosen = id === state.focus;
      for (const element of elements) {
        element.classList.toggle("lit", lit);
        element.classList.toggle("sel", chosen);
        if (element.classList.contains("tl-mark")) element.setAttribute("aria-pressed", String(chosen));
      }
    }
    if (explorer.timelineThread) explorer.timelineThread(state);
    now.painting = performance.now() - started;
    // A selected event has its label before all others; only where there was no room for it is the picture placed anew.
    if (fresh && now.spots.has(state.focus) && !now.spots.get(state.focus).side) requestAnimationFrame(draw);
  }

  // --- what the page calls ----------------------------------------------------------------------------------------

  /** Shows the "folded" or the "true" axis; the other figure waits in the page as JSON. */
  explorer.timelineAxis = function (axis) {
    const { gd } = now;
    wanted = axis;
    if (!gd || (axis === "true") === (folded !== null)) return;
    if (axis === "true") {
      const waiting = document.getElementById("timeline-true");
      if (!waiting) return;
      folded = JSON.stringify({ data: gd.data, layout: gd.layout });
      show(JSON.parse(waiting.textContent));
    } else {
      const first = JSON.parse(folded);
      folded = null;
      show(first);
    }
  };

  function show(figure) {
    figure.layout.xaxis.range = [0, 1000];
    Plotly.react(now.gd, figure.data, figure.layout);
  }

  /** Zooms "in" or "out" around what is selected, else around the middle of what is shown; "fit" shows everything. */
  explorer.timelineZoom = function (way) {
    const { gd, meta } = now;
    if (!gd) return;
    const [from, to] = gd._fullLayout.xaxis.range;
    const shown = meta.marks.filter((mark) => mark.x >= from && mark.x <= to);
    const anchor = shown.find((mark) => mark.id === state.focus) || shown[Math.floor(shown.length / 2)];
    const x = anchor ? anchor.x : (from + to) / 2;
    const span = way === "fit" ? 1000 : Math.min(1000, Math.max(CLEAREST, (to - from) * (way === "in" ? 0.6 : 1 / 0.6)));
    const start = Math.min(1000 - span, Math.max(0, x - ((x - from) / (to - from)) * span));
    Plotly.relayout(gd, { "xaxis.range": [start, start + span] });
  };

  /** Moves the view so that an event is inside it. */
  explorer.timelineReveal = function (id) {
    const mark = now.meta.marks.find((one) => one.id === id);
    const [from, to] = now.gd._fullLayout.xaxis.range;
    if (!mark || (mark.x >= from && mark.x <= to)) return Promise.resolve();
    const start = Math.min(1000 - (to - from), Math.max(0, mark.x - (to - from) / 2));
    return Plotly.relayout(now.gd, { "xaxis.range": [start, start + (to - from)] });
  };

  function begin() {
    new MutationObserver(find).observe(document.documentElement, { childList: true, subtree: true });
    find();
    if (explorer.onPaint) explorer.onPaint(paint);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})(window.explorer);
