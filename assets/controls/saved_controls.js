// @ts-check
// The controls of a page that was saved as one file: the as-of day, the clock, the field that finds a name, the keyboard.
import { all, byId, make } from "../app/dom.js";
import { atDay, leavingSaved, onState, savedData } from "../app/saved_state.js";
import { page, say } from "../app/state.js";
import { dayInWords, placeOfDay, plainText } from "../app/words.js";
import { zoomSavedNetwork } from "../network/saved_pictures.js";
import { asOfControl } from "./as_of.js";
import { beginClicksAndKeys } from "./clicks_and_keys.js";

const { days, names } = savedData;
const field = /** @type {HTMLInputElement} */ (byId("search-field"));
const radios = /** @type {HTMLInputElement[]} */ (all(document, "input[name=clock]"));
const asOf = asOfControl(days, () => atDay() || days[days.length - 1], choose);

/** Shows the last day held that is not after the one chosen, and says so where it is another. */
function choose(/** @type {string} */ iso) {
  const place = iso ? placeOfDay(days, iso) : days.length - 1, held = days[place];
  page.go({ at: asOf.dayAt(place) }, { gesture: "day" });
  asOf.show(asOf.dayAt(place));
  if (iso && held !== iso) asOf.say(`This file holds the days on which something changes; the one before ${dayInWords(iso)} is ${dayInWords(held)}.`);
}

/** Selects the record of the name typed, else the first whose name begins so, else the first that holds it. */
function findName() {
  const typed = plainText(field.value);
  if (!typed) return;
  const by = (/** @type {(name: string) => boolean} */ fits) => names.find(({ name }) => fits(plainText(name)));
  const found = by((name) => name === typed) || by((name) => name.startsWith(typed)) || by((name) => name.includes(typed));
  if (found) page.select(found.id);
  else say(`Nothing here is called ${field.value}.`);
  field.value = "";
  if (!found) field.placeholder = "Nothing is called that";
}

/** Makes the controls alive. */
export function beginSavedControls() {
  const options = [...new Set(names.map(({ name }) => name))].sort();
  byId("names").append(...options.map((value) => Object.assign(make("option"), { value })));
  field.addEventListener("change", findName);
  field.addEventListener("keydown", ({ key, defaultPrevented }) => { if (key === "Enter" && !defaultPrevented) findName(); });
  for (const radio of radios) radio.addEventListener("change", () => page.go({ clock: radio.value }));
  beginClicksAndKeys({
    step: asOf.step,
    zoomNetwork: zoomSavedNetwork,
    leavesField: true,
    ends: "body",
    follow(link) {
      leavingSaved(link);
      page.select(link.dataset.id ?? "");
    },
  });
  onState(({ at, clock }) => {
    asOf.show(at);
    for (const radio of radios) radio.checked = radio.value === clock;
    byId("notes").replaceChildren();
  });
}
