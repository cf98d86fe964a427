// @ts-check
// Where the page's answers come from: its server, or the file in which the page was saved. Whichever it is says so before
// anything is asked; the other modules ask here and do not know.

/** @import { Asked, Read, Transport } from "../types.d.ts" */

/** Milliseconds that what is worked out or made may take to begin to come: a server at work is not one that is away. */
export const PATIENT = 180000;

let chosen = /** @type {Transport | undefined} */ (undefined);

function transport() {
  if (!chosen) throw new Error("Nothing answers this page.");
  return chosen;
}

/** Has all that is asked be answered there. @param {Transport} one */
export function answerBy(one) {
  chosen = one;
}

/**
 * Asks for `address`, relative to the page, and reads the answer.
 * `what` names the thing wanted, of which one can be missed at a time; `said` is what is said of the page where it cannot
 * be had, `again()` asks once more. Without `what` nothing is said of a failure; nor of what is refused with a reason
 * where the caller `tells` that himself. With a `body` it is handed in (POST).
 * What is read as JSON has the shape that the server gives it there (answers.d.ts); a test holds real answers to that.
 * @template {string} A @template T @param {A} address @param {(answer: Response) => T | Promise<T>} read @param {Asked} [asked]
 */
export const fetched = (address, read, asked = {}) => /** @type {Promise<Read<A, T>>} */ (transport().fetched(address, read, asked));

/** Keeps what was answered, and of more than so many the newest. @template T @param {Map<string, T>} kept @param {string} asked @param {T} answer @param {number} most */
export function keepNewest(kept, asked, answer, most) {
  kept.set(asked, answer);
  if (kept.size > most) kept.delete([...kept.keys()][0]);
}

/** Something is not wanted any more. @param {string} what */
export const forget = (what) => transport().forget(what);

/** The view that came with the page. */
export const firstView = () => transport().firstView();

/** What can be meant by an address text that was written by hand. @param {string} text */
export const meant = (text) => transport().meant(text);

/** Reads text. @param {Response} answer */
export const asText = (answer) => answer.text();

/** Reads JSON, whose shape the address says. @param {Response} answer @returns {Promise<unknown>} */
export const asJson = (answer) => answer.json();
