// @ts-check
// The parts of an address as text and back. No page.

/** The parts of an address text. @param {string} text */
export const readParts = (text) => new Map(new URLSearchParams(text));

/** Parts as an address text; commas stay legible. @param {Iterable<[string, string]>} parts */
export const writtenParts = (parts) => new URLSearchParams([...parts]).toString().replace(/%2C/g, ",");

/** Parts with some changed: {part: value, or "" to leave it out}. @param {Map<string, string>} parts @param {Record<string, string>} changes */
export function changedParts(parts, changes) {
  const next = new Map(parts);
  for (const [part, value] of Object.entries(changes)) value ? next.set(part, value) : next.delete(part);
  return next;
}

/** What the server understood otherwise of a text, where the page still says that text; of `but` nothing can be told:
 *  an answer leaves out what it does not depend on.
 *  @param {Map<string, string>} parts @param {string} asked @param {string} meant @param {string[]} but */
export function understoodOtherwise(parts, asked, meant, but) {
  const said = readParts(asked), known = readParts(meant);
  const names = [...new Set([...said.keys(), ...known.keys()])].filter((name) => !but.includes(name));
  const other = names.filter((name) => said.get(name) !== known.get(name) && parts.get(name) === said.get(name));
  return Object.fromEntries(other.map((name) => [name, known.get(name) || ""]));
}
