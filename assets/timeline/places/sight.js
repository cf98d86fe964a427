// @ts-check
// How far the rows are to be scrolled so that what is picked is in sight. Numbers only, no page.

const CLEAR = 9; // px around the middle of a mark: its sign, its number, the line of its name

/** @typedef {{ id: string, y: number, weight: number, band: number }} Shown a mark, its middle from the top of all rows */
/** @typedef {{ top: number, height: number }} Strip a band, or what of the rows is seen */

/** Where the rows are scrolled to so that as many events as can be are seen, of as many the weightiest; where as many are
 *  seen already, they stay. `any`: all are one event, in rows of its own, one of which will do.
 *  @param {Shown[]} marks @param {Strip[]} bands @param {Strip} seen @param {number} most how far they may be scrolled @param {boolean} any @returns {number} */
export function scrolledTo(marks, bands, { top, height }, most, any) {
  const within = (/** @type {number} */ at) => worth(marks.filter(({ y }) => y >= at + CLEAR && y <= at + height - CLEAR), any);
  const limited = (/** @type {number} */ at) => Math.min(most, Math.max(0, at));
  const places = marks.flatMap(({ y, band }) => [y - CLEAR, y + CLEAR - height, bands[band].top, bands[band].top + bands[band].height - height]);
  let found = top;
  for (const at of places.map(limited).sort((a, b) => Math.abs(a - top) - Math.abs(b - top))) if (within(at) > within(found)) found = at;
  return found === top ? top : withItsBand(found, marks, bands, top, height, (at) => within(limited(at)) >= within(found), limited);
}

/** What it is worth to see some marks: events above all, then what they weigh. @param {Shown[]} marks @param {boolean} any */
function worth(marks, any) {
  if (any) return Math.min(1, marks.length);
  const weights = new Map(marks.map(({ id, weight }) => [id, weight]));
  return weights.size + [...weights.values()].reduce((sum, weight) => sum + (weight === 1 ? 1e-3 : weight === 2 ? 1e-6 : 0), 0);
}

/** The same, with all of the first band that came into sight, where nothing else is lost for it.
 *  @param {number} at @param {Shown[]} marks @param {Strip[]} bands @param {number} before @param {number} height @param {(at: number) => boolean} keeps @param {(at: number) => number} limited */
function withItsBand(at, marks, bands, before, height, keeps, limited) {
  const first = marks.filter(({ y }) => y >= at && y <= at + height).toSorted((a, b) => (at < before ? a.y - b.y : b.y - a.y))[0];
  if (!first) return at;
  const band = bands[first.band], whole = limited(at < before ? Math.min(at, band.top) : Math.max(at, band.top + band.height - height));
  return keeps(whole) ? whole : at;
}
