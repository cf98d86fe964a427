// @ts-check
// PowerPoint files that the reader hands in: a template whose design is to be used, or a deck to be brought to the
// present data. The server looks at them, answers, and keeps nothing.
import { PATIENT, asJson, fetched } from "../app/asking/transport.js";
import { find, make } from "../app/elements/dom.js";

const LARGEST = 20000000; // bytes that the server takes

/** The file that is chosen in a part of the dialog, and what is said of it. */
export class Upload {
  /** @param {HTMLElement} part @param {() => void} changed */
  constructor(part, changed) {
    this.input = /** @type {HTMLInputElement} */ (find(part, "input[type=file]"));
    this.said = find(part, ".take-told");
    this.drop = find(part, "button");
    this.file = /** @type {File | null} */ (null);
    this.input.addEventListener("change", (event) => { event.stopPropagation(); this.take(this.input.files?.[0] ?? null).then(changed); });
    this.input.addEventListener("input", (event) => event.stopPropagation());
    this.drop.addEventListener("click", () => { this.clear(); this.input.focus(); changed(); });
  }

  clear() {
    this.input.value = "";
    this.file = null;
    this.drop.hidden = true;
    this.say([]);
  }

  say(/** @type {string[]} */ lines) {
    this.said.replaceChildren(...lines.map((line) => make("span", "", line)));
  }

  /** Takes a file once it has been looked at; what is wrong with it is said. */
  async take(/** @type {File | null} */ file) {
    this.file = null;
    this.drop.hidden = !file;
    if (!file) return this.say([]);
    if (file.size > LARGEST) return this.say([`${file.name} has more than ${LARGEST / 1000000} MB — take out its slides and large pictures.`]);
    this.say(["Looking at it …"]);
    try {
      const { said } = await fetched(`take/template?${called(file)}`, asJson, { body: file, wait: PATIENT, tells: true });
      if (this.input.files?.[0] !== file) return;
      this.file = file;
      this.say([...said, "The preview shows the usual design."]);
    } catch (error) {
      if (error instanceof Error) this.say([error.message]);
    }
  }
}

/** A file's name as a part of an address. */
export const called = (/** @type {File} */ file) => `called=${encodeURIComponent(file.name.slice(0, 100))}`;
