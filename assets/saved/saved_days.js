// @ts-check
// What a saved page shows on every day, unpacked: every state it can be in was worked out in Python
// (explorer/export/saved_page/days.py) and stands in the file; here it is looked up, never decided. No page.

import { escaped } from "../app/text/markup.js";

/** @import { Folded, Json, Patch, SavedSettings, SavedStates, ViewAnswer } from "../app/answers.d.ts" */
/** @import { PathStep, SavedDays } from "../app/types.d.ts" */

/** A folded value after a change; see `change` in saved_page/days.py. @param {Folded | undefined} before @param {Patch} patch @returns {Folded} */
export function patched(before, patch) {
  if (Array.isArray(patch)) {
    const old = Array.isArray(before) ? before : [], [first, end, ...middle] = patch;
    return [...old.slice(0, Number(first)), .../** @type {Folded[]} */ (middle), ...old.slice(old.length - Number(end))];
  }
  if (typeof patch !== "object") return patch;
  const old = before && typeof before === "object" && !Array.isArray(before) ? before : {};
  const next = /** @type {Record<string, Folded>} */ (Object.assign(Object.create(null), old));
  for (const [key, part] of Object.entries(patch)) {
    if (part === null) delete next[key];
    else next[key] = patched(next[key], part);
  }
  return next;
}

/** The states of a file. @param {SavedSettings} settings @param {SavedStates} states @returns {SavedDays} */
export function savedDays(settings, { leaves, clocks }) {
  const byClock = new Map(Object.entries(clocks).map(([clock, { views, told }]) =>
    [clock, { views, told: new Map(Object.entries(told)) }])); // an id may be any word
  const names = new Map(settings.records.map(({ id, name }) => [id, escaped(name)]));
  const unrolled = /** @type {Map<PathStep[], [number, Folded][]>} */ (new Map());

  /** What a course holds on a day: the last of its values whose day is not after it. @param {PathStep[]} course @param {number} place */
  function valueAt(course, place) {
    let values = unrolled.get(course);
    if (!values) {
      let value = /** @type {Folded | undefined} */ (undefined);
      values = course.map(([at, patch]) => {
        value = patched(value, patch);
        return [at, value];
      });
      unrolled.set(course, values);
    }
    return values.findLast(([at]) => at <= place)?.[1];
  }

  /** @param {Folded} value @returns {Json} */
  function unfolded(value) {
    if (typeof value === "number") return leaves[value];
    if (Array.isArray(value)) return value.map(unfolded);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unfolded(part)]));
  }

  const record = (/** @type {string} */ id) => `<a class="record" href="#?sel=${encodeURIComponent(id)}" data-id="${escaped(id)}">`;

  function cited(/** @type {string} */ said) {
    const number = parseInt(said, 10), label = settings.publishers[number - 1] + said.slice(String(number).length);
    return `<a href="#source-${number}" title="${label}" aria-label="${number}: ${label}">${number}</a>`;
  }

  /** The markup of pieces, with what was left out of them: links by their names, links of sources. All text was escaped. */
  function markup(/** @type {Folded | undefined} */ pieces) {
    return (Array.isArray(pieces) ? pieces : []).map(unfolded).join("")
      .replace(/<(\d+)>/g, (_, place) => settings.tags[place])
      .replace(/<r ([^>]*)>/g, (_, id) => `${record(id)}${names.get(id)}</a>`)
      .replace(/<a ([^>= ]+)>/g, (_, id) => record(id))
      .replace(/<c ( ?)([^>]*)>/g, (_, space, list) => `<sup class="cites">${space}${list.split('"').map(cited).join(" ")}</sup>`);
  }

  function stateOf(/** @type {string} */ clock) {
    const found = byClock.get(clock);
    if (!found) throw new Error(`This file holds no clock called ${clock}.`);
    return found;
  }

  return {
    clocks: [...byClock.keys()],
    tells: (id) => [...byClock.values()].some(({ told }) => told.has(id)),
    viewAt(place, clock) {
      const { chronicle, ...rest } = /** @type {Record<string, Folded>} */ (valueAt(stateOf(clock).views, place));
      const view = /** @type {Partial<ViewAnswer>} */ (unfolded(rest));
      return /** @type {ViewAnswer} */ ({ ...view, chronicle: markup(chronicle) });
    },
    toldAt: (id, place, clock) => markup(valueAt(stateOf(clock).told.get(id) ?? [], place)),
  };
}
