// @ts-check
// The window of the overview in time: which edges of periods it lies between as it is pulled or stepped. No page.

/** @typedef {{ way: string, edge: number, ends: [number, number] }} Pull a handle's name, "move" or "new"; where it began; the window then */

const LARGE = 4; // periods that Page Up and Page Down move
const STEPS = /** @type {Record<string, number>} */ ({
  ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: LARGE, PageDown: -LARGE, Home: -Infinity, End: Infinity,
});

/** The place of the edge nearest to so many percent. @param {number[]} edges @param {number} share */
export function edgeAt(edges, share) {
  return edges.reduce((best, edge, place) => (Math.abs(edge - share) < Math.abs(edges[best] - share) ? place : best), 0);
}

/** The window once a pull has come to an edge; at least one period is in it.
 *  @param {Pull} pull @param {number} at @param {number} last @returns {[number, number]} */
export function pulled({ way, edge, ends: [first, end] }, at, last) {
  if (way === "from") return [Math.min(at, end - 1), end];
  if (way === "until") return [first, Math.max(at, first + 1)];
  if (way === "move") {
    const step = Math.max(-first, Math.min(last - end, at - edge));
    return [first + step, end + step];
  }
  if (at === edge) return [Math.min(at, last - 1), Math.min(at, last - 1) + 1];
  return [Math.min(at, edge), Math.max(at, edge)];
}

/** The window once a key has moved one of its ends, or null for any other key.
 *  @param {[number, number]} ends @param {boolean} isFrom @param {string} key @param {number} last @returns {[number, number] | null} */
export function stepped([first, end], isFrom, key, last) {
  const step = STEPS[key];
  if (step === undefined) return null;
  return isFrom ? [Math.max(0, Math.min(end - 1, first + step)), end] : [first, Math.min(last, Math.max(first + 1, end + step))];
}
