// @ts-check
// Makes one SVG of the network alive: lights a neighbourhood or a path, hides what a filter leaves out.
// What is in the picture, where, and what it says was decided in Python; nothing moves unless the reader moves it.
// A paint touches only what was lit and what is lit now, however much is drawn.
import { all, closest, find, makeSvg, setAll } from "../app/dom.js";
import { grouped } from "../app/group.js";
import { page } from "../app/state.js";
import { straight } from "./geometry.js";
import { networkMoves } from "./moves.js";

/** @import { NetworkView } from "../app/answers.d.ts" */
/** @import { State } from "../app/types.d.ts" */
/** @import { Edge, NetworkPicture, Words } from "./types.d.ts" */

/** One SVG brought to life. @param {SVGSVGElement} svg @returns {NetworkPicture} */
export function networkPicture(svg) {
  const wordLayer = find(svg, ".words"), edgeLayer = find(svg, ".edges");
  const amongActors = svg.dataset.mode === "actors";
  const nodes = new Map(/** @type {SVGElement[]} */ (all(svg, ".node")).map((node) => [node.dataset.id ?? "", node]));
  const hits = new Map(/** @type {SVGElement[]} */ (all(svg, ".hit-line")).map((line) => [line.dataset.edge ?? "", line]));
  const edges = /** @type {SVGPathElement[]} */ (all(svg, ".edge")).map(edgeOf);
  const edgeById = new Map(edges.map((edge) => [edge.id, edge]));
  const edgesOf = grouped(edges, (edge) => [edge.a, edge.b, ...(edge.thread ? [edge.thread] : []), ...edge.events]);
  const places = new Map([...nodes].map(([id, node]) => [id, placeOf(node)]));
  const moved = /** @type {Set<string>} */ (new Set());
  const goneNodes = new Set([...nodes.keys()].filter((id) => nodes.get(id)?.classList.contains("gone")));
  let goneEdges = /** @type {Set<string>} */ (new Set()), moreEdges = /** @type {Set<string>} */ (new Set());
  let litNow = /** @type {Element[]} */ (all(svg, ".lit")); // what the server lit goes, too
  let litEdges = /** @type {Edge[]} */ ([]), stamped = /** @type {Words[]} */ ([]), paths = /** @type {string[][]} */ ([]);
  let looks = /** @type {Map<string, () => void>} */ (new Map());
  let state = /** @type {State} */ ({ focus: "", lit: new Set() });

  function edgeOf(/** @type {SVGPathElement} */ path) {
    const { edge: id = "", a = "", b = "", thread, events, lit, label = "", said = "", words, atA, atB } = path.dataset, plain = path.getAttribute("d") ?? "";
    return /** @type {Edge} */ ({
      id, path, a, b, thread, events: events ? events.split(" ") : [], plain, lit: lit || plain, label, said, wide: Number(words),
      at: new Map([[a, atA], [b, atB]]), hit: hits.get(id), isLit: false, gone: path.classList.contains("gone"),
    });
  }

  function placeOf(/** @type {SVGElement} */ node) {
    const [x, y] = (node.getAttribute("transform")?.match(/-?[\d.]+/g) ?? []).map(Number);
    return { x, y, homeX: x, homeY: y, w: Number(node.dataset.w), h: Number(node.dataset.h) };
  }

  const there = (/** @type {string} */ id) => nodes.has(id) && !goneNodes.has(id);

  // Lighting.

  function light(/** @type {Element | undefined} */ element, name = "lit") {
    if (!element) return;
    element.classList.add(name);
    litNow.push(element);
  }

  function clear() {
    for (const element of litNow) element.classList.remove("lit", "sel", "goal");
    for (const edge of litEdges) {
      edge.isLit = false;
      trace(edge);
    }
    for (const { element } of stamped) element.remove();
    [litNow, litEdges, stamped] = [[], [], []];
  }

  function lightEdge(/** @type {Edge} */ edge) {
    if (edge.isLit) return;
    edge.isLit = true;
    litEdges.push(edge);
    trace(edge);
    light(edge.path);
    light(edge.hit);
    edgeLayer.append(edge.path);
  }

  /** Lights the path asked for, else the focus, its neighbours, their edges and words; grey for the rest. */
  function paint(/** @type {State} */ next) {
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
    if (!amongActors || !nodes.has(focus)) for (const id of state.lit) ids.add(id);
    ids.add(focus);
    for (const id of ids) if (there(id)) light(nodes.get(id));
    if (there(focus)) light(nodes.get(focus), "sel");
    own.forEach(lightEdge);
    for (const edge of own) stampWords(edge, focus);
  }

  /** Nodes and edges of one path, its steps numbered; records that are not drawn are passed over. */
  function lightPath(/** @type {string[]} */ path) {
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

  function spotOf(/** @type {Edge} */ edge, /** @type {string} */ picked) {
    const a = places.get(edge.a), b = places.get(edge.b);
    if (a && b && (moved.has(edge.a) || moved.has(edge.b))) return [(a.x + b.x) / 2, (a.y + b.y) / 2];
    return edge.at.get(picked)?.split(" ").map(Number);
  }

  function stampWords(/** @type {Edge} */ edge, /** @type {string} */ picked) {
    const spot = spotOf(edge, picked);
    if (!spot || !edge.label) return null;
    const element = makeSvg("g", { class: "verb lit", "data-edge": edge.id, "data-for": picked, transform: `translate(${spot[0]} ${spot[1]})` });
    if (edge.said) setAll(element, { role: "button", tabindex: "0", "aria-label": edge.said });
    element.append(
      makeSvg("rect", { class: "chip", x: -edge.wide / 2, y: -8.5, width: edge.wide, height: 17, rx: 2 }),
      makeSvg("text", { class: "label", y: 4.2, "font-size": 12, "text-anchor": "middle" }, edge.label),
    );
    const words = /** @type {Words} */ ({ element, edge, picked });
    stamped.push(words);
    wordLayer.append(element);
    return words;
  }

  function stampStep(/** @type {Edge} */ edge, /** @type {string} */ picked, /** @type {number} */ step) {
    const end = [picked, edge.a === picked ? edge.b : edge.a].find((one) => isFree(spotOf(edge, one), edge.wide));
    const words = end === undefined ? null : stampWords(edge, end), spot = end === undefined ? undefined : spotOf(edge, end);
    const middle = edge.path.getPointAtLength(edge.path.getTotalLength() / 2);
    let at = [middle.x, middle.y];
    if (words && spot) {
      words.spot = [spot[0], spot[1], edge.wide];
      at = [spot[0] - edge.wide / 2 - 8, spot[1]];
    }
    const badge = makeSvg("g", { class: "step", transform: `translate(${at.join(" ")})` });
    badge.append(makeSvg("circle", { r: 8.5 }), makeSvg("text", { y: 4, "font-size": 11.5, "text-anchor": "middle" }, String(step)));
    stamped.push({ element: badge });
    wordLayer.append(badge);
  }

  function isFree(/** @type {number[] | undefined} */ spot, /** @type {number} */ wide) {
    if (!spot) return false;
    const [x, y] = spot;
    return stamped.every(({ spot }) => !spot || Math.abs(spot[0] - x) > (spot[2] + wide) / 2 + 18 || Math.abs(spot[1] - y) > 18);
  }

  // Hiding: by one class, so that nothing moves.

  /** Takes in what Python says of this picture: see NetworkView in explorer/network/visibility.py. */
  function show(/** @type {NetworkView} */ view) {
    const hidden = new Set(view.hidden || []), touched = /** @type {Set<Edge>} */ (new Set());
    const turned = [...nodes.keys()].filter((id) => hidden.has(id) !== goneNodes.has(id));
    for (const id of turned) {
      nodes.get(id)?.classList.toggle("gone", hidden.has(id));
      hidden.has(id) ? goneNodes.add(id) : goneNodes.delete(id);
      for (const edge of edgesOf.get(id) || []) touched.add(edge);
    }
    const gone = new Set(view.hidden_edges || []), more = new Set(view.more_edges || []);
    for (const id of [...gone, ...goneEdges, ...more, ...moreEdges]) {
      const edge = edgeById.get(id);
      if (edge) touched.add(edge);
    }
    goneEdges = gone;
    moreEdges = more;
    touched.forEach(settle);
    relook(view);
    paths = view.path || [];
  }

  function settle(/** @type {Edge} */ edge) {
    edge.gone = goneNodes.has(edge.a) || goneNodes.has(edge.b) || goneEdges.has(edge.id);
    for (const line of [edge.path, edge.hit]) {
      line?.classList.toggle("gone", edge.gone);
      line?.classList.toggle("more", moreEdges.has(edge.id));
    }
  }

  /** Events as they stood on the day chosen; ties among actors by the events that are shown. */
  function relook(/** @type {NetworkView} */ view) {
    for (const restore of looks.values()) restore();
    looks = new Map();
    for (const [id, look] of Object.entries(view.events || {})) {
      const node = nodes.get(id);
      if (!node) continue;
      const when = find(node, ".when");
      const before = { when: when.textContent, name: node.getAttribute("aria-label") ?? "", hollow: node.classList.contains("hollow") };
      const set = (/** @type {typeof before} */ as) => {
        when.textContent = as.when;
        node.setAttribute("aria-label", as.name);
        node.classList.toggle("hollow", as.hollow);
      };
      set(look);
      looks.set(id, () => set(before));
    }
    for (const [id, look] of Object.entries(view.shared || {})) {
      const edge = edgeById.get(id);
      if (!edge) continue;
      const before = { label: edge.label, thickness: "", said: edge.said };
      const set = (/** @type {{ label: string, thickness: string | number, said: string }} */ as) => {
        edge.label = as.label;
        edge.said = as.said;
        edge.path.style.strokeWidth = String(as.thickness);
        if (edge.hit?.firstChild) edge.hit.firstChild.textContent = as.said;
      };
      set(look);
      looks.set(id, () => set(before));
    }
  }

  // Dragging.

  function trace(/** @type {Edge} */ edge) {
    const a = places.get(edge.a), b = places.get(edge.b);
    const d = a && b && (moved.has(edge.a) || moved.has(edge.b)) ? straight(a, b) : edge.isLit ? edge.lit : edge.plain;
    if (edge.path.getAttribute("d") === d) return;
    edge.path.setAttribute("d", d);
    edge.hit?.setAttribute("d", d);
  }

  function put(/** @type {string} */ id, /** @type {number} */ x, /** @type {number} */ y) {
    const spot = places.get(id);
    if (!spot) return;
    spot.x = x;
    spot.y = y;
    nodes.get(id)?.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    if (spot.x === spot.homeX && spot.y === spot.homeY) moved.delete(id);
    else moved.add(id);
    for (const edge of edgesOf.get(id) || []) trace(edge);
    for (const { element, edge, picked = "" } of stamped) {
      const to = edge && (edge.a === id || edge.b === id) ? spotOf(edge, picked) : undefined;
      if (to) element.setAttribute("transform", `translate(${to.join(" ")})`);
    }
  }

  function home() {
    for (const id of [...moved]) {
      const spot = places.get(id);
      if (spot) put(id, spot.homeX, spot.homeY);
    }
  }

  /** A node selects it; a tie among actors asks how its two ends are connected. */
  function pick(/** @type {Element} */ target) {
    const node = closest(target, ".node"), tie = closest(target, "[data-edge]");
    if (node) page.select(node.dataset.id ?? "");
    const edge = amongActors && !node ? edgeById.get(tie?.dataset.edge ?? "") : undefined;
    if (!edge) return;
    const [from, to] = edge.b === state.focus ? [edge.b, edge.a] : [edge.a, edge.b];
    page.go({ sel: from, to });
  }

  // A tie among actors answers to the pointer through a broader line above it.
  for (const kind of ["pointerover", "pointerout"]) svg.addEventListener(kind, ({ target }) => {
    const id = target instanceof SVGElement ? target.dataset.edge ?? "" : "";
    if (hits.has(id)) edgeById.get(id)?.path.classList.toggle("near", kind === "pointerover");
  });

  const first = () => [...nodes.keys()].find(there) || null;
  const moves = networkMoves(svg, { places, there, put, home, pick, first, element: (id) => nodes.get(id) });
  for (const edge of edges) if (edge.gone) goneEdges.add(edge.id);
  moves.stop(null);
  svg.classList.add("alive");

  /** Whether what is selected is drawn here: the node itself or, if it is no node, something that lights up with it. */
  function holds(/** @type {string} */ id) {
    if (!id || nodes.has(id) || edgesOf.has(id)) return true;
    return Boolean(page.view?.threads.get(id)?.some((step) => nodes.has(step)));
  }
  return { svg, base: svg.dataset.base || "", paint, show, holds, moves, there, places };
}
