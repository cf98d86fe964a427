// @ts-check
// The border between the two pictures: dragged or moved by keys, in the address, and kept for this tab. While it is dragged only the frame
// follows; the pictures are drawn anew when it is let go.
import { byId, find, keep, kept } from "../app/elements/dom.js";
import { go, part } from "../app/state/address.js";
import { onAddress } from "../app/state/views.js";

const KEY = "explorer-share";
const USUAL = 0.42, LEAST = 190; // px that each picture keeps
const STEP = 16, LEAP = 64; // px
const REST = 150; // ms after the last key before the pictures are drawn anew

class Splitter {
  constructor() {
    this.bar = byId("splitter");
    this.frame = /** @type {HTMLElement} */ (find(document, ".pictures"));
    this.root = document.documentElement;
    this.share = USUAL;
    this.resting = 0;
  }

  begin() {
    const { bar } = this;
    bar.addEventListener("pointerdown", (event) => this.grasp(event));
    bar.addEventListener("pointermove", (event) => this.drag(event));
    for (const kind of ["pointerup", "pointercancel"]) bar.addEventListener(kind, () => this.release());
    bar.addEventListener("dblclick", () => { this.put(USUAL); this.settle(); });
    bar.addEventListener("keydown", (event) => this.step(event));
    this.put(USUAL);
    onAddress(() => this.read());
    this.read();
  }

  put(/** @type {number} */ wanted) {
    const height = this.frame.clientHeight || 1, least = Math.min(0.5, LEAST / height);
    this.share = Math.min(1 - least, Math.max(least, wanted));
    this.frame.style.setProperty("--share", this.share.toFixed(4));
    this.bar.setAttribute("aria-valuenow", String(Math.round(this.share * 100)));
  }

  /** The share in the address's words: "" is the usual one. */
  written() {
    return this.share === USUAL ? "" : String(Math.round(this.share * 100));
  }

  read() {
    const wanted = part("split") || kept(KEY);
    if (this.root.dataset.dragging || wanted === this.written()) return;
    this.put(Number(wanted) / 100 || USUAL);
    dispatchEvent(new Event("resize"));
  }

  grasp(/** @type {PointerEvent} */ event) {
    event.preventDefault();
    clearTimeout(this.resting);
    this.bar.setPointerCapture(event.pointerId);
    this.bar.focus({ preventScroll: true });
    this.root.dataset.dragging = "splitter";
  }

  drag(/** @type {PointerEvent} */ event) {
    if (this.root.dataset.dragging !== "splitter") return;
    const { top, height } = this.frame.getBoundingClientRect();
    this.put((event.clientY - top) / height);
  }

  step(/** @type {KeyboardEvent} */ event) {
    const { share } = this, px = 1 / (this.frame.clientHeight || 1), moves = /** @type {Record<string, number>} */ ({
      ArrowUp: share - STEP * px, ArrowDown: share + STEP * px, PageUp: share - LEAP * px, PageDown: share + LEAP * px,
      Home: 0, End: 1, Enter: USUAL,
    });
    if (!(event.key in moves)) return;
    event.preventDefault();
    this.put(moves[event.key]);
    this.rest();
  }

  /** While keys follow each other only the frame follows them, as while it is dragged. */
  rest() {
    const { dataset } = this.root;
    dataset.dragging = "keys";
    clearTimeout(this.resting);
    this.resting = setTimeout(() => { if (dataset.dragging === "keys") this.release(); }, REST);
  }

  release() {
    clearTimeout(this.resting);
    if (this.root.dataset.dragging === undefined) return;
    delete this.root.dataset.dragging;
    this.settle();
  }

  settle() {
    keep(KEY, this.written());
    go({ split: this.written() }, { gesture: "split" });
    dispatchEvent(new Event("resize"));
  }
}

/** Makes the splitter alive. */
export function beginSplitter() {
  new Splitter().begin();
}
