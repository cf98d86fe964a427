// @ts-check
// What is highlighted and what is shown, and who is told when it changes. The pictures, the chronicle and the details
// register here and know no more.
import { byId } from "../elements/dom.js";
import { counted } from "../text/words.js";
import { later } from "./later.js";

/** @import { PickAnswer } from "../answers.d.ts" */
/** @import { Page, State, Ties, View } from "../types.d.ts" */

/** The page: what is shown, and what the reader can do from any part of it. Other modules fill in how it is done. */
export const page = /** @type {Page} */ ({
  view: null,
  timelineLine: "",
  state: { focus: "", lit: new Set(), other: "" },
  go: () => Promise.resolve(),
  select: () => Promise.resolve(),
  link: () => location.href,
  compare: () => Promise.resolve(),
  tiesOf: () => undefined,
  picked: () => null,
  networkLine: () => "",
  redrawn: () => {},
  lead: () => {},
  list: () => {},
  tell: () => {},
  leaving: () => {},
});

const rings = /** @type {((state: State) => void)[]} */ ([]);
const painters = /** @type {((state: State) => void)[]} */ ([]);
const followers = /** @type {((state: State) => void)[]} */ ([]);
const viewers = /** @type {((view: View) => void)[]} */ ([]);
let painted = /** @type {View | null} */ (null); // the view in which the state was painted last

/** Calls ring(state) at once after every change: for what is picked alone, in the frame that answers the pick. @param {(state: State) => void} ring */
export const onRing = (ring) => rings.push(ring);

/** Calls paint(state) now, and in its turn after every change. @param {(state: State) => void} paint */
export function onPaint(paint) {
  painters.push(paint);
  paint(page.state);
}

/** Calls follow(state) once what was painted is on the screen: for what the eye is not waiting for. @param {(state: State) => void} follow */
export function onPainted(follow) {
  followers.push(follow);
  follow(page.state);
}

/** Calls paint(view) now, and in its turn whenever another view is shown. @param {(view: View) => void} paint */
export function onView(paint) {
  viewers.push(paint);
  if (page.view) paint(page.view);
}

/** Highlights a record and what it is tied to; nothing for what is not shown. Compared with another, that one's ties, too.
 *  @param {string} id @param {string} [other] */
export function paint(id, other = "") {
  const ties = page.tiesOf(id), more = ties && page.tiesOf(other);
  const lit = new Set([id, ...(ties ? [...ties.events, ...ties.actors] : []), ...(more ? [other, ...more.events, ...more.actors] : [])]);
  const state = ties ? { focus: id, lit, other: more ? other : "" } : { focus: "", lit: new Set(), other: "" };
  if (painted === page.view && state.focus === page.state.focus && state.other === page.state.other) return;
  [page.state, painted] = [state, page.view];
  for (const ring of rings) ring(state);
  painters.forEach((painter, place) => later(`paint ${place}`, () => painter(state)));
  later("painted", () => afterPaint().then(() => {
    if (page.state === state) for (const follower of followers) follower(state);
  }));
}

/** Shows a view, part by part; painting comes after. @param {View} view */
export function showView(view) {
  page.view = view;
  viewers.forEach((viewer, place) => later(`view ${place}`, () => viewer(view)));
}

/** Resolves when what was just changed is on the screen, at the end of the next frame. @returns {Promise<void>} */
export function afterPaint() {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 16))));
}

/** Says something to a screen reader, once. @param {string} text */
export function say(text) {
  byId("live").textContent = text;
}

const MAX_NAMED = 3;

/** What is said of a record that was selected: which, how many it is tied to, where its record is. @param {Ties | undefined} ties */
export function spokenOf(ties) {
  if (!ties) return "Nothing selected.";
  const names = [...ties.events, ...ties.actors].slice(0, MAX_NAMED).flatMap((id) => page.tiesOf(id)?.name ?? []);
  const among = names.length ? `, among them ${names.join(", ")}` : "";
  return `${ties.name} selected. Tied to ${counted(ties.eventCount, "event")} and ${counted(ties.actorCount, "actor")}${among}. R leads to its record and back.`;
}

/** Writes the line above a picture. @param {"timeline" | "network"} picture @param {string} said */
export function caption(picture, said) {
  const line = document.getElementById(`${picture}-summary`); // none where a picture stands alone
  if (line && line.textContent !== said) line.textContent = line.title = said; // whole, where it is cut
}

/** What is drawn in the network, counted where it is drawn. @param {Ties | undefined} ties @param {string} words for a picture that has none of its own */
export function networkCaption(ties, words) {
  if (!ties) return page.networkLine() || words;
  const picked = page.picked();
  return page.state.other && picked ? comparing(ties.name, picked) : drawn(picked);
}

/** What is drawn of two actors compared, how much they have in common by the data, and what the lines at names say; a list
 *  names both itself. @param {string} first @param {PickAnswer} picked */
function comparing(first, picked) {
  const lines = picked.spine ? "" : `. Lines: below ${first}, above ${page.tiesOf(page.state.other)?.name}, both shared`;
  return `${picked.shared} in common, ${picked.drawn} of ${counted(picked.stated, "tie")} drawn${lines}${moved(picked)}`;
}

/** @param {PickAnswer | null | undefined} picked null while it is on its way, undefined where it cannot be had */
function drawn(picked) {
  if (picked === null) return "drawing …";
  if (!picked) return "In colour: ties among what is drawn; all stand in the record.";
  if (picked.stated) return `${picked.drawn} of ${counted(picked.stated, "tie")} drawn${moved(picked)}`;
  return picked.lit.length > 1 ? `${counted(picked.lit.length, "record")} in colour${moved(picked)}` : "No tie is in these data.";
}

/** Who came for a pick, and who went. @param {PickAnswer} picked */
function moved({ joined, yields }) {
  const came = joined ? `, ${counted(joined, "name")} joined for it` : "", went = yields.length ? `, ${yields.length} gave way` : "";
  return came + went;
}
