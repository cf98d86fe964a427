// @ts-check
// The control of the as-of day, on the served and the saved page: a slider that stops on every day on which something
// changes, a field for a day, and a line below it that says what cannot be.
import { byId, make } from "../app/dom.js";
import { dayInWords, placeOfDay } from "../app/words.js";
import { dateField } from "./dates.js";
import { page } from "../app/state.js";

/**
 * Makes the control alive. `shown()` is the day that the page shows; `take(iso, gesture)` shows another, "" for the last.
 * @param {string[]} days @param {() => string} shown @param {(iso: string) => void} take
 */
export function asOfControl(days, shown, take) {
  const slider = /** @type {HTMLInputElement} */ (byId("asof-slider")), day = /** @type {HTMLInputElement} */ (byId("asof-date"));
  const last = days.length - 1, note = make("p");

  /** The day of a place on the slider; "" for the last, which is the landscape's own. @param {number} place */
  const dayAt = (place) => (place >= last ? "" : days[Math.max(0, place)]);

  function say(/** @type {string} */ sentence) {
    note.textContent = sentence;
    if (sentence) byId("notes").replaceChildren(note);
    else note.remove();
  }

  slider.addEventListener("input", () => page.go({ at: dayAt(Number(slider.value)) }, { gesture: "slider" }));
  dateField(day, {
    shown,
    take,
    refuses: (iso) => (iso > days[last] ? `The data reach to ${dayInWords(days[last])}; ${dayInWords(iso)} is later.` : ""),
    say,
  });

  return {
    say,
    dayAt,
    step: (/** @type {number} */ by) => page.go({ at: dayAt(Number(slider.value) + by) }, { gesture: "step" }),
    /** Shows a day; "" is the last. @param {string} at */
    show(at) {
      const iso = at || days[last], said = dayInWords(iso), place = placeOfDay(days, iso);
      if (place !== Number(slider.value)) slider.value = String(place);
      slider.setAttribute("aria-valuetext", said);
      if (day.value !== iso) day.value = iso;
      byId("asof-words").textContent = said;
    },
  };
}
