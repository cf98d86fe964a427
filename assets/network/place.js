// @ts-check
// One place on the page for a picture of the network: the right one is in it, is lit at once, and is given what was fetched
// for what is picked. What is out of sight catches up when it comes into sight.
import { asText, fetched, forget } from "../app/asking/transport.js";
import { closest, find, holds, make } from "../app/elements/dom.js";
import { query } from "../app/state/address.js";
import { afterFrame } from "../app/state/later.js";
import { onPaint, onRing, onView, page } from "../app/state/page.js";
import { sayNetwork } from "../app/state/views.js";
import { lastNode, leftIn } from "./keyboard.js";
import { Picks } from "./picks.js";
import { NetworkPicture } from "./picture.js";
import { Spine } from "./spine.js";

/** @import { NetworkView } from "../app/answers.d.ts" */

const MAX_KEPT = 6; // pictures that are kept for going back
const LAYING = 300; // ms before a picture that is being laid out is asked for again
const PHONE = "358"; // the width of the place where a pick is a list, and needs no picture
const SOON = 60; // ms that a node is pointed at before its pick is fetched

export class PicturePlace {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.width = place.dataset.width ?? "";
    this.isShown = place.offsetParent !== null; // kept, as to ask the page would have it laid out in the middle of an answer
    this.picks = new Picks(this.width);
    this.spine = new Spine(place);
    this.shown = /** @type {NetworkPicture | null} */ (null); // not there yet, or not in sight yet
    this.kept = /** @type {Map<string, NetworkPicture>} */ (new Map());
    this.told = /** @type {NetworkView | null} */ (null);
    this.given = /** @type {WeakMap<NetworkPicture, NetworkView>} */ (new WeakMap()); // the view that a picture shows
    this.state = page.state;
    this.stands = /** @type {unknown[]} */ ([]); // what was painted last: of which picture, what is lit, its pick, the view
    this.wanted = /** @type {string | null} */ (null);
    this.isBusy = false;
    this.laying = ""; // what is said of a picture that is being laid out
    this.pointed = 0;
  }

  begin() {
    const { place } = this;
    for (const kind of ["pointerover", "focusin"]) place.addEventListener(kind, ({ target }) => this.point(target));
    onRing((state) => {
      this.state = state;
      if (this.isShown) this.shown?.ring(state.focus);
    });
    onPaint((state) => {
      this.state = state;
      this.paint();
      afterFrame(() => this.bringPick()); // what is lit is on the screen first
    });
    onView((view) => {
      this.told = view.network[this.width] ?? null;
      this.follow();
    });
    new ResizeObserver(() => {
      const before = this.isShown;
      this.isShown = place.offsetParent !== null;
      if (this.isShown && !before) this.catchUp();
    }).observe(place);
  }

  /** "in", "out" or "fit". @param {string} way */
  zoom(way) {
    this.shown?.camera.zoom(way);
  }

  /** How much is drawn in it. */
  line() {
    return this.laying || (this.told?.counts ?? "");
  }

  // --- picks

  /** The pick of what is lit, once it is there and the picture that it was drawn for, too. */
  worn() {
    const one = this.state.focus ? this.picks.of(this.state.focus) : null;
    return one && (!this.shown || !one.base || one.base === this.shown.base) ? one : null;
  }

  /** The pick that it shows: null while it is on its way, undefined where it cannot be had. */
  picked() {
    return this.worn() ?? (this.picks.isMissing(this.state.focus) ? undefined : null);
  }

  /** Fetches the pick of a node that is pointed at for a while. @param {EventTarget | null} target */
  point(target) {
    clearTimeout(this.pointed);
    const id = closest(target, ".node[data-id]")?.dataset.id;
    if (id) this.pointed = setTimeout(() => this.fetchPick(id), SOON);
  }

  fetchPick(/** @type {string} */ id) {
    const missed = { what: "pick", said: "Its ties are drawn only as far as they stood there.", again: () => this.bringPick() };
    return this.picks.ask(id, id === this.state.focus ? missed : {});
  }

  bringPick() {
    const { place, state: { focus } } = this;
    if (!focus || !this.isShown || (this.width !== PHONE && !this.shown)) return;
    if (this.worn()) return this.paint(); // it came meanwhile
    place.setAttribute("aria-busy", "true");
    this.fetchPick(focus).then(() => {
      place.removeAttribute("aria-busy");
      if (focus !== this.state.focus) return;
      if (this.worn()) this.paint();
      else sayNetwork();
    });
  }

  /** Makes the picture that was sent alive, once it is in sight. */
  wake() {
    const sent = /** @type {SVGSVGElement | null} */ (this.shown || !this.isShown ? null : this.place.querySelector("svg.network"));
    if (!sent) return;
    this.shown = new NetworkPicture(sent);
    this.kept.set(this.shown.base, this.shown);
  }

  paint() {
    this.wake();
    const { shown, told, state } = this;
    if (told && shown && shown.base === told.base && this.given.get(shown) !== told) {
      shown.show(told);
      this.given.set(shown, told);
    }
    const worn = this.worn(), next = [shown, state, worn, told];
    if (next.every((part, place) => part === this.stands[place])) return;
    this.stands = next;
    this.spine.show(worn?.spine ?? "");
    shown?.paint(state, worn);
    page.redrawn();
    if (this.isShown) sayNetwork();
  }

  // --- pictures

  keep(/** @type {NetworkPicture} */ one) {
    this.kept.delete(one.base);
    this.kept.set(one.base, one);
    const oldest = [...this.kept.values()].find((other) => other !== one);
    if (this.kept.size > MAX_KEPT && oldest) this.kept.delete(oldest.base);
  }

  swap(/** @type {NetworkPicture} */ one) {
    const { shown, place } = this;
    if (one === shown) return;
    const id = shown && holds(shown.svg, document.activeElement) ? lastNode() : leftIn(place);
    if (id !== null) one.keyboard.take(id);
    if (shown) shown.svg.replaceWith(one.svg);
    else place.replaceChildren(one.svg);
    this.keep(one);
    this.shown = one;
    one.camera.look({ x: 0, y: 0, k: 1 });
  }

  /** The picture for an address, once it is laid out; till then its place says how far it is. Null where another is wanted.
   *  @param {string} asked */
  async fetchPicture(asked) {
    const missed = { what: "network", said: "The network is the one before.", again: () => this.bring(query()) };
    for (;;) {
      const text = await fetched(`network/${this.width}.svg${asked ? "?" + asked : ""}`, asText, missed);
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      this.laying = parsed.dataset.laying ?? "";
      if (!this.laying) return new NetworkPicture(/** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(parsed, true))));
      if (!this.shown) {
        if (!this.place.querySelector(".laying")) this.place.replaceChildren(make("p", "laying quiet"));
        find(this.place, ".laying").textContent = this.laying;
      }
      sayNetwork();
      await new Promise((go) => setTimeout(go, LAYING));
      if (this.wanted !== null || !this.isShown) return null;
    }
  }

  /** Fetches the picture for an address, one at a time, the last one asked for in the end. @param {string} asked */
  async bring(asked) {
    this.wanted = asked;
    if (this.isBusy || !this.isShown) return;
    this.isBusy = true;
    this.place.setAttribute("aria-busy", "true");
    while (this.wanted !== null) {
      const now = this.wanted;
      this.wanted = null;
      const one = await this.fetchPicture(now).catch(() => null);
      this.laying = "";
      if (!one || (this.told?.base !== one.base && this.wanted !== null)) continue;
      this.swap(one);
      this.paint();
      this.bringPick();
      sayNetwork();
      if (this.told?.base === one.base) this.wanted = null;
    }
    this.isBusy = false;
    this.place.removeAttribute("aria-busy");
  }

  follow() {
    if (!this.told || !this.isShown) return;
    const { base, counts = "" } = this.told, known = this.kept.get(base);
    find(document, "#network .drawn").textContent = counts;
    if (this.shown?.base !== base && known) this.swap(known);
    this.paint();
    this.bringPick();
    if (this.shown?.base === base) forget("network");
    else this.bring(query());
  }

  /** The window or a tab has brought it into sight. */
  catchUp() {
    this.wake();
    const id = leftIn(this.place);
    if (id !== null) this.shown?.keyboard.take(id);
    this.stands = []; // what it was given meanwhile is painted
    this.follow();
    sayNetwork();
  }
}
