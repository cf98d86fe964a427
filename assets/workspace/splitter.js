// @ts-check
// The border between the two pictures: dragged or moved by keys, kept in this browser. While it is dragged only the frame
// follows; the pictures are drawn anew when it is let go.
import { byId, find, keep, kept } from "../app/dom.js";

const KEY = "explorer-share";
const USUAL = 0.42, LEAST = 190; // px that each picture keeps
const STEP = 16, LEAP = 64; // px

/** Makes the splitter and the buttons that maximize alive. */
export function beginSplitter() {
  const bar = byId("splitter"), frame = /** @type {HTMLElement} */ (find(document, ".pictures")), root = document.documentElement;
  let share = USUAL;

  function put(/** @type {number} */ wanted) {
    const height = frame.clientHeight || 1, least = Math.min(0.5, LEAST / height);
    share = Math.min(1 - least, Math.max(least, wanted));
    frame.style.setProperty("--share", share.toFixed(4));
    bar.setAttribute("aria-valuenow", String(Math.round(share * 100)));
  }

  function settle() {
    keep(KEY, share === USUAL ? "" : share.toFixed(4));
    dispatchEvent(new Event("resize"));
  }

  bar.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    bar.focus({ preventScroll: true });
    root.dataset.dragging = "splitter";
  });
  bar.addEventListener("pointermove", (event) => {
    if (root.dataset.dragging !== "splitter") return;
    const { top, height } = frame.getBoundingClientRect();
    put((event.clientY - top) / height);
  });
  for (const kind of ["pointerup", "pointercancel"]) bar.addEventListener(kind, () => {
    if (root.dataset.dragging !== "splitter") return;
    delete root.dataset.dragging;
    settle();
  });
  bar.addEventListener("dblclick", () => { put(USUAL); settle(); });
  bar.addEventListener("keydown", (event) => {
    const px = 1 / (frame.clientHeight || 1), moves = /** @type {Record<string, number>} */ ({
      ArrowUp: share - STEP * px, ArrowDown: share + STEP * px, PageUp: share - LEAP * px, PageDown: share + LEAP * px,
      Home: 0, End: 1, Enter: USUAL,
    });
    if (!(event.key in moves)) return;
    event.preventDefault();
    put(moves[event.key]);
    settle();
  });
  put(Number(kept(KEY)) || USUAL);
}
