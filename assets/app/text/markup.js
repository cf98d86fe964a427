// @ts-check
// SVG markup of the timeline, piece by piece. Text from data is written through `text`, which escapes it. No page.
import { setApart } from "./direction.js";

/** A number to a tenth of a px. @param {number} number */
export const n = (number) => String(Math.floor(number * 10 + 0.5) / 10);

const SIGNS = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" });

/** Words as they may stand in markup. @param {string} words */
export const escaped = (words) => setApart(words).replace(/[&<>"']/g, (sign) => SIGNS[sign]);

/** A line, or nothing. @param {string} name @param {string} d */
export const path = (name, d) => (d ? `<path class="${name}" d="${d}"></path>` : "");

/** A box. @param {string} name @param {number} x @param {number} y @param {number} width @param {number} height @param {string} [more] */
export const rect = (name, x, y, width, height, more = "") =>
  `<rect class="${name}" ${more}x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"></rect>`;

/** Words at a place. @param {string} name @param {number} x @param {number} y @param {string} words @param {string} [more] */
export const text = (name, x, y, words, more = "") => `<text class="${name}" x="${n(x)}" y="${n(y)}"${more}>${escaped(words)}</text>`;

/** A type size. @param {number} px */
export const size = (px) => ` font-size="${n(px)}"`;
