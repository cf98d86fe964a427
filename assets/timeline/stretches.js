// @ts-check
// A crowded timeline zoomed in: what a stretch of time holds is fetched when it is looked at, finer counts or marks.
// Few stretches are kept. Outside of the one that is shown, the counts of the whole stand.
import { asJson, fetched } from "../app/asking/transport.js";
import { later } from "../app/state/later.js";
import { page } from "../app/state/page.js";
import { swapStretch } from "./picture/drawing.js";
import { hooks, now } from "./picture/now.js";
import { cellsOf } from "./places/heatmap.js";
import { unpacked } from "./places/payload.js";
import { daysBetween } from "./places/stretch_days.js";

/** @import { StretchPayload } from "../app/answers.d.ts" */
/** @import { Payload, Stretch } from "./types.d.ts" */

const MAX_KEPT = 8; // stretches kept in the browser
const SLIVER = 0.001; // axis units that rounding may take

let base = /** @type {Payload | null} */ (null); // the payload of the whole
let kept = /** @type {Map<string, Payload>} */ (new Map()); // days: the payload of a stretch
let busy = false;
let failed = "";
let told = /** @type {Set<string>} */ (new Set()); // ids whose ties came with the view

/** Another view is shown. */
function start() {
  base = now.whole;
  kept = new Map();
  failed = "";
  told = new Set(page.view?.ties.keys());
}

/** Shows what is kept for the view, or fetches it. */
function see() {
  if (base !== now.whole) start();
  const { from, to, meta } = now;
  if (!base || !base.crowded) return;
  if (to - from > 999) return use(base, meta);
  const covers = (/** @type {Payload} */ { reach = [1, 0] }) => reach[0] <= from + SLIVER && reach[1] >= to - SLIVER;
  const marked = [...kept.values()].find((one) => !one.heat && covers(one));
  if (marked) return use(marked, meta);
  const stretch = stretchOf(from, to, meta);
  const found = kept.get(stretch.key);
  if (found) use(found, meta);
  else if (stretch.key !== failed) ask(stretch);
}

function use(/** @type {Payload} */ one, /** @type {Payload} */ shown) {
  if (one !== shown) swapStretch(one);
}

/** The stretch to ask for: wider than what is shown, and the same one for a while as the view is moved. @returns {Stretch} */
function stretchOf(/** @type {number} */ from, /** @type {number} */ to, /** @type {Payload} */ shown) {
  const wide = 1000 / 2 ** Math.floor(Math.log2(1000 / (to - from)));
  const start = Math.floor(from / (wide / 2)) * (wide / 2);
  const reach = /** @type {[number, number]} */ ([Math.max(0, start), Math.min(1000, start + 1.5 * wide)]);
  if (shown.axis === "even") return among(shown, reach);
  const [first, last] = daysBetween(shown, ...reach);
  return { first, last, reach, key: first + last };
}

/** Evenly spaced, only the periods that are counted say which days stand where. @returns {Stretch} */
function among(/** @type {Payload} */ shown, /** @type {[number, number]} */ [from, to]) {
  const { periods } = shown.heat ?? base?.heat ?? { periods: [] };
  const inside = periods.filter(([x0, x1]) => x1 > from && x0 < to), held = inside.length ? inside : periods;
  const [a, b] = [held[0], held[held.length - 1]];
  return { first: a[3], last: b[4], reach: [a[0], b[1]], key: a[3] + b[4] };
}

async function ask(/** @type {Stretch} */ stretch) {
  if (busy) return;
  busy = true;
  const mine = base;
  try {
    await new Promise((/** @type {(value?: undefined) => void} */ go) => later("stretch", go)); // the address that is painted is written after the painting
    const view = document.documentElement.dataset.view;
    const missed = { what: "stretch", said: "Of this stretch of time counts are shown.", again };
    const payload = await fetched(`timeline?${view ? view + "&" : ""}first=${stretch.first}&last=${stretch.last}`, asJson, missed);
    if (mine && base === mine) keep(mine, stretch, payload);
  } catch {
    failed = stretch.key;
  } finally {
    busy = false;
  }
  see();
}

function again() {
  failed = "";
  see();
}

function keep(/** @type {Payload} */ base, /** @type {Stretch} */ stretch, /** @type {StretchPayload} */ payload) {
  const { reach } = stretch;
  const outside = (/** @type {number} */ x0, /** @type {number} */ x1) => x1 <= reach[0] + SLIVER || x0 >= reach[1] - SLIVER;
  const cells = cellsOf(payload.heat, base.bands);
  const beyond = cellsOf(base.heat, base.bands, outside);
  kept.set(stretch.key, { ...unpacked({ ...base, ...payload }, cells.concat(beyond).sort((a, b) => a.x - b.x)), reach });
  for (const [id, ties] of Object.entries(payload.ties)) page.view?.ties.set(id, ties);
  if (kept.size <= MAX_KEPT) return;
  const [[oldest, gone]] = kept;
  kept.delete(oldest);
  const still = new Set([...kept.values()].flatMap((other) => other.marks.map((mark) => mark.id)));
  for (const { id } of gone.marks) if (!still.has(id) && !told.has(id)) page.view?.ties.delete(id);
}

/** How many stretches are kept. */
export const stretchesKept = () => kept.size;

/** Has every draw followed by what its stretch of time holds. */
export function beginStretches() {
  hooks.after.push(see);
}
