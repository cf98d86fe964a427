// Makes one SVG of the network alive: lights a neighbourhood or a path, hides what a filter leaves out.
// What is in the picture, where, and what it says was decided in Python; nothing moves unless the reader moves it.
// A paint touches only what was lit and what is lit now, however much is drawn.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  function drawn(name, attributes, text) {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function groupBy(items, keysOf) {
    const found = new Map();
    items.forEach((item) => keysOf(item).forEach((key) => {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(item);
    }));
    return found;
  }

  /** What the line above the network says of a record that is picked: how many of its neighbours are drawn is counted. */
  explorer.networkSays = function ({ name, events, actors }, many, among) {
    const drawn = explorer.networkDraws([...events, ...actors]);
    if (among === "actors" || drawn >= many) return `In colour: ${name}. Neighbours: ${many}, told in the details.`;
    return `In colour: ${name}. Of ${many} neighbours ${drawn} are drawn here; all are told in the details.`;
  };

  /** One SVG brought to life: {svg, base, paint(state), show(view), holds(state), there(id), places, moves}. */
  explorer.networkPicture = function (svg) {
    const wordLayer = svg.querySelector(".words"), edgeLayer = svg.querySelector(".edges");
    const amongActors = svg.dataset.mode === "actors";
    const nodes = new Map([...svg.querySelectorAll(".node")].map((node) => [node.dataset.id, node]));
    const hits = new Map([...svg.querySelectorAll(".hit-line")].map((line) => [line.dataset.edge, line]));
    const edges = [...svg.querySelectorAll(".edge")].map(edgeOf);
    const edgeById = new Map(edges.map((edge) => [edge.id, edge]));
    const edgesOf = groupBy(edges, (edge) => [edge.a, edge.b, ...(edge.thread ? [edge.thread] : []), ...edge.events]);
    const places = new Map([...nodes].map(([id, node]) => [id, placeOf(node)]));
    const moved = new Set();
    const goneNodes = new Set([...nodes.keys()].filter((id) => nodes.get(id).classList.contains("gone")));
    let goneEdges = new Set(), moreEdges = new Set();
    let litNow = [...svg.querySelectorAll(".lit")], litEdges = [], stamped = []; // what the server lit goes, too
    let looks = new Map(), paths = [], state = { focus: "", lit: new Set() };

    function edgeOf(path) {
      const data = path.dataset, plain = path.getAttribute("d");
      return {
        id: data.edge, path, a: data.a, b: data.b, thread: data.thread, events: data.events ? data.events.split(" ") : [],
        plain, lit: data.lit || plain, label: data.label, said: data.said, wide: Number(data.words),
        at: new Map([[data.a, data.atA], [data.b, data.atB]]), hit: hits.get(data.edge),
      };
    }

    function placeOf(node) {
      const [x, y] = node.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
      return { x, y, homeX: x, homeY: y, w: Number(node.dataset.w), h: Number(node.dataset.h) };
    }

    const there = (id) => nodes.has(id) && !goneNodes.has(id);

    // Lighting.

    function light(element, name) {
      element.classList.add(name || "lit");
      litNow.push(element);
    }

    function clear() {
      litNow.forEach((element) => element.classList.remove("lit", "sel", "goal"));
      litEdges.forEach((edge) => { edge.isLit = false; trace(edge); });
      stamped.forEach((words) => words.remove());
      litNow = []; litEdges = []; stamped = [];
    }

    function lightEdge(edge) {
      if (edge.isLit) return;
      edge.isLit = true;
      litEdges.push(edge);
      trace(edge);
      light(edge.path);
      if (edge.hit) light(edge.hit);
      edgeLayer.append(edge.path);
    }

    /** Lights the path asked for, else the focus, its neighbours, their edges and words; grey for the rest. */
    function paint(next) {
      state = next;
      clear();
      const asked = paths.filter((path) => path.length > 1 && path[0] === state.focus);
      if (asked.length) asked.forEach(lightPath);
      else lightNeighbourhood();
      svg.classList.toggle("has-sel", litNow.length > 0);
      moves.stop(there(state.focus) ? state.focus : null);
    }

    function lightNeighbourhood() {
      const focus = state.focus;
      if (!focus || (nodes.has(focus) && goneNodes.has(focus))) return;
      const own = (edgesOf.get(focus) || []).filter((edge) => !edge.gone);
      const ids = new Set(amongActors ? own.flatMap((edge) => [edge.a, edge.b]) : []);
      if (!amongActors || !nodes.has(focus)) state.lit.forEach((id) => ids.add(id));
      ids.add(focus);
      ids.forEach((id) => { if (there(id)) light(nodes.get(id)); });
      if (there(focus)) light(nodes.get(focus), "sel");
      own.forEach(lightEdge);
      own.forEach((edge) => stampWords(edge, focus));
    }

    /** Nodes and edges of one path, its steps numbered; records that are not drawn are passed over. */
    function lightPath(path) {
      let from = 0, step = 0;
      path.forEach((id, at) => {
        if (!there(id)) return;
        light(nodes.get(id));
        if (at === 0) light(nodes.get(id), "sel");
        if (at === path.length - 1) light(nodes.get(id), "goal");
        if (at > from) {
          const passed = path.slice(from + 1, at);
          const ways = (edgesOf.get(path[from]) || []).filter((edge) => !edge.gone && (edge.a === id || edge.b === id)
            && passed.every((other) => edge.events.includes(other)) && (passed.length > 0 || !edge.events.length));
          step += 1;
          const known = ways.some((edge) => edge.isLit);
          ways.forEach(lightEdge);
          if (ways.length && !known) stampStep(ways[0], path[from], step);
        }
        from = at;
      });
    }

    // Words on lit edges, at the places that Python found for them.

    function spotOf(edge, picked) {
      if (!moved.has(edge.a) && !moved.has(edge.b)) return edge.at.get(picked) && edge.at.get(picked).split(" ").map(Number);
      const a = places.get(edge.a), b = places.get(edge.b);
      return [(a.x + b.x) / 2, (a.y + b.y) / 2];
    }

    function stampWords(edge, picked) {
      const spot = spotOf(edge, picked);
      if (!spot || !edge.label) return null;
      const words = drawn("g", { class: "verb lit", "data-edge": edge.id, "data-for": picked, transform: `translate(${spot[0]} ${spot[1]})` });
      if (edge.said) Object.entries({ role: "button", tabindex: "0", "aria-label": edge.said }).forEach(([key, value]) => words.setAttribute(key, value));
      words.append(
        drawn("rect", { class: "chip", x: -edge.wide / 2, y: -8.5, width: edge.wide, height: 17, rx: 2 }),
        drawn("text", { class: "label", y: 4.2, "font-size": 12, "text-anchor": "middle" }, edge.label),
      );
      stamped.push(words);
      wordLayer.append(words);
      return words;
    }

    function stampStep(edge, picked, step) {
      const end = [picked, edge.a === picked ? edge.b : edge.a].find((one) => spotOf(edge, one) && isFree(spotOf(edge, one), edge.wide));
      const words = end && stampWords(edge, end);
      const middle = edge.path.getPointAtLength(edge.path.getTotalLength() / 2);
      let at = [middle.x, middle.y];
      if (words) {
        words.spot = [...spotOf(edge, end), edge.wide];
        at = [words.spot[0] - edge.wide / 2 - 8, words.spot[1]];
      }
      const badge = drawn("g", { class: "step", transform: `translate(${at.join(" ")})` });
      badge.append(drawn("circle", { r: 8.5 }), drawn("text", { y: 4, "font-size": 11.5, "text-anchor": "middle" }, String(step)));
      stamped.push(badge);
      wordLayer.append(badge);
    }

    function isFree([x, y], wide) {
      return stamped.every(({ spot }) => !spot || Math.abs(spot[0] - x) > (spot[2] + wide) / 2 + 18 || Math.abs(spot[1] - y) > 18);
    }

    // Hiding: by one class, so that nothing moves.

    /** Takes in what Python says of this picture: see NetworkView in explorer/network/visibility.py. */
    function show(view) {
      const hidden = new Set(view.hidden || []), touched = new Set();
      const turned = [...nodes.keys()].filter((id) => hidden.has(id) !== goneNodes.has(id));
      turned.forEach((id) => {
        nodes.get(id).classList.toggle("gone", hidden.has(id));
        hidden.has(id) ? goneNodes.add(id) : goneNodes.delete(id);
        (edgesOf.get(id) || []).forEach((edge) => touched.add(edge));
      });
      const gone = new Set(view.hidden_edges || []), more = new Set(view.more_edges || []);
      [...gone, ...goneEdges, ...more, ...moreEdges].forEach((id) => { if (edgeById.has(id)) touched.add(edgeById.get(id)); });
      goneEdges = gone;
      moreEdges = more;
      touched.forEach(settle);
      relook(view);
      paths = view.path || [];
    }

    function settle(edge) {
      edge.gone = goneNodes.has(edge.a) || goneNodes.has(edge.b) || goneEdges.has(edge.id);
      [edge.path, edge.hit].forEach((line) => {
        if (!line) return;
        line.classList.toggle("gone", edge.gone);
        line.classList.toggle("more", moreEdges.has(edge.id));
      });
    }

    /** Events as they stood on the day chosen; ties among actors by the events that are shown. */
    function relook(view) {
      looks.forEach((restore) => restore());
      looks = new Map();
      Object.entries(view.events || {}).forEach(([id, look]) => {
        const node = nodes.get(id);
        if (!node) return;
        const when = node.querySelector(".when"), before = [when.textContent, node.getAttribute("aria-label"), node.classList.contains("hollow")];
        const set = (words, name, hollow) => {
          when.textContent = words;
          node.setAttribute("aria-label", name);
          node.classList.toggle("hollow", hollow);
        };
        set(look.when, look.name, look.hollow);
        looks.set(id, () => set(...before));
      });
      Object.entries(view.shared || {}).forEach(([id, look]) => {
        const edge = edgeById.get(id);
        if (!edge) return;
        const before = { label: edge.label, thickness: "", said: edge.said };
        const set = (as) => {
          edge.label = as.label;
          edge.said = as.said;
          edge.path.style.strokeWidth = as.thickness;
          if (edge.hit) edge.hit.firstChild.textContent = as.said;
        };
        set(look);
        looks.set(id, () => set(before));
      });
    }

    // Dragging.

    function trace(edge) {
      const d = moved.has(edge.a) || moved.has(edge.b) ? straight(places.get(edge.a), places.get(edge.b)) : edge.isLit ? edge.lit : edge.plain;
      if (edge.path.getAttribute("d") === d) return;
      edge.path.setAttribute("d", d);
      if (edge.hit) edge.hit.setAttribute("d", d);
    }

    /** A line between two boxes, cut at their outlines. */
    function straight(from, to) {
      const cut = (box, dx, dy, gap) => Math.min((box.w / 2 + gap) / Math.abs(dx || 1e-9), (box.h / 2 + gap) / Math.abs(dy || 1e-9), 0.49);
      const dx = to.x - from.x, dy = to.y - from.y;
      const s = cut(from, dx, dy, 3), e = 1 - cut(to, dx, dy, 4.5);
      const at = (t) => (from.x + dx * t).toFixed(1) + " " + (from.y + dy * t).toFixed(1);
      return "M" + at(s) + "L" + at(e);
    }

    function put(id, x, y) {
      const spot = places.get(id);
      spot.x = x;
      spot.y = y;
      nodes.get(id).setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      if (spot.x === spot.homeX && spot.y === spot.homeY) moved.delete(id);
      else moved.add(id);
      (edgesOf.get(id) || []).forEach((edge) => {
        trace(edge);
        stamped.filter((words) => words.dataset.edge === edge.id).forEach((words) => {
          words.setAttribute("transform", `translate(${spotOf(edge, words.dataset.for).join(" ")})`);
        });
      });
    }

    function home() {
      [...moved].forEach((id) => put(id, places.get(id).homeX, places.get(id).homeY));
    }

    /** A node selects it; a tie among actors asks how its two ends are connected. */
    function pick(target) {
      const node = target.closest(".node"), tie = target.closest("[data-edge]");
      if (node) explorer.select(node.dataset.id);
      else if (tie && amongActors && explorer.go) {
        const edge = edgeById.get(tie.dataset.edge);
        const [from, to] = edge.b === state.focus ? [edge.b, edge.a] : [edge.a, edge.b];
        explorer.go({ sel: from, to });
      }
    }

    // A tie among actors answers to the pointer through a broader line above it.
    ["pointerover", "pointerout"].forEach((kind) => svg.addEventListener(kind, (event) => {
      const edge = event.target.dataset && hits.has(event.target.dataset.edge) && edgeById.get(event.target.dataset.edge);
      if (edge) edge.path.classList.toggle("near", kind === "pointerover");
    }));

    const first = () => [...nodes.keys()].find(there) || null;
    const moves = explorer.networkMoves(svg, { places, there, put, home, pick, first, element: (id) => nodes.get(id) });
    edges.forEach((edge) => { edge.gone = edge.path.classList.contains("gone"); if (edge.gone) goneEdges.add(edge.id); });
    moves.stop(null);
    svg.classList.add("alive");

    /** Whether what is selected is drawn here: the node itself or, if it is no node, something that lights up with it. */
    function holds(id) {
      if (!id || nodes.has(id) || edgesOf.has(id)) return true;
      const steps = explorer.view && explorer.view.threads.get(id);
      return steps !== undefined && steps.some((step) => nodes.has(step));
    }
    return { svg, base: svg.dataset.base || "", paint, show, holds, moves, there, places };
  };
})(window.explorer);
