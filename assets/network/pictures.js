// @ts-check
// Keeps the right network in each place of the page: lights it at once, fetches another picture where that is wanted, and
// for what is picked its ties, guests and words.
import { asJson, asText, fetched, forget, keepNewest } from "../app/asking/transport.js";
import { all, closest, find, holds, make } from "../app/elements/dom.js";
import { LOOKING, part, query, queryOf } from "../app/state/address.js";
import { afterFrame } from "../app/state/later.js";
import { onPaint, onRing, onView, page } from "../app/state/page.js";
import { sayNetwork } from "../app/state/views.js";
import { NetworkPicture } from "./picture.js";

/** @import { NetworkView, PickAnswer } from "../app/answers.d.ts" */
/** @import { PicturePlace } from "./types.d.ts" */

const MAX_KEPT = 6, MAX_PICKS = 200; // pictures and picks of one place that are kept for going back
const LAYING = 300; // ms before a picture that is being laid out is asked for again
const PHONE = "358"; // the width of the place where a pick is a list, and needs no picture
const SOON = 60; // ms that a node is pointed at before its pick is fetched
const NOT_DRAWN = ["axis", "rows", "vs", "tour", "step", "show", ...LOOKING]; // parts of the address on which no pick depends

let keyboard = /** @type {{ place: HTMLElement, id: string } | null} */ (null); // the picture that has it, also once that is away

/** Remembers which picture has the keyboard, until it goes elsewhere. @param {FocusEvent | PointerEvent} event */
function followKeyboard({ target }) {
  const place = closest(target, "#network .picture");
  keyboard = place && { place, id: closest(target, ".node[data-id]")?.dataset.id ?? "" };
}

/** The node that had the keyboard in another picture, which is out of sight since: "" is that picture itself, null no such thing.
 *  @param {HTMLElement} place */
function leftIn(place) {
  const at = document.activeElement;
  if (!keyboard || keyboard.place === place || keyboard.place.offsetParent) return null;
  return at === document.body || holds(keyboard.place, at) ? keyboard.id : null;
}

/** One place on the page for a picture. @param {HTMLElement} place @returns {PicturePlace} */
function pictureIn(place) {
  const width = place.dataset.width ?? "";
  let shown = /** @type {NetworkPicture | null} */ (null); // not there yet, or not in sight yet
  const kept = /** @type {Map<string, NetworkPicture>} */ (new Map());
  const painted = /** @type {WeakMap<NetworkPicture, NetworkView>} */ (new WeakMap()); // the view that a picture shows
  const picks = /** @type {Map<string, PickAnswer>} */ (new Map()), coming = /** @type {Map<string, Promise<unknown>>} */ (new Map()), missing = /** @type {Set<string>} */ (new Set());
  let told = /** @type {NetworkView | null} */ (null), wanted = /** @type {string | null} */ (null), busy = false, { state } = page;
  const spine = make("div", "spine");
  let spined = ""; // the list that shows
  let line = ""; // what is said of a picture that is being laid out
  let stands = /** @type {unknown[]} */ ([]); // what was painted last: of which picture, what is lit, its pick, the view
  let isShown = place.offsetParent !== null; // kept, as to ask the page would have it laid out in the middle of an answer
  const shows = () => isShown;

  function keep(/** @type {NetworkPicture} */ one) {
    kept.delete(one.base);
    kept.set(one.base, one);
    const oldest = [...kept.values()].find((other) => other !== one);
    if (kept.size > MAX_KEPT && oldest) kept.delete(oldest.base);
  }

  function swap(/** @type {NetworkPicture} */ one) {
    if (one === shown) return;
    const id = shown && holds(shown.svg, document.activeElement) ? keyboard?.id ?? "" : leftIn(place);
    if (id !== null) one.keyboard.take(id);
    if (shown) shown.svg.replaceWith(one.svg);
    else place.replaceChildren(one.svg);
    keep(one);
    shown = one;
    one.camera.look({ x: 0, y: 0, k: 1 });
  }

  // --- picks

  /** What a pick depends on: everything in the address that changes what is drawn. */
  const pickQuery = (/** @type {string} */ id) => {
    const rest = queryOf((name) => name !== "sel" && !(name === "to" && id !== part("sel")) && !NOT_DRAWN.includes(name));
    return `${rest ? rest + "&" : ""}sel=${encodeURIComponent(id)}`;
  };

  /** The pick of what is lit, once it is there and the picture that it was drawn for, too. */
  function picked() {
    const one = state.focus && !state.other ? picks.get(pickQuery(state.focus)) : null;
    return one && (!shown || !one.base || one.base === shown.base) ? one : null;
  }

  /** Fetches the pick of a record, once. @param {string} id */
  function fetchPick(id) {
    const asked = pickQuery(id), under = coming.get(asked);
    if (picks.has(asked) || under) return under ?? Promise.resolve();
    const missed = id === state.focus ? { what: "pick", said: "Its ties are drawn only as far as they stood there.", again: () => bringPick() } : {};
    const ask = fetched(`pick/${width}?${asked}`, asJson, missed).then((/** @type {PickAnswer} */ answer) => {
      keepNewest(picks, asked, answer, MAX_PICKS);
    }, () => { missing.add(asked); }).finally(() => coming.delete(asked));
    missing.delete(asked);
    coming.set(asked, ask);
    return ask;
  }

  function bringPick() {
    const { focus } = state;
    if (!focus || state.other || !shows() || (width !== PHONE && !shown)) return;
    if (picked()) return paint(); // it came meanwhile
    place.setAttribute("aria-busy", "true");
    fetchPick(focus).then(() => {
      place.removeAttribute("aria-busy");
      if (focus !== state.focus) return;
      if (picked()) paint();
      else sayNetwork();
    });
  }

  let pointed = 0;
  for (const kind of ["pointerover", "focusin"]) place.addEventListener(kind, ({ target }) => {
    clearTimeout(pointed);
    const id = closest(target, ".node[data-id]")?.dataset.id;
    if (id) pointed = setTimeout(fetchPick, SOON, id);
  });

  /** On a phone a pick is a list in the picture's place. */
  function showSpine(/** @type {string} */ list) {
    if (list === spined && (list === "" || spine.isConnected)) return;
    spined = list;
    spine.innerHTML = list; // markup that the server has escaped
    place.classList.toggle("spined", list !== "");
    if (list && !spine.isConnected) place.append(spine);
    if (list && spine.getBoundingClientRect().top < 0) spine.scrollIntoView({ block: "start" }); // it begins with what was picked
  }

  /** Makes the picture that was sent alive, once it is in sight. */
  function wake() {
    const sent = /** @type {SVGSVGElement | null} */ (shown || !shows() ? null : place.querySelector("svg.network"));
    if (!sent) return;
    shown = new NetworkPicture(sent);
    kept.set(shown.base, shown);
  }

  function paint() {
    wake();
    if (told && shown && shown.base === told.base && painted.get(shown) !== told) {
      shown.show(told);
      painted.set(shown, told);
    }
    const now = picked(), list = now?.spine ?? "", next = [shown, state, now, told];
    if (next.every((part, place) => part === stands[place])) return;
    stands = next;
    showSpine(list);
    shown?.paint(state, now);
    if (shows()) sayNetwork();
  }

  // --- pictures

  /** The picture for an address, once it is laid out; till then its place says how far it is. Null where another is wanted. */
  async function fetchPicture(/** @type {string} */ asked) {
    const missed = { what: "network", said: "The network is the one before.", again: () => bring(query()) };
    for (;;) {
      const text = await fetched(`network/${width}.svg${asked ? "?" + asked : ""}`, asText, missed);
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      line = parsed.dataset.laying ?? "";
      if (!line) return new NetworkPicture(/** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(parsed, true))));
      if (!shown) {
        if (!place.querySelector(".laying")) place.replaceChildren(make("p", "laying quiet"));
        find(place, ".laying").textContent = line;
      }
      sayNetwork();
      await new Promise((go) => setTimeout(go, LAYING));
      if (wanted !== null || !shows()) return null;
    }
  }

  /** Fetches the picture for an address, one at a time, the last one asked for in the end. */
  async function bring(/** @type {string} */ asked) {
    wanted = asked;
    if (busy || !shows()) return;
    busy = true;
    place.setAttribute("aria-busy", "true");
    while (wanted !== null) {
      const now = wanted;
      wanted = null;
      const one = await fetchPicture(now).catch(() => null);
      line = "";
      if (!one || (told?.base !== one.base && wanted !== null)) continue;
      swap(one);
      paint();
      bringPick();
      sayNetwork();
      if (told?.base === one.base) wanted = null;
    }
    busy = false;
    place.removeAttribute("aria-busy");
  }

  onRing((next) => {
    state = next;
    if (shows()) shown?.ring(state.focus);
  });
  onPaint((next) => {
    state = next;
    paint();
    afterFrame(bringPick); // what is lit is on the screen first
  });

  function follow() {
    if (!told || !shows()) return;
    const { base, counts = "" } = told, known = kept.get(base);
    find(document, "#network .drawn").textContent = counts;
    if (shown?.base !== base && known) swap(known);
    paint();
    bringPick();
    if (shown?.base === base) forget("network");
    else bring(query());
  }

  onView((view) => {
    told = view.network[width] ?? null;
    follow();
  });
  // A picture that was out of sight catches up once the window or a tab brings it in.
  new ResizeObserver(() => {
    const before = isShown;
    isShown = place.offsetParent !== null;
    if (!isShown || before) return;
    wake();
    const id = leftIn(place);
    if (id !== null) shown?.keyboard.take(id);
    stands = []; // what it was given meanwhile is painted
    follow();
    sayNetwork();
  }).observe(place);
  const pickNow = () => picked() ?? (missing.has(pickQuery(state.focus)) ? undefined : null);
  return { shows, zoom: (way) => shown?.camera.zoom(way), picked: pickNow, line: () => line || (told?.counts ?? "") };
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
  document.addEventListener("focusin", followKeyboard);
  document.addEventListener("pointerdown", followKeyboard);
  page.networkLine = () => showing()[0]?.line() ?? "";
  page.picked = () => (showing().length ? showing()[0].picked() : undefined);
}
