// Makes the network's SVG alive: lights a neighbourhood by class toggles, pans, zooms, pinches, drags, walks by keyboard.
// What is in the picture, where, and what it says was decided in Python; nothing moves unless the reader moves it.
(function (explorer) {
  "use strict";
  const NEAR = 0.25, FAR = 6, STEP = 1.3, DRAG_FROM = 4;

  function network(svg) {
    const moving = svg.querySelector(".moving");
    const edgeLayer = svg.querySelector(".edges");
    const nodes = new Map([...svg.querySelectorAll(".node")].map((node) => [node.dataset.id, node]));
    const edges = [...svg.querySelectorAll(".edge")].map((path) => ({
      path, a: path.dataset.a, b: path.dataset.b, thread: path.dataset.thread, plain: path.getAttribute("d"), lit: path.dataset.lit || path.getAttribute("d"),
    }));
    const edgesOf = groupBy(edges, (edge) => [edge.a, edge.b, ...(edge.thread ? [edge.thread] : [])]);
    const wordsOf = groupBy([...svg.querySelectorAll(".verb")], (words) => [words.dataset.for]);
    const places = new Map([...nodes].map(([id, node]) => [id, placeOf(node)]));
    const moved = new Set();
    let litNow = [];
    let view = { x: 0, y: 0, k: 1 };

    function groupBy(items, keysOf) {
      const found = new Map();
      items.forEach((item) => keysOf(item).forEach((key) => found.set(key, [...(found.get(key) || []), item])));
      return found;
    }

    function placeOf(node) {
      const [x, y] = node.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
      return { x, y, homeX: x, homeY: y, w: Number(node.dataset.w), h: Number(node.dataset.h) };
    }

    /** Lights the focus, its neighbours, their edges and words; grey for the rest. */
    function paint(state) {
      litNow.forEach((element) => element.classList.remove("lit", "sel"));
      litNow = [];
      const here = nodes.has(state.focus) || [...state.lit].some((id) => nodes.has(id));
      svg.classList.toggle("has-sel", here);
      edges.forEach((edge) => { if (edge.isLit) { edge.path.setAttribute("d", shape(edge, false)); edge.isLit = false; } });
      if (!here) { setStop(state.focus ? null : current()); return; }
      const light = (element) => { element.classList.add("lit"); litNow.push(element); };
      nodes.forEach((node, id) => { if (state.lit.has(id)) light(node); });
      if (nodes.has(state.focus)) nodes.get(state.focus).classList.add("sel");
      (edgesOf.get(state.focus) || []).forEach((edge) => {
        edge.isLit = true;
        edge.path.setAttribute("d", shape(edge, true));
        light(edge.path);
        edgeLayer.append(edge.path);
      });
      (wordsOf.get(state.focus) || []).forEach((words) => {
        light(words);
        settle(words);
      });
      setStop(state.focus);
    }

    function shape(edge, lit) {
      return moved.has(edge.a) || moved.has(edge.b) ? straight(places.get(edge.a), places.get(edge.b)) : lit ? edge.lit : edge.plain;
    }

    /** A line between two boxes, cut at their outlines. */
    function straight(from, to) {
      const cut = (box, dx, dy, gap) => Math.min((box.w / 2 + gap) / Math.abs(dx || 1e-9), (box.h / 2 + gap) / Math.abs(dy || 1e-9), 0.49);
      const dx = to.x - from.x, dy = to.y - from.y;
      const s = cut(from, dx, dy, 3), e = 1 - cut(to, dx, dy, 4.5);
      const at = (t) => (from.x + dx * t).toFixed(1) + " " + (from.y + dy * t).toFixed(1);
      return "M" + at(s) + "L" + at(e);
    }

    /** Words of an edge whose end was dragged stand in its middle. */
    function settle(words) {
      const edge = edges.find((one) => one.path.dataset.edge === words.dataset.edge);
      if (!moved.has(edge.a) && !moved.has(edge.b)) return;
      const a = places.get(edge.a), b = places.get(edge.b);
      words.setAttribute("transform", `translate(${((a.x + b.x) / 2).toFixed(1)} ${((a.y + b.y) / 2).toFixed(1)})`);
    }

    function place(id, x, y) {
      const spot = places.get(id);
      spot.x = x;
      spot.y = y;
      nodes.get(id).setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      moved.add(id);
      (edgesOf.get(id) || []).forEach((edge) => edge.path.setAttribute("d", straight(places.get(edge.a), places.get(edge.b))));
      svg.querySelectorAll(".verb.lit").forEach(settle);
    }

    function show() {
      moving.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.k})`;
    }

    function scale() { return svg.viewBox.baseVal.width / svg.getBoundingClientRect().width; }

    /** The pointer's place in the picture's own units. */
    function unit(event) {
      const box = svg.getBoundingClientRect();
      return { x: (event.clientX - box.left) * scale(), y: (event.clientY - box.top) * scale() };
    }

    function zoomAt(point, factor) {
      const k = Math.min(Math.max(view.k * factor, NEAR), FAR);
      view = { k, x: point.x - (point.x - view.x) * (k / view.k), y: point.y - (point.y - view.y) * (k / view.k) };
      show();
    }

    function zoom(way) {
      const box = svg.viewBox.baseVal;
      if (way === "fit") fit();
      else zoomAt({ x: box.width / 2, y: box.height / 2 }, way === "in" ? STEP : 1 / STEP);
    }

    /** Back to the whole picture, every node at home. */
    function fit() {
      view = { x: 0, y: 0, k: 1 };
      show();
      moved.forEach((id) => {
        const spot = places.get(id);
        spot.x = spot.homeX;
        spot.y = spot.homeY;
        nodes.get(id).setAttribute("transform", `translate(${spot.x} ${spot.y})`);
      });
      const home = [...moved];
      moved.clear();
      home.forEach((id) => (edgesOf.get(id) || []).forEach((edge) => edge.path.setAttribute("d", shape(edge, edge.isLit))));
      svg.querySelectorAll(".verb").forEach((words) => words.setAttribute("transform", words.dataset.home));
    }
    svg.querySelectorAll(".verb").forEach((words) => { words.dataset.home = words.getAttribute("transform"); });

    // Pointers: a mouse drags the picture or a node; two fingers pinch and pan; one finger scrolls the page.
    const pointers = new Map();
    let drag = null, pinch = null;

    svg.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, unit(event));
      if (pointers.size === 2) {
        drag = null;
        pinch = spread();
      } else if (event.pointerType !== "touch" && event.button === 0) {
        const node = event.target.closest(".node");
        drag = { node, from: unit(event), view: { ...view }, spot: node && { ...places.get(node.dataset.id) }, far: false };
      }
    });

    function spread() {
      const [p, q] = [...pointers.values()];
      return { mid: { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 }, gap: Math.hypot(p.x - q.x, p.y - q.y) || 1 };
    }

    svg.addEventListener("pointermove", (event) => {
      if (!pointers.has(event.pointerId)) return;
      const now = unit(event);
      pointers.set(event.pointerId, now);
      if (pinch && pointers.size === 2) {
        const next = spread();
        view = { ...view, x: view.x + next.mid.x - pinch.mid.x, y: view.y + next.mid.y - pinch.mid.y };
        zoomAt(next.mid, next.gap / pinch.gap);
        pinch = next;
      } else if (drag) {
        const dx = now.x - drag.from.x, dy = now.y - drag.from.y;
        if (!drag.far && Math.hypot(dx, dy) < DRAG_FROM) return;
        if (!drag.far) { drag.far = true; svg.setPointerCapture(event.pointerId); svg.classList.add("dragging"); }
        if (drag.node) place(drag.node.dataset.id, drag.spot.x + dx / view.k, drag.spot.y + dy / view.k);
        else { view = { ...view, x: drag.view.x + dx, y: drag.view.y + dy }; show(); }
      }
    });

    let justDragged = false;
    function release(event) {
      pointers.delete(event.pointerId);
      justDragged = Boolean(drag && drag.far);
      drag = null;
      if (pointers.size < 2) pinch = null;
      svg.classList.remove("dragging");
    }
    svg.addEventListener("pointerup", release);
    svg.addEventListener("pointercancel", release);

    svg.addEventListener("click", (event) => {
      if (justDragged) { justDragged = false; return; }
      const node = event.target.closest(".node");
      if (node) explorer.select(node.dataset.id);
    });

    // The page scrolls under the wheel; with Ctrl (and a trackpad's pinch) the picture zooms.
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoomAt(unit(event), Math.exp(-event.deltaY / 200));
    }, { passive: false });

    // Keyboard: one stop for the whole picture; arrows go to the nearest node that way.
    let stop = null;
    function current() { return stop && nodes.has(stop) ? stop : nodes.keys().next().value; }

    function setStop(id) {
      const next = id === null || id === undefined ? current() : id;
      if (!nodes.has(next)) return;
      if (nodes.has(stop)) nodes.get(stop).setAttribute("tabindex", "-1");
      stop = next;
      nodes.get(stop).setAttribute("tabindex", "0");
    }

    function nearest(from, dx, dy) {
      let best = null, least = Infinity;
      places.forEach((to, id) => {
        const x = to.x - from.x, y = to.y - from.y;
        const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
        if (ahead <= 1) return;
        const cost = ahead + 2.5 * aside;
        if (cost < least) { least = cost; best = id; }
      });
      return best;
    }

    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    svg.addEventListener("keydown", (event) => {
      const node = event.target.closest(".node");
      if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
      const way = ways[event.key];
      if (way) {
        const next = nearest(places.get(node.dataset.id), ...way);
        if (next) { setStop(next); nodes.get(next).focus(); }
      } else if (event.key === "Enter" || event.key === " ") explorer.select(node.dataset.id);
      else if (event.key === "+" || event.key === "=") zoom("in");
      else if (event.key === "-") zoom("out");
      else if (event.key === "0") zoom("fit");
      else return;
      event.preventDefault();
    });
    svg.addEventListener("focusin", (event) => {
      const node = event.target.closest(".node");
      if (node) setStop(node.dataset.id);
    });

    svg.setAttribute("tabindex", "-1"); // a listener for focus alone would make the whole picture a stop of its own
    setStop(null);
    svg.classList.add("alive");

    /** Whether what is selected is drawn here: the node itself, or a step of the instrument. */
    function holds(state) {
      return nodes.has(state.focus) || (explorer.view.threads[state.focus] !== undefined && [...state.lit].some((id) => nodes.has(id)));
    }
    return { svg, paint, zoom, holds };
  }

  /** One place for a picture: the whole network, or the neighbourhood of a record that the whole does not draw. */
  function picture(svg) {
    const whole = network(svg);
    const width = svg.viewBox.baseVal.width;
    let shown = whole, wanted = "";
    const shows = () => shown.svg.getClientRects().length > 0;

    function show(one) {
      if (one === shown) return;
      shown.svg.replaceWith(one.svg);
      shown = one;
    }

    async function fetchNeighbourhood(state) {
      const answer = await fetch(`/neighbourhood/${width}/${encodeURIComponent(state.focus)}.svg`);
      if (!answer.ok || wanted !== state.focus) return;
      const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
      const near = network(document.importNode(parsed, true));
      if (wanted !== state.focus) return;
      show(near);
      near.paint(state);
    }

    explorer.onPaint((state) => {
      wanted = state.focus;
      if (!state.focus || whole.holds(state)) {
        show(whole);
        whole.paint(state);
      } else if (shows()) fetchNeighbourhood(state).catch(() => show(whole));
    });
    return { zoom: (way) => shown.zoom(way), shows };
  }

  const pictures = [...document.querySelectorAll("svg.network")].map(picture);

  /** "in", "out" or "fit", for the picture that is showing. */
  explorer.networkZoom = function (way) {
    pictures.filter((one) => one.shows()).forEach((one) => one.zoom(way));
  };
})(window.explorer);
