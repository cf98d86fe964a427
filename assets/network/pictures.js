// @ts-check
// Keeps the right network in each place of the page: lights it at once, fetches another picture where that is wanted.
import { query } from "../app/address.js";
import { all, find } from "../app/dom.js";
import { afterPaint, onPaint, onView, page } from "../app/state.js";
import { asText, fetched, forget } from "../app/transport.js";
import { showCaptions } from "../app/views.js";
import { networkPicture } from "./picture.js";

/** @import { NetworkView } from "../app/answers.d.ts" */
/** @import { NetworkPicture, PicturePlace } from "./types.d.ts" */

const MAX_KEPT = 6; // pictures of one place that are kept for going back

/** One place on the page for a picture: as a rule the whole network, else what was asked for. @param {HTMLElement} place @returns {PicturePlace} */
function pictureIn(place) {
  const width = place.dataset.width ?? "", sent = /** @type {SVGSVGElement | null} */ (place.querySelector("svg.network"));
  let shown = sent && networkPicture(sent); // null = not there yet: the one for phones is fetched
  let whole = shown && !isPicked(shown) ? shown : null; // the last that does not stand for one record picked; null = not seen yet
  const kept = /** @type {Map<string, NetworkPicture>} */ (new Map(shown ? [[shown.base, shown]] : []));
  const painted = /** @type {WeakMap<NetworkPicture, NetworkView>} */ (new WeakMap()); // the view that a picture shows
  let told = /** @type {NetworkView | null} */ (null), wanted = /** @type {string | null} */ (null), busy = false, { state } = page;
  const narrow = matchMedia("(max-width: 640px)"); // as the style sheets say; asking the page itself would lay it out
  const shows = () => narrow.matches === place.classList.contains("narrow-only");
  const isShown = (/** @type {string} */ base) => shown?.base === base;

  function isPicked(/** @type {NetworkPicture} */ one) {
    return one.svg.dataset.reason === "picked";
  }

  function keep(/** @type {NetworkPicture} */ one) {
    kept.delete(one.base);
    kept.set(one.base, one);
    const oldest = [...kept.values()].find((other) => other !== shown && other !== whole && other !== one);
    if (kept.size > MAX_KEPT && oldest) kept.delete(oldest.base);
  }

  /** Puts a picture in the place of the one that shows. The zoom stays, about the record selected. */
  function swap(/** @type {NetworkPicture} */ one) {
    if (one === shown) return;
    if (shown) replace(shown, one);
    else place.replaceChildren(one.svg);
    keep(one);
    shown = one;
    if (!isPicked(one)) whole = one;
  }

  function replace(/** @type {NetworkPicture} */ old, /** @type {NetworkPicture} */ one) {
    const view = old.moves.view(), from = old.places.get(state.focus), to = one.places.get(state.focus);
    old.svg.replaceWith(one.svg);
    const stays = view.k !== 1 && from && to;
    one.moves.look(stays ? { k: view.k, x: view.x + (from.x - to.x) * view.k, y: view.y + (from.y - to.y) * view.k } : { x: 0, y: 0, k: 1 });
  }

  function paint() {
    if (!shown) return;
    if (told && isShown(told.base) && painted.get(shown) !== told) {
      shown.show(told);
      painted.set(shown, told);
    }
    shown.paint(state);
  }

  async function fetchPicture(/** @type {string} */ asked) {
    const missed = { what: "network", said: "The network is the one before.", again: () => bring(query()) };
    const text = await fetched(`network/${width}.svg${asked ? "?" + asked : ""}`, asText, missed);
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    return networkPicture(/** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(parsed, true))));
  }

  /** Fetches the picture for an address, one at a time, the last one asked for in the end. */
  async function bring(/** @type {string} */ asked) {
    wanted = asked;
    if (busy || !shows()) return;
    busy = true;
    while (wanted !== null) {
      const { focus } = state, now = wanted;
      wanted = null;
      const one = await fetchPicture(now).catch(() => null);
      const isTold = one !== null && told?.base === one.base;
      if (!one || (!isTold && (wanted !== null || focus !== state.focus))) continue;
      if (!isShown(one.base)) swap(one);
      paint();
      showCaptions();
      if (isTold) wanted = null;
    }
    busy = false;
  }

  onPaint((next) => {
    const turned = next.focus !== state.focus;
    state = next;
    if (turned && shown && isPicked(shown) && whole?.holds(state.focus)) swap(whole);
    paint();
    if (turned && !(shown?.holds(state.focus) && (whole || state.focus))) {
      const asked = query({ sel: state.focus, to: "" }); // what the address will say
      afterPaint().then(() => { if (state === next) bring(asked); });
    } else forget("network");
  });

  function follow() {
    if (!told) return;
    const { base, counts = "" } = told, known = kept.get(base);
    if (shows()) find(document, "#network .drawn").textContent = counts;
    if (!isShown(base) && known) swap(known);
    paint();
    if (isShown(base)) forget("network");
    else bring(query());
  }

  onView((view) => {
    told = view.network[width] ?? null;
    follow();
  });
  // A picture that was out of sight, as the one for phones on a desk, catches up once the page's width brings it in.
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(follow, 150);
  });
  return {
    shows,
    zoom: (way) => shown?.moves.zoom(way),
    draws: (ids) => (shown ? ids.filter(shown.there).length : 0),
    holds: (id) => Boolean(whole?.holds(id)),
  };
}

let pictures = /** @type {PicturePlace[]} */ ([]);
const showing = () => pictures.filter((one) => one.shows());

/** "in", "out" or "fit", for the picture that is showing. @param {string} way */
export function zoomNetwork(way) {
  for (const one of showing()) one.zoom(way);
}

/** Has the networks follow what is shown and highlighted. */
export function beginNetworks() {
  pictures = all(document, "#network .picture").map(pictureIn);
  page.draws = (ids) => Math.max(0, ...showing().map((one) => one.draws(ids)));
  page.holds = (id) => showing().every((one) => one.holds(id));
}
