// @ts-check
// The list below a search field: hits by type, and which of them Enter takes.
import { all, find, make, setAll } from "../app/elements/dom.js";
import { walked } from "./hits.js";

/** @import { FindAnswer, Piece, SearchHit } from "../app/answers.d.ts" */

export class HitList {
  /** @param {HTMLInputElement} field @param {HTMLElement} list @param {(place: number) => void} take called with the place of a hit that is clicked */
  constructor(field, list, take) {
    this.field = field;
    this.list = list;
    this.take = take;
    this.box = /** @type {HTMLElement} */ (list.parentElement);
    this.said = find(this.box, ".said");
    this.hits = /** @type {SearchHit[]} */ ([]); // in order
    this.active = -1; // which of them Enter takes
  }

  show(/** @type {FindAnswer} */ { groups, said }) {
    this.hits = groups.flatMap((group) => group.hits);
    let place = 0;
    this.list.replaceChildren(...groups.map((group, number) => {
      const title = make("div", "hits-title", group.count === undefined ? group.name : `${group.name}, ${group.count}`);
      title.id = `${this.list.id}-group-${number}`;
      title.setAttribute("role", "presentation");
      const part = make("div", "hits-group");
      setAll(part, { role: "group", "aria-labelledby": title.id });
      part.append(title, ...group.hits.map((hit) => this.option(hit, place++)));
      return part;
    }));
    this.activate(this.hits.length ? 0 : -1);
    this.say(said);
  }

  option(/** @type {SearchHit} */ hit, /** @type {number} */ place) {
    const item = make("div", "hit");
    item.id = `${this.list.id}-${place}`;
    item.setAttribute("role", "option");
    item.append(...told(hit));
    item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the keyboard
    item.addEventListener("click", () => this.take(place));
    return item;
  }

  walk(/** @type {boolean} */ down) {
    this.activate(walked(this.active, down, this.hits.length));
  }

  /** Has Enter take another hit. @param {number} place -1 for none */
  activate(place) {
    this.active = place;
    all(this.list, "[role=option]").forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === place));
      if (at === place && !this.box.hidden) item.scrollIntoView({ block: "nearest" });
    });
    if (place >= 0) this.field.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  say(/** @type {string} */ text) {
    this.open(true);
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  open(/** @type {boolean} */ yes) {
    this.box.hidden = !yes;
    this.field.setAttribute("aria-expanded", String(yes && this.hits.length > 0));
  }
}

/** What stands of a hit: its name, what it is, where that was found. @param {SearchHit} hit */
function told({ name, kind, where, hidden }) {
  const parts = [make("b"), make("span", "hit-kind")];
  parts[0].append(...pieces(name));
  parts[1].append(" ", ...pieces(kind));
  if (where) {
    const found = make("span", "hit-where");
    found.append(...pieces(where));
    parts.push(found);
  }
  if (hidden) parts.push(make("em", "hit-hidden", "not in what is shown now"));
  return parts;
}

function pieces(/** @type {Piece[]} */ told) {
  return told.map(([text, marked]) => (marked ? make("mark", "", text) : text));
}
