// @ts-check
// Fields for a day. While a day is being typed its year passes through 2, 20 and 202: what is typed is taken when it is whole
// and plausible, and typing has paused, or at Enter, or when the field is left. What cannot be taken is said beside the
// field; when it is left, or at Enter, it shows again what the page shows.
/** @import { DayInHand } from "../app/types.d.ts" */

const PAUSE = 700; // ms without a key after which a whole day is taken
const FIRST_YEAR = 1000;

/** Makes a field for a day one that is taken when it is whole. @param {HTMLInputElement} field @param {DayInHand} hand */
export function dateField(field, hand) {
  let typed = false; // whether what stands there was typed, and not picked from the calendar
  let touched = false; // whether it was changed and is not taken yet
  let pause = 0;

  const plausible = () => Number(field.value.slice(0, -6)) >= FIRST_YEAR;

  function back(/** @type {string} */ sentence) {
    touched = false;
    field.value = ""; // a half-written day goes only so
    field.value = hand.shown();
    hand.say(sentence);
  }

  /** Takes what stands there; what is refused may be on its way to a day that is not, until the field is left. */
  function take(/** @type {boolean} */ left) {
    clearTimeout(pause);
    const sentence = hand.refuses(field.value);
    if (sentence) return left ? back(sentence) : hand.say(sentence);
    touched = false;
    if (field.value !== hand.shown()) hand.take(field.value);
  }

  function leave() {
    clearTimeout(pause);
    if (!touched) return;
    if (field.value) return plausible() ? take(true) : back("Write the year with four digits.");
    if (field.validity.badInput) return back("That was not a whole day.");
    touched = typed = false;
    hand.take("");
    back("");
  }

  function changed(/** @type {Event} */ event) {
    if (event.type === "input") hand.say("");
    touched = true;
    clearTimeout(pause);
    if (!field.value || !plausible()) return;
    if (typed) pause = setTimeout(take, PAUSE, false);
    else take(true);
  }

  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") leave();
    else if (event.key !== "Tab") typed = true;
  });
  field.addEventListener("pointerdown", () => { typed = false; });
  field.addEventListener("input", changed);
  field.addEventListener("change", changed);
  field.addEventListener("blur", leave);
}
