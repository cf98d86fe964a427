// @ts-check
// Text that is read from the right inside text that is read from the left, kept apart so that no date is torn. The rule
// stands in explorer/draw/direction.py, with its reasons; tests/draw/directions.json holds both to the same examples.
const RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}";
const LEFT = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u0589\u0900-\u1fff\u3040-\ud7ff";
const ANY_RIGHT = new RegExp(`[${RIGHT}]`, "u"), ANY_LEFT = new RegExp(`[${LEFT}]`, "u");
const STRETCH = new RegExp(`[${RIGHT}](?:[^${LEFT}\u2068\u2069\n]*[${RIGHT}])?(?: ?…)?`, "gu");

/** The text with every stretch that is read from the right marked. @param {string} text */
export function setApart(text) {
  if (!ANY_RIGHT.test(text) || text.includes("\u2068")) return text;
  if (ANY_LEFT.test(text)) return text.replace(STRETCH, "\u2068$&\u2069");
  const inside = text.trim();
  return text.replace(inside, () => `\u2068${inside}\u2069`);
}
