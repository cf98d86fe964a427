// @ts-check
// What a search finds in a page that was saved as one file: records by their names. No page.
import { counted, plainText } from "../app/text/words.js";

/** @import { FindAnswer, SavedRecord, SearchHit } from "../app/answers.d.ts" */

const MAX_HITS = 12;
const GROUPS = /** @type {[string, string][]} */ ([["actor", "Actors"], ["event", "Events"], ["instrument", "Instruments"]]);

/** The records one of whose names holds every word: first those that are called so, then whose name begins so.
 *  @param {SavedRecord[]} records @param {string} text @returns {FindAnswer} */
export function named(records, text) {
  const wanted = plainText(text), words = wanted.split(/\s+/).filter(Boolean);
  if (!words.length) return { groups: [], said: "Or type a name." };
  const place = (/** @type {string} */ name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : words.every((word) => name.includes(word)) ? 2 : 3);
  const fits = records.map((record) => ({ record, at: Math.min(...[record.name, ...record.also].map((name) => place(plainText(name)))) }))
    .filter(({ at }) => at < 3).sort((a, b) => a.at - b.at);
  const told = fits.slice(0, MAX_HITS).map(({ record: { id, type, name, kind } }) => /** @type {SearchHit} */ ({ id, type, name: [[name]], kind: [[kind]] }));
  const groups = GROUPS.map(([type, name]) => ({ name, count: fits.filter(({ record }) => record.type === type).length, hits: told.filter((hit) => hit.type === type) }));
  const said = fits.length > told.length ? `${counted(fits.length, "result")}; the best ${told.length} are listed.` : `${counted(fits.length, "result")}.`;
  return { groups: groups.filter(({ hits }) => hits.length), said: fits.length ? said : "Nothing in this file is called that." };
}
