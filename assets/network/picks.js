// @ts-check
// What is drawn for records that are picked, as far as it was fetched for one place on the page: ties, guests, words.
import { asJson, fetched, keepNewest } from "../app/asking/transport.js";
import { LOOKING, part, queryOf } from "../app/state/address.js";

/** @import { PickAnswer } from "../app/answers.d.ts" */
/** @import { Asked } from "../app/types.d.ts" */

const MAX_PICKS = 200; // that are kept for going back
const NOT_DRAWN = ["axis", "rows", "tour", "step", "show", ...LOOKING]; // parts of the address on which no pick depends

export class Picks {
  /** @param {string} width of the place */
  constructor(width) {
    this.width = width;
    this.kept = /** @type {Map<string, PickAnswer>} */ (new Map());
    this.coming = /** @type {Map<string, Promise<unknown>>} */ (new Map());
    this.missing = /** @type {Set<string>} */ (new Set());
  }

  of(/** @type {string} */ id) {
    return this.kept.get(pickQuery(id));
  }

  /** Whether it was asked for and cannot be had. @param {string} id */
  isMissing(id) {
    return this.missing.has(pickQuery(id));
  }

  /** Fetches the pick of a record, once. @param {string} id @param {Asked} [asked] */
  ask(id, asked = {}) {
    const address = pickQuery(id), under = this.coming.get(address);
    if (this.kept.has(address) || under) return under ?? Promise.resolve();
    const answer = fetched(`pick/${this.width}?${address}`, asJson, asked).then((/** @type {PickAnswer} */ pick) => {
      keepNewest(this.kept, address, pick, MAX_PICKS);
    }, () => { this.missing.add(address); }).finally(() => this.coming.delete(address));
    this.missing.delete(address);
    this.coming.set(address, answer);
    return answer;
  }
}

/** What a pick depends on: everything in the address that changes what is drawn. @param {string} id */
function pickQuery(id) {
  const rest = queryOf((name) => name !== "sel" && !(["to", "vs"].includes(name) && id !== part("sel")) && !NOT_DRAWN.includes(name));
  return `${rest ? rest + "&" : ""}sel=${encodeURIComponent(id)}`;
}
