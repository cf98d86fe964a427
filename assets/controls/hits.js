// @ts-check
// What a search field lists: what was taken lately, and how the arrows walk. No page.

/** @import { Piece, SearchHit } from "../app/answers.d.ts" */

const plain = (/** @type {Piece[]} */ pieces) => /** @type {Piece[]} */ ([[pieces.map(([text]) => text).join("")]]);

/** Hits taken lately with another first: once, and without its marks. @param {SearchHit[]} lately @param {SearchHit} hit @returns {SearchHit[]} */
export function remembered(lately, { type, id, name, kind, place }) {
  const hit = { type, id, ...(place === undefined ? {} : { place }), name: plain(name), kind: plain(kind) };
  return [hit, ...lately.filter((other) => other.type !== type || other.id !== id)];
}

/** The hit that an arrow leads to, around both ends; -1 is none. @param {number} active @param {boolean} down @param {number} many */
export function walked(active, down, many) {
  if (active < 0) return down ? 0 : many - 1;
  return (active + (down ? 1 : many - 1)) % many;
}
