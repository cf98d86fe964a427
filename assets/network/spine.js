// @ts-check
// A pick as a list, which a phone shows in the picture's place.
import { make } from "../app/elements/dom.js";

export class Spine {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.element = make("div", "spine");
    this.shown = "";
  }

  /** @param {string} list markup that the server has escaped; "" for none */
  show(list) {
    const { place, element } = this;
    if (list === this.shown && (list === "" || element.isConnected)) return;
    this.shown = list;
    element.innerHTML = list;
    place.classList.toggle("spined", list !== "");
    if (list && !element.isConnected) place.append(element);
    if (list && element.getBoundingClientRect().top < 0) element.scrollIntoView({ block: "start" }); // it begins with what was picked
  }
}
