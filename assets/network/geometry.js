// @ts-check
// Where arrows lead between the boxes of a network. No page.

/** @import { Point } from "./types.d.ts" */

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
