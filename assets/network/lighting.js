// @ts-check
// What is lit in one SVG of the network: a neighbourhood or a path, with the ties, guests and words of a pick. A paint touches
// only what was lit and what is lit now, however much is drawn.
import { all, find, makeSvg, setAll } from "../app/elements/dom.js";
import { put } from "./elements.js";

/** @import { PickAnswer } from "../app/answers.d.ts" */
/** @import { State } from "../app/types.d.ts" */
/** @import { Elements } from "./elements.js" */
/** @import { Keyboard } from "./keyboard.js" */

export class Lighting {
  /** @param {SVGSVGElement} svg @param {Elements} elements @param {Keyboard} keyboard */
  constructor(svg, elements, keyboard) {
    this.svg = svg;
    this.elements = elements;
    this.keyboard = keyboard;
    this.amongActors = svg.dataset.mode === "actors";
    const nodes = find(svg, ".nodes");
    this.ties = layer(svg, "picked-edges", nodes);
    this.guests = layer(svg, "guests", nodes.nextSibling);
    this.words = find(svg, ".words");
    this.state = /** @type {State} */ ({ focus: "", lit: new Set(), other: "" });
    this.worn = /** @type {PickAnswer | null} */ (null); // the pick that is drawn
    this.sent = svg.dataset.pick ?? ""; // whose pick the server has drawn already, and compared with whom
    this.sentOther = svg.dataset.compared ?? "";
    this.lit = /** @type {Element[]} */ (all(svg, ".lit, .sel, .under")); // what the server lit goes, too
    this.turned = new Set([...elements.nodes].flatMap(([id, node]) => (node.querySelector(".rest") ? [id] : []))); // nodes that say something else while something is picked
    this.near = ""; // whose neighbourhood is looked at
    for (const node of elements.nodes.values()) this.name(node);
  }

  /** What a screen reader says of a node, and whether it is picked. */
  name(/** @type {SVGElement} */ node, said = node.getAttribute("aria-label") ?? "") {
    setAll(node, { "aria-label": said, "aria-pressed": String(node.dataset.id === this.state.focus) });
  }

  press() {
    const picked = this.elements.nodes.get(this.state.focus);
    if (picked) this.name(picked);
  }

  light(/** @type {Element | undefined} */ element, name = "lit") {
    if (!element) return;
    element.classList.add(name);
    this.lit.push(element);
  }

  clear() {
    this.keyboard.leave();
    for (const element of this.lit) element.classList.remove("lit", "sel", "goal", "under");
    this.lit = [];
    for (const id of this.turned) this.elements.restore(id);
    this.elements.dismiss();
    this.turned = new Set();
    this.worn = null;
    for (const part of [this.ties, this.guests, this.words]) if (part.firstChild) part.replaceChildren();
  }

  /** Rings the node of what is picked, and no other: all of the picture that the pick itself waits for. @param {string} id */
  ring(id) {
    for (const node of /** @type {SVGElement[]} */ (all(this.svg, ".node.sel, .node[aria-pressed='true']"))) {
      node.classList.remove("sel");
      node.setAttribute("aria-pressed", "false");
    }
    const { nodes } = this.elements;
    if (!this.elements.there(id)) return;
    for (const name of ["lit", "sel"]) this.light(nodes.get(id), name);
    nodes.get(id)?.setAttribute("aria-pressed", "true");
  }

  /** Lights the focus and what it is tied to; with its pick, every tie of it, guests and words, else what stands there.
   *  @param {State} next @param {PickAnswer | null} picked */
  paint(next, picked) {
    const keeps = !picked && this.sent !== "" && next.focus === this.sent && next.other === this.sentOther; // until the same pick has come
    const { focus } = this.state = next;
    for (const node of /** @type {SVGElement[]} */ (all(this.svg, ".node[aria-pressed='true']"))) this.name(node);
    if (keeps) return this.press();
    this.sent = "";
    this.clear();
    if (picked) this.wear(picked);
    else this.lightResting();
    this.svg.classList.toggle("has-sel", this.lit.length > 0);
    const isThere = this.elements.there(focus);
    if (isThere) this.light(this.elements.nodes.get(focus), "sel");
    this.keyboard.stop(isThere ? focus : null);
    this.press();
    this.keyboard.resume(focus, this.worn !== null);
  }

  wear(/** @type {PickAnswer} */ picked) {
    const { elements, guests } = this, { nodes } = elements;
    this.worn = picked;
    this.ties.innerHTML = picked.edges; // markup that the server has escaped
    guests.innerHTML = picked.guests;
    this.words.innerHTML = picked.words;
    for (const node of /** @type {SVGElement[]} */ (all(guests, ".node[data-id]"))) {
      this.name(node);
      elements.join(node);
    }
    for (const [id, { inner, x, y }] of Object.entries(picked.nodes)) {
      const node = nodes.get(id);
      if (!node) continue;
      put(node, { inner, transform: `translate(${x} ${y})` });
      this.turned.add(id);
    }
    for (const id of picked.yields) this.light(nodes.get(id), "under"); // what is picked needs their place
    for (const id of picked.lit) if (elements.there(id)) this.light(nodes.get(id));
    for (const id of picked.under) for (const line of [elements.edges.get(id)?.path, elements.hits.get(id)]) this.light(line, "under");
    this.light(nodes.get(picked.goal), "goal");
  }

  lightResting() {
    const { elements, amongActors, state: { focus, lit, other } } = this, { nodes } = elements;
    if (!focus || (nodes.has(focus) && elements.gone.has(focus))) return;
    const own = [focus, other].flatMap((id) => elements.edgesOf.get(id) || []).filter((edge) => !edge.gone);
    const ids = new Set(amongActors ? own.flatMap((edge) => [edge.a, edge.b]) : []);
    if (!amongActors || !nodes.has(focus)) for (const id of lit) ids.add(id);
    ids.add(focus);
    for (const id of ids) if (elements.there(id)) this.light(nodes.get(id));
    for (const edge of own) this.light(edge.path);
  }

  /** Shows what a node that is pointed at is tied to, before it is picked: lines and names stronger, nothing grey; "" ends it. @param {string} id */
  preview(id) {
    const next = id === this.state.focus ? "" : id;
    if (next === this.near) return;
    this.near = next;
    for (const element of all(this.svg, ".near")) element.classList.remove("near");
    const { edgesOf, nodes } = this.elements;
    for (const edge of edgesOf.get(next) || []) {
      if (edge.gone) continue;
      for (const element of [edge.path, nodes.get(edge.a), nodes.get(edge.b)]) element?.classList.add("near");
    }
  }
}

/** A layer that is filled while something is picked; the server fills it where the page begins with a pick.
 *  @param {SVGSVGElement} svg @param {string} name @param {Node | null} before */
function layer(svg, name, before) {
  const moving = find(svg, ".moving"), known = moving.querySelector(`.${name}`);
  return known ?? moving.insertBefore(makeSvg("g", { class: name }), before);
}
