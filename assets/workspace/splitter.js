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

/** Makes the splitter and the buttons that maximize alive. */
export function beginSplitter() {
  const bar = byId("splitter"), frame = /** @type {HTMLElement} */ (find(document, ".pictures")), root = document.documentElement;
  let share = USUAL, resting = 0;

  function put(/** @type {number} */ wanted) {
    const height = frame.clientHeight || 1, least = Math.min(0.5, LEAST / height);
    share = Math.min(1 - least, Math.max(least, wanted));
    frame.style.setProperty("--share", share.toFixed(4));
    bar.setAttribute("aria-valuenow", String(Math.round(share * 100)));
  }

  const written = () => (share === USUAL ? "" : String(Math.round(share * 100)));

  /** While keys follow each other only the frame follows them, as while it is dragged. */
  function rest() {
    root.dataset.dragging = "keys";
    clearTimeout(resting);
    resting = setTimeout(() => { if (root.dataset.dragging === "keys") release(); }, REST);
  }

  function release() {
    clearTimeout(resting);
    if (root.dataset.dragging === undefined) return;
    delete root.dataset.dragging;
    settle();
  }

  function settle() {
    keep(KEY, written());
    go({ split: written() }, { gesture: "split" });
    dispatchEvent(new Event("resize"));
  }

  bar.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    clearTimeout(resting);
    bar.setPointerCapture(event.pointerId);
    bar.focus({ preventScroll: true });
    root.dataset.dragging = "splitter";
  });
  bar.addEventListener("pointermove", (event) => {
    if (root.dataset.dragging !== "splitter") return;
    const { top, height } = frame.getBoundingClientRect();
    put((event.clientY - top) / height);
  });
  for (const kind of ["pointerup", "pointercancel"]) bar.addEventListener(kind, release);
  bar.addEventListener("dblclick", () => { put(USUAL); settle(); });
  bar.addEventListener("keydown", (event) => {
    const px = 1 / (frame.clientHeight || 1), moves = /** @type {Record<string, number>} */ ({
      ArrowUp: share - STEP * px, ArrowDown: share + STEP * px, PageUp: share - LEAP * px, PageDown: share + LEAP * px,
      Home: 0, End: 1, Enter: USUAL,
    });
    if (!(event.key in moves)) return;
    event.preventDefault();
    put(moves[event.key]);
    rest();
  });
  function read() {
    const wanted = part("split") || kept(KEY);
    if (root.dataset.dragging || wanted === written()) return;
    put(Number(wanted) / 100 || USUAL);
    dispatchEvent(new Event("resize"));
  }
  put(USUAL);
  onAddress(read);
  read();
}
