// @ts-check
// Makes one SVG of the network alive: lights a neighbourhood or a path, hides what a filter leaves out. What is in the
// picture, where, and what it says was decided in Python: a pick comes as markup of its ties, of the guests that join for
// it and of the words on nodes that were there. Nothing that stood there moves; what a pick needs the place of is away.
import { all, closest, find, holds, makeSvg, setAll } from "../app/elements/dom.js";
import { page } from "../app/state/page.js";
import { networkMoves } from "./moves.js";

/** @import { NetworkView, PickAnswer } from "../app/answers.d.ts" */
/** @import { State } from "../app/types.d.ts" */
/** @import { Edge, NetworkPicture, NodeBox } from "./types.d.ts" */

const HOW = "Arrows lead from record to record, Enter picks, Page Down and Page Up lead along the ties of what is picked.";
const WALK = /** @type {Record<string, number>} */ ({ PageDown: 1, PageUp: -1 });

/** One SVG brought to life. @param {SVGSVGElement} svg @returns {NetworkPicture} */
export function networkPicture(svg) {
  const amongActors = svg.dataset.mode === "actors";
  const resting = new Map(/** @type {SVGElement[]} */ (all(svg, ".nodes .node")).map((node) => [node.dataset.id ?? "", node]));
  const nodes = new Map(resting), places = new Map([...nodes].map(([id, node]) => [id, placeOf(node)]));
  const hits = new Map(/** @type {SVGPathElement[]} */ (all(svg, ".moving > .hits > .hit-line")).map((hit) => [hit.dataset.edge ?? "", hit]));
  const edges = /** @type {SVGPathElement[]} */ (all(svg, ".edges > .edge")).map(edgeOf);
  const edgesOf = /** @type {Map<string, Edge[]>} */ (new Map());
  for (const edge of edges) {
    for (const id of [edge.a, edge.b, ...(edge.thread ? [edge.thread] : []), ...edge.events]) edgesOf.get(id)?.push(edge) ?? edgesOf.set(id, [edge]);
  }
  const edgeById = new Map(edges.map((edge) => [edge.id, edge]));
  const ties = layer("picked-edges", find(svg, ".nodes")), guests = layer("guests", find(svg, ".nodes").nextSibling), words = find(svg, ".words");
  const goneNodes = new Set([...nodes.keys()].filter((id) => nodes.get(id)?.classList.contains("gone")));
  const said = new Map([...nodes].map(([id, node]) => [id, rested(node)]));
  let sent = svg.dataset.pick ?? ""; // whose pick the server has drawn already
  let goneEdges = /** @type {Set<string>} */ (new Set());
  let litNow = /** @type {Element[]} */ (all(svg, ".lit, .sel, .under")); // what the server lit goes, too
  let turned = new Set([...nodes.keys()].filter((id) => nodes.get(id)?.querySelector(".rest"))); // nodes that say something else while something is picked
  let looks = /** @type {Map<string, () => void>} */ (new Map());
  let near = ""; // whose neighbourhood is looked at
  let left = /** @type {string | null} */ (null); // what the keyboard was on, which is away since
  let state = /** @type {State} */ ({ focus: "", lit: new Set(), other: "" }), worn = /** @type {PickAnswer | null} */ (null);

  /** A layer that is filled while something is picked; the server fills it where the page begins with a pick. */
  function layer(/** @type {string} */ name, /** @type {Node | null} */ before) {
    const moving = find(svg, ".moving"), known = moving.querySelector(`.${name}`);
    return known ?? moving.insertBefore(makeSvg("g", { class: name }), before);
  }

  function edgeOf(/** @type {SVGPathElement} */ path) {
    const { edge: id = "", a = "", b = "", thread, events } = path.dataset;
    return /** @type {Edge} */ ({ id, path, hit: hits.get(id), a, b, thread, events: events ? events.split(" ") : [], gone: path.classList.contains("gone") });
  }

  /** @returns {NodeBox} */
  function placeOf(/** @type {SVGElement} */ node) {
    const [x, y] = (node.getAttribute("transform")?.match(/-?[\d.]+/g) ?? []).map(Number);
    return { x, y, w: Number(node.dataset.w), h: Number(node.dataset.h) };
  }

  /** What a node shows. */
  function held(/** @type {SVGElement} */ node) {
    return { inner: node.innerHTML, transform: node.getAttribute("transform") ?? "" };
  }

  /** What it shows at rest: the server keeps that where it sends a node as a pick changes it. */
  function rested(/** @type {SVGElement} */ node) {
    const rest = /** @type {SVGElement | null} */ (node.querySelector(".rest"));
    return rest ? { inner: rest.innerHTML, transform: rest.dataset.transform ?? "" } : held(node);
  }

  function put(/** @type {SVGElement} */ node, /** @type {ReturnType<typeof held>} */ { inner, transform }) {
    node.innerHTML = inner;
    node.setAttribute("transform", transform);
  }

  const there = (/** @type {string} */ id) => nodes.has(id) && !goneNodes.has(id) && !nodes.get(id)?.classList.contains("under");

  /** What a screen reader says of a node, and whether it is picked. */
  function name(/** @type {SVGElement} */ node, said = node.getAttribute("aria-label") ?? "") {
    setAll(node, { "aria-label": said, "aria-pressed": String(node.dataset.id === state.focus) });
  }

  // Lighting: a paint touches only what was lit and what is lit now, however much is drawn.

  function light(/** @type {Element | undefined} */ element, name = "lit") {
    if (!element) return;
    element.classList.add(name);
    litNow.push(element);
  }

  function clear() {
    const at = document.activeElement;
    if (holds(svg, at) && at !== svg) left = closest(at, ".node[data-id]")?.dataset.id ?? "";
    for (const element of litNow) element.classList.remove("lit", "sel", "goal", "under");
    litNow = [];
    for (const id of turned) {
      const node = nodes.get(id);
      const before = said.get(id);
      if (node && before) put(node, before);
    }
    for (const id of [...nodes.keys()]) if (!resting.has(id)) { nodes.delete(id); places.delete(id); }
    turned = new Set();
    worn = null;
    for (const part of [ties, guests, words]) if (part.firstChild) part.replaceChildren();
  }

  /** Rings the node of what is picked, and no other: all of the picture that the pick itself waits for. @param {string} id */
  function ring(id) {
    for (const node of /** @type {SVGElement[]} */ (all(svg, ".node.sel, .node[aria-pressed='true']"))) {
      node.classList.remove("sel");
      node.setAttribute("aria-pressed", "false");
    }
    if (!there(id)) return;
    for (const name of ["lit", "sel"]) light(nodes.get(id), name);
    nodes.get(id)?.setAttribute("aria-pressed", "true");
  }

  /** Lights the focus and what it is tied to; with its pick, every tie of it, guests and words, else what stands there. */
  function paint(/** @type {State} */ next, /** @type {PickAnswer | null} */ picked) {
    const keeps = !picked && sent !== "" && next.focus === sent && !next.other; // until the same pick has come
    state = next;
    for (const node of /** @type {SVGElement[]} */ (all(svg, ".node[aria-pressed='true']"))) name(node);
    if (keeps) return press();
    sent = "";
    clear();
    if (picked) wear(picked);
    else lightResting();
    svg.classList.toggle("has-sel", litNow.length > 0);
    if (there(state.focus)) light(nodes.get(state.focus), "sel");
    moves.stop(there(state.focus) ? state.focus : null);
    press();
    keepKeyboard();
  }

  /** Where the keyboard was on what is away now, it goes on from what is picked; while that is on its way, from the picture. */
  function keepKeyboard() {
    const at = document.activeElement;
    if (at !== svg && at !== document.body && !holds(svg, at)) left = null; // the reader has gone elsewhere
    if (left === null) return;
    const next = [left, state.focus].find(there);
    if (next === undefined && state.focus && !worn) return svg.focus({ preventScroll: true });
    left = null;
    if (next !== undefined && nodes.get(next) === at) return;
    const stop = /** @type {SVGElement | null | undefined} */ (next === undefined ? svg.querySelector(".node[tabindex='0']") : nodes.get(next));
    stop?.focus({ preventScroll: true });
  }

  /** The keyboard was on this node in the picture that stood in this one's place; it goes on when this one is painted. @param {string} id */
  function takeKeyboard(id) {
    if (document.activeElement instanceof SVGElement) document.activeElement.blur(); // out of sight, it may have it still
    left = id;
  }

  function press() {
    const picked = nodes.get(state.focus);
    if (picked) name(picked);
  }

  function wear(/** @type {PickAnswer} */ picked) {
    worn = picked;
    ties.innerHTML = picked.edges; // markup that the server has escaped
    guests.innerHTML = picked.guests;
    words.innerHTML = picked.words;
    for (const node of /** @type {SVGElement[]} */ (all(guests, ".node[data-id]"))) {
      name(node);
      nodes.set(node.dataset.id ?? "", node);
      places.set(node.dataset.id ?? "", placeOf(node));
    }
    for (const [id, { inner, x, y }] of Object.entries(picked.nodes)) {
      const node = nodes.get(id);
      if (!node) continue;
      put(node, { inner, transform: `translate(${x} ${y})` });
      turned.add(id);
    }
    for (const id of picked.yields) light(nodes.get(id), "under"); // what is picked needs their place
    for (const id of picked.lit) if (there(id)) light(nodes.get(id));
    for (const id of picked.under) for (const line of [edgeById.get(id)?.path, hits.get(id)]) light(line, "under");
    light(nodes.get(picked.goal), "goal");
  }

  function lightResting() {
    const focus = state.focus;
    if (!focus || (nodes.has(focus) && goneNodes.has(focus))) return;
    const own = [focus, state.other].flatMap((id) => edgesOf.get(id) || []).filter((edge) => !edge.gone);
    const ids = new Set(amongActors ? own.flatMap((edge) => [edge.a, edge.b]) : []);
    if (!amongActors || !nodes.has(focus)) for (const id of state.lit) ids.add(id);
    ids.add(focus);
    for (const id of ids) if (there(id)) light(nodes.get(id));
    for (const edge of own) light(edge.path);
  }

  // A look at a neighbourhood before it is picked: its lines and names stronger, nothing grey.

  /** Shows what a node that is pointed at is tied to; "" ends it. @param {string} id */
  function preview(id) {
    const next = id === state.focus ? "" : id;
    if (next === near) return;
    near = next;
    for (const element of all(svg, ".near")) element.classList.remove("near");
    for (const edge of edgesOf.get(next) || []) {
      if (edge.gone) continue;
      for (const element of [edge.path, nodes.get(edge.a), nodes.get(edge.b)]) element?.classList.add("near");
    }
  }

  // Hiding: by one class, so that nothing moves.

  /** Takes in what Python says of this picture: see NetworkView in explorer/network/visibility.py. */
  function show(/** @type {NetworkView} */ view) {
    const hidden = new Set(view.hidden || []), gone = new Set(view.hidden_edges || []);
    const touched = new Set([...gone, ...goneEdges].flatMap((id) => edgeById.get(id) ?? []));
    for (const [id, node] of resting) {
      if (hidden.has(id) === goneNodes.has(id)) continue;
      node.classList.toggle("gone", hidden.has(id));
      hidden.has(id) ? goneNodes.add(id) : goneNodes.delete(id);
      for (const edge of edgesOf.get(id) || []) touched.add(edge);
    }
    goneEdges = gone;
    for (const edge of touched) {
      edge.gone = goneNodes.has(edge.a) || goneNodes.has(edge.b) || gone.has(edge.id);
      for (const line of [edge.path, edge.hit]) line?.classList.toggle("gone", edge.gone);
    }
    relook(view);
  }

  /** Events as they stood on the day chosen; ties among actors by the events that are shown. */
  function relook(/** @type {NetworkView} */ view) {
    if (!sent) clear();
    for (const restore of looks.values()) restore();
    looks = new Map();
    for (const [id, look] of Object.entries(view.events || {})) {
      const node = resting.get(id);
      if (!node) continue;
      // No date stands there where the page began with a pick, which says something else.
      const before = { when: node.querySelector(".when")?.textContent ?? "", name: node.getAttribute("aria-label") ?? "", hollow: node.classList.contains("hollow") };
      const set = (/** @type {typeof before} */ as) => {
        const line = node.querySelector(".when");
        if (line) line.textContent = as.when;
        name(node, as.name);
        node.classList.toggle("hollow", as.hollow);
        said.set(id, held(node));
      };
      set(look);
      looks.set(id, () => set(before));
    }
    for (const [id, look] of Object.entries(view.shared || {})) {
      const path = edgeById.get(id)?.path;
      if (!path) continue;
      path.style.strokeWidth = String(look.thickness);
      looks.set(id, () => { path.style.strokeWidth = ""; });
    }
  }

  // What can be picked.

  /** A node selects it; a tie among actors asks how its two ends are connected, any other leads to its sentence. */
  function pick(/** @type {Element} */ target, compares = false) {
    const node = closest(target, ".node[data-id]"), tie = closest(target, "[data-edge]"), stack = closest(target, "[data-stack]");
    if (stack) return openStack(stack);
    if (node) return compares ? page.compare(node.dataset.id ?? "") : page.select(node.dataset.id ?? "");
    const { a = "", b = "" } = tie?.dataset ?? {};
    if (amongActors && tie) return page.go(b === state.focus ? { sel: b, to: a } : { sel: a, to: b });
    if (tie) return page.lead(a === state.focus ? b : a);
    if (state.focus) return page.select("");
  }

  function openStack(/** @type {HTMLElement} */ stack) {
    const told = worn?.stacks.find(({ id }) => id === stack.dataset.stack);
    if (told) page.list(stack, told.label, told.members.map((id) => [id, page.tiesOf(id)?.name ?? id]));
  }

  /** The tie that many further on from one that has the keyboard, else the first; in the order in which they are told. */
  function walk(/** @type {number} */ by) {
    const lines = /** @type {SVGElement[]} */ (all(ties, "[role='button']")), at = lines.findIndex((line) => line === document.activeElement);
    lines[at < 0 ? (by > 0 ? 0 : lines.length - 1) : (at + by + lines.length) % lines.length]?.focus();
  }

  svg.addEventListener("keydown", (event) => {
    if (!(event.key in WALK) || !worn) return;
    event.preventDefault();
    walk(WALK[event.key]);
  });
  for (const kind of ["pointerover", "focusin"]) svg.addEventListener(kind, ({ target }) => preview(closest(target, ".node[data-id]")?.dataset.id ?? ""));
  svg.addEventListener("pointerleave", () => preview(""));

  const first = () => [...nodes.keys()].find(there) || null;
  const moves = networkMoves(svg, { places, there, pick, first, element: (id) => nodes.get(id) });
  for (const edge of edges) if (edge.gone) goneEdges.add(edge.id);
  for (const node of nodes.values()) name(node);
  svg.setAttribute("aria-description", HOW);
  moves.stop(null);
  svg.classList.add("alive");
  return { svg, base: svg.dataset.base || "", ring, paint, show, takeKeyboard, moves, there, places };
}
