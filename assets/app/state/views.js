// @ts-check
// What the page shows: paint first, directly; then ask for what is missing, and last for the details. What a view shows
// was decided in Python; here it is only asked for and handed on.
import { PATIENT, asJson, fetched, firstView, forget, keepNewest } from "../asking/transport.js";
import { byId, find } from "../elements/dom.js";
import { overPage } from "../elements/line.js";
import { FOCUS, LOOKING, TOLD, part, putBack, query, queryOf, understood, whenAddressChanges } from "./address.js";
import { later } from "./later.js";
import { afterPaint, caption, networkCaption, onPainted, onView, page, paint, say, showView, spokenOf } from "./page.js";

/** @import { ViewAnswer } from "../answers.d.ts" */
/** @import { View } from "../types.d.ts" */

const MAX_KEPT = 40; // views kept in the browser
const LATER = 400; // ms: how long the details wait for a view that is slow to come
const SLOW = 1000; // ms: a view that takes longer is said to be worked out, and given up for another wish

const ASIDE = [...TOLD, ...LOOKING]; // no view depends on them

const root = document.documentElement;
const readers = /** @type {(() => void)[]} */ ([]);
const kept = /** @type {Map<string, View>} */ (new Map());
const waiting = /** @type {(() => void)[]} */ ([]); // for the view on its way to be shown
const working = byId("working-line"), showLine = overPage(working);
let seen = "", shown = "", asked = "", awaited = "", fetching = /** @type {AbortController | null} */ (null), slow = false;

/** A view as it was sent, with what is looked up by id in maps: an id may be any word. @param {ViewAnswer} sent @returns {View} */
function opened(sent) {
  return { ...sent, ties: new Map(Object.entries(sent.ties)), threads: new Map(Object.entries(sent.threads)) };
}

/** Calls follow() after every change of the address, once what is picked is on the screen. @param {() => void} follow */
export const onAddress = (follow) => readers.push(follow);

page.tiesOf = (id) => {
  const told = page.view?.ties.get(id);
  if (!told) return undefined;
  const [name, events, actors, eventCount = events.length, actorCount = actors.length] = told;
  return { name, events, actors, eventCount, actorCount };
};

/** Does what the address says: highlights, controls, details, view. */
export function follow() {
  const before = page.state.focus, focus = part("sel");
  paint(focus, part("vs"));
  return focus === before ? ask() : afterPaint().then(ask); // what is picked is lit before anything is asked
}

/** Whether another view than the one that all of the page shows is on its way. */
export const viewComes = () => asked !== seen || waiting.length > 0;

/** Says what is selected. */
export function sayPicked() {
  const picked = part("sel"), ties = page.tiesOf(picked);
  say(picked && !ties ? "What is picked is not among what is shown." : spokenOf(ties));
}

function ask() {
  for (const reader of readers) reader();
  const same = viewQuery() === seen;
  if (same) shown = query(); // what is picked by now, and where the reader looks
  later("tell", () => page.tell(same ? 0 : LATER));
  return see();
}

// --- views

/** The part of the address that the view depends on: the focus where something is made around it, or is not yet known. */
function viewQuery() {
  const around = part("steps") || part("to") || part("rows") === "actor";
  const unknown = ["sel", "vs"].some((name) => part(name) && !page.tiesOf(part(name)));
  return queryOf((part) => !ASIDE.includes(part) && (Boolean(around || unknown) || !FOCUS.includes(part)));
}

/** Shows the view of the address; one request is under way at a time, and the latest wish wins. @returns {Promise<void>} */
async function see() {
  let wanted = viewQuery();
  asked = wanted;
  if (slow && wanted !== awaited) fetching?.abort(); // nobody waits for it any more
  if (wanted === seen) return forget("view");
  if (kept.has(wanted)) {
    await afterPaint(); // the control itself is answered first
    return asked === wanted && seen !== wanted ? show(wanted) : undefined;
  }
  if (fetching) return;
  const mine = new AbortController();
  [fetching, awaited] = [mine, wanted];
  await new Promise((/** @type {(value?: undefined) => void} */ go) => later("see", go)); // nor does the request hold it up
  if (asked === seen || kept.has(asked)) {
    fetching = null;
    return see();
  }
  [wanted, awaited] = [asked, asked];
  const late = setTimeout(() => grownSlow(mine), SLOW);
  try {
    const missing = { what: "view", said: "What is shown is the view before.", again: see, signal: mine.signal, wait: PATIENT };
    const sent = await fetched(`view?${wanted}`, asJson, missing);
    const view = opened(sent);
    keepNewest(kept, wanted, view, MAX_KEPT);
    if (understood(wanted, sent.address)) {
      for (const reader of readers) reader();
      if (asked === wanted) {
        wanted = asked = viewQuery();
        keepNewest(kept, wanted, view, MAX_KEPT);
      }
    }
  } catch { /* the line says so */ } finally {
    clearTimeout(late);
    [fetching, slow] = [null, false];
    sayWorking(false);
  }
  await (asked === wanted ? show(wanted) : see());
}

/** What is done of a view that takes long: it says so, and makes way for another. */
function grownSlow(/** @type {AbortController} */ mine) {
  if (fetching !== mine) return;
  slow = true;
  if (asked === awaited) sayWorking(true);
  else mine.abort();
}

function sayWorking(/** @type {boolean} */ is) {
  showLine(is);
  for (const child of working.children) /** @type {HTMLElement} */ (child).hidden = !is;
}

/** Gives up a view that is long in coming, if one is: what the view on the screen depends on is said again, in the entry of
 *  the one given up; what is picked, told and looked at stays. */
export function giveUp() {
  if (!working.classList.contains("says")) return false;
  putBack(shown, [...FOCUS, ...ASIDE]);
  if (viewQuery() !== seen) putBack(shown, ASIDE); // the pick itself was what changed the view
  seen = viewQuery();
  follow();
  afterPaint().then(() => say("Stopped. What is shown is as before."));
  return true;
}

/** Shows a view that is kept; resolves when all parts of the page show it. @returns {Promise<void>} */
function show(/** @type {string} */ wanted) {
  const view = kept.get(wanted);
  if (!view) return Promise.resolve();
  forget("view");
  [seen, shown] = [wanted, query()];
  showView(view);
  paint(part("sel"), part("vs"));
  say(view.spoken);
  later("shown", () => {
    root.dataset.view = wanted;
    page.tell(0); // the pictures come first; the details would share the server with them
    for (const go of waiting.splice(0)) go();
  });
  return new Promise((go) => { waiting.push(go); });
}

// --- words

/** The line above the network, in the same breath as what it counts is drawn. */
export function sayNetwork() {
  caption("network", networkCaption(page.tiesOf(page.state.focus), page.view?.networkWords ?? ""));
}

function showCaptions() {
  root.classList.toggle("some-selected", page.tiesOf(page.state.focus) !== undefined);
  caption("timeline", page.timelineLine || (page.view?.timelineWords ?? ""));
  sayNetwork();
}

/** Shows the view that came with the page, and follows the address from then on. */
export function beginViews() {
  page.view = opened(firstView());
  paint(part("sel"), part("vs")); // first, as those who follow the state find it as the page was sent
  onPainted(showCaptions);
  onView((view) => {
    if (!seen && root.dataset.view === undefined) return; // the first page says it already
    byId("shown").innerHTML = view.shown; // markup that the server has escaped
    byId("empty").innerHTML = view.empty;
  });
  onPainted(({ focus }) => { if (root.dataset.ready && focus) sayPicked(); });
  find(working, "button").addEventListener("click", giveUp);
  whenAddressChanges(follow, () => follow().then(sayPicked));
  seen = asked = viewQuery();
  shown = query();
  kept.set(seen, page.view);
  root.dataset.view = seen;
}
