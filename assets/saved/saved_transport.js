// @ts-check
// The answers of a page that was saved as one file, which stand in it: what is shown on a day and a clock, the details of a
// record, the records that a name finds. Of an address it understands what is picked, the day and the clock.
import { answerBy } from "../app/asking/transport.js";
import { byId } from "../app/elements/dom.js";
import { readParts, writtenParts } from "../app/state/address_text.js";
import { placeOfDay } from "../app/text/words.js";
import { savedDays } from "./saved_days.js";
import { named } from "./saved_search.js";

/** @import { SavedFile, SavedPicks, SavedSettings } from "../app/answers.d.ts" */

/** @typedef {{ "offline-data": SavedFile, "offline-picks": SavedPicks }} Packed what a file holds, by its id */

/** What a file holds under an id, unpacked. @template {keyof Packed} I @param {I} id @returns {Promise<Packed[I]>} */
function unpacked(id) {
  const bytes = Uint8Array.from(atob(byId(id).textContent ?? ""), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

let settings = /** @type {SavedSettings} */ ({ records: [], tags: [], publishers: [] });
let days = /** @type {string[]} */ ([]), last = -1, ids = new Set([""]);
let file = savedDays(settings, { days, leaves: [], clocks: {} });

/** Reads the file; nothing can be asked of it before. */
export async function openFile() {
  const held = await unpacked("offline-data");
  settings = held.settings;
  days = held.states.days;
  last = days.length - 1;
  file = savedDays(settings, held.states);
  ids = new Set(settings.records.map(({ id }) => id));
}

const placeOf = (/** @type {string} */ at) => (at ? placeOfDay(days, at) : last);
const clockOf = (/** @type {string} */ clock) => (file.clocks.includes(clock) ? clock : file.clocks[0]);

/** The details of a record on a day and a clock, as markup. @param {string} id @param {string} at @param {string} clock */
export const toldAt = (id, at, clock) => file.toldAt(id, placeOf(at), clockOf(clock));

/** Under what the file holds what is picked: two actors compared under the ids of both. See `held_as` in saved_page/picks.py.
 *  @param {Map<string, string>} asked */
const heldAs = (asked) => [asked.get("sel") ?? "", asked.get("vs") ?? ""].filter(Boolean).join("&vs=");

/** @param {string} text */
function meant(text) {
  const asked = readParts(text), id = asked.get("sel") ?? "", vs = file.tells(heldAs(asked)) ? asked.get("vs") ?? "" : "", at = asked.get("at") ?? "", clock = asked.get("clock") ?? "";
  const parts = { sel: ids.has(id) ? id : "", vs, at: days.includes(at) && at !== days[last] ? at : "", clock: clock === clockOf(clock) ? clock : "" };
  return writtenParts(Object.entries(parts).filter(([, value]) => value));
}

/** What the networks draw of what is picked, by width and record: unpacked when it is first asked for. */
let picks = /** @type {Promise<SavedPicks> | null} */ (null);

/** A pick as it stands on the file's last day; of an earlier day, and of what was not worked out, the file holds none. */
async function pickOf(/** @type {string} */ width, /** @type {Map<string, string>} */ asked) {
  picks ??= unpacked("offline-picks");
  const held = (await picks)[width], id = heldAs(asked);
  if (asked.get("at") || asked.get("clock") || !Object.hasOwn(held, id)) throw new Error("This file holds no such pick.");
  return held[id];
}

/** What is asked of an address, by its path. */
const answers = /** @type {Record<string, (asked: Map<string, string>, text: string) => unknown>} */ ({
  view: (asked, text) => ({ ...file.viewAt(placeOf(asked.get("at") ?? ""), clockOf(asked.get("clock") ?? "")), address: text }),
  details: (asked) => toldAt(heldAs(asked), asked.get("at") ?? "", asked.get("clock") ?? ""),
  find: (asked) => named(settings.records, asked.get("q") ?? ""),
});

/** What the file holds under an address. @param {string} address @returns {Promise<unknown>} */
function heldAt(address) {
  const [path, text = ""] = address.split(/\?(.*)/s), asked = readParts(text);
  if (path.startsWith("pick/")) return pickOf(path.slice(5), asked);
  if (!Object.hasOwn(answers, path)) return Promise.reject(new Error(`This file holds no ${path}.`));
  return Promise.resolve(answers[path](asked, text));
}

answerBy({
  fetched(address, read) {
    const told = heldAt(address), answer = { text: () => told, json: () => told };
    return told.then(() => read(/** @type {Response} */ (/** @type {unknown} */ (answer))));
  },
  forget() {},
  firstView: () => file.viewAt(last, file.clocks[0]),
  meant,
});
