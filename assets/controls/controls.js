// @ts-check
// The controls that every page has: the as-of day and what is chosen by one of several words. They are plain inputs whose
// name is their part of the address: what the reader changes goes into the address, and what the address says stands in
// them. Nothing here knows what a part means.
import { all } from "../app/elements/dom.js";
import { go, part } from "../app/state/address.js";
import { onAddress } from "../app/state/views.js";
import { asOfControl } from "./as_of.js";
import { beginClicksAndKeys } from "./clicks_and_keys.js";

const asOf = asOfControl();
/** Of each part that is chosen by one of several words, the button of the usual one. */
const USUAL = /** @type {HTMLInputElement[]} */ (all(document, "input[type=radio][data-default]"));
const RADIOS = /** @type {HTMLInputElement[]} */ (all(document, "input[type=radio]"));
const radios = (/** @type {string} */ name) => RADIOS.filter((radio) => radio.name === name);

function changed(/** @type {Event} */ { target }) {
  const { name, type, value } = /** @type {HTMLInputElement} */ (target);
  const usual = type === "radio" ? USUAL.find((radio) => radio.name === name) : undefined;
  if (usual) go({ [name]: usual === target ? "" : value }, { gesture: name });
}

function showControls() {
  for (const { name } of USUAL) {
    const value = part(name);
    for (const radio of radios(name)) {
      radio.checked = value ? radio.value === value : radio.hasAttribute("data-default");
      const chosen = radio.checked && document.querySelector(`details[data-part=${name}] .chosen`);
      if (chosen) chosen.textContent = radio.nextElementSibling?.textContent ?? "";
    }
  }
  for (const radio of radios("steps")) radio.disabled = !part("sel") && !radio.hasAttribute("data-default");
  asOf.show(part("at"));
}

/** Makes the controls alive. */
export function beginControls() {
  document.addEventListener("change", changed);
  beginClicksAndKeys(asOf.step);
  onAddress(showControls);
  showControls();
}
