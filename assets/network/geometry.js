// @ts-check
// Where lines and arrows lead between the boxes of a network. No page.

/** @import { NodeBox, Point } from "./types.d.ts" */

/** A line between two boxes, cut at their outlines, as a path. @param {NodeBox} from @param {NodeBox} to */
export function straight(from, to) {
  const dx = to.x - from.x, dy = to.y - from.y;
  const cut = (/** @type {NodeBox} */ box, /** @type {number} */ gap) =>
    Math.min((box.w / 2 + gap) / Math.abs(dx || 1e-9), (box.h / 2 + gap) / Math.abs(dy || 1e-9), 0.49);
  const at = (/** @type {number} */ t) => `${(from.x + dx * t).toFixed(1)} ${(from.y + dy * t).toFixed(1)}`;
  return `M${at(cut(from, 3))}L${at(1 - cut(to, 4.5))}`;
}

/** The id of the nearest place in a direction, what lies aside counting more; "" where there is none.
 *  @param {Map<string, Point>} places @param {Point} from @param {[number, number]} way @param {(id: string) => boolean} there */
export function nearestThatWay(places, from, [dx, dy], there) {
  let best = "", least = Infinity;
  for (const [id, to] of places) {
    const x = to.x - from.x, y = to.y - from.y;
    const ahead = x * dx + y * dy, far = ahead + 2.5 * Math.abs(x * dy) + 2.5 * Math.abs(y * dx);
    if (ahead > 1 && far < least && there(id)) [least, best] = [far, id];
  }
  return best;
}
