// @ts-check
// What stands in one SVG of the network, by id: nodes at rest and guests that join for a pick, and ties. What is hidden
// stays where it is, by one class, so that nothing moves.
import { all } from "../app/elements/dom.js";

/** @import { Edge, NodeBox, NodeMarkup } from "./types.d.ts" */

export class Elements {
  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.resting = new Map(/** @type {SVGElement[]} */ (all(svg, ".nodes .node")).map((node) => [node.dataset.id ?? "", node]));
    this.nodes = new Map(this.resting);
    this.places = new Map([...this.nodes].map(([id, node]) => [id, placeOf(node)]));
    this.atRest = new Map([...this.nodes].map(([id, node]) => [id, restOf(node)]));
    this.gone = new Set([...this.nodes.keys()].filter((id) => this.nodes.get(id)?.classList.contains("gone")));
    this.hits = new Map(/** @type {SVGPathElement[]} */ (all(svg, ".moving > .hits > .hit-line")).map((hit) => [hit.dataset.edge ?? "", hit]));
    const edges = /** @type {SVGPathElement[]} */ (all(svg, ".edges > .edge")).map((path) => edgeOf(path, this.hits));
    this.edges = new Map(edges.map((edge) => [edge.id, edge]));
    this.edgesOf = /** @type {Map<string, Edge[]>} */ (new Map());
    for (const edge of edges) {
      for (const id of [edge.a, edge.b, ...(edge.thread ? [edge.thread] : []), ...edge.events]) this.edgesOf.get(id)?.push(edge) ?? this.edgesOf.set(id, [edge]);
    }
    this.goneEdges = new Set(edges.flatMap((edge) => (edge.gone ? [edge.id] : [])));
  }

  /** Whether a node is shown. @param {string} id */
  there(id) {
    return this.nodes.has(id) && !this.gone.has(id) && !this.nodes.get(id)?.classList.contains("under");
  }

  /** Where the keyboard begins. */
  first() {
    return [...this.nodes.keys()].find((id) => this.there(id)) || null;
  }

  join(/** @type {SVGElement} */ guest) {
    this.nodes.set(guest.dataset.id ?? "", guest);
    this.places.set(guest.dataset.id ?? "", placeOf(guest));
  }

  /** All guests leave. */
  dismiss() {
    for (const id of [...this.nodes.keys()]) if (!this.resting.has(id)) { this.nodes.delete(id); this.places.delete(id); }
  }

  /** Has a node show again what it shows at rest. @param {string} id */
  restore(id) {
    const node = this.nodes.get(id), before = this.atRest.get(id);
    if (node && before) put(node, before);
  }

  /** Hides some nodes and ties, and those of such nodes; shows all others. @param {Set<string>} hidden @param {Set<string>} hiddenEdges */
  hide(hidden, hiddenEdges) {
    const { gone } = this;
    const touched = new Set([...hiddenEdges, ...this.goneEdges].flatMap((id) => this.edges.get(id) ?? []));
    for (const [id, node] of this.resting) {
      if (hidden.has(id) === gone.has(id)) continue;
      node.classList.toggle("gone", hidden.has(id));
      hidden.has(id) ? gone.add(id) : gone.delete(id);
      for (const edge of this.edgesOf.get(id) || []) touched.add(edge);
    }
    this.goneEdges = hiddenEdges;
    for (const edge of touched) {
      edge.gone = gone.has(edge.a) || gone.has(edge.b) || hiddenEdges.has(edge.id);
      for (const line of [edge.path, edge.hit]) line?.classList.toggle("gone", edge.gone);
    }
  }
}

/** @param {SVGPathElement} path @param {Map<string, SVGPathElement>} hits @returns {Edge} */
function edgeOf(path, hits) {
  const { edge: id = "", a = "", b = "", thread, events } = path.dataset;
  return { id, path, hit: hits.get(id), a, b, thread, events: events ? events.split(" ") : [], gone: path.classList.contains("gone") };
}

/** @param {SVGElement} node @returns {NodeBox} */
function placeOf(node) {
  const [x, y] = (node.getAttribute("transform")?.match(/-?[\d.]+/g) ?? []).map(Number);
  return { x, y, w: Number(node.dataset.w), h: Number(node.dataset.h) };
}

/** What a node shows. @param {SVGElement} node @returns {NodeMarkup} */
export function markupOf(node) {
  return { inner: node.innerHTML, transform: node.getAttribute("transform") ?? "" };
}

/** What it shows at rest: the server keeps that where it sends a node as a pick changes it. @param {SVGElement} node @returns {NodeMarkup} */
function restOf(node) {
  const rest = /** @type {SVGElement | null} */ (node.querySelector(".rest"));
  return rest ? { inner: rest.innerHTML, transform: rest.dataset.transform ?? "" } : markupOf(node);
}

/** @param {SVGElement} node @param {NodeMarkup} markup */
export function put(node, { inner, transform }) {
  node.innerHTML = inner;
  node.setAttribute("transform", transform);
}
