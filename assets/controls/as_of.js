// @ts-check
// The control of the as-of day: a slider that stops on every day on which something changes, a field for a day, and a
// line below it that says what cannot be.
import { data } from "../app/asking/landscape.js";
import { byId, make } from "../app/elements/dom.js";
import { go, part } from "../app/state/address.js";
import { dayInWords, placeOfDay } from "../app/text/words.js";
import { dateField } from "./dates.js";

const BEAT = 1000; // ms between two changes while they are played

/** Makes the control alive. */
export function asOfControl() {
  const { days } = data;
  const slider = /** @type {HTMLInputElement} */ (byId("asof-slider")), day = /** @type {HTMLInputElement} */ (byId("asof-date"));
  const last = days.length - 1, note = make("p");

  /** The day of a place on the slider; "" for the last, which is the landscape's own. @param {number} place */
  const dayAt = (place) => (place >= last ? "" : days[Math.max(0, place)]);

  function say(/** @type {string} */ sentence) {
    note.textContent = sentence;
    if (sentence) byId("notes").replaceChildren(note);
    else note.remove();
  }

  /** Shows a day; in a saved page the last one held that is not after it, which is said. */
  function take(/** @type {string} */ iso) {
    const held = iso && data.saved ? days[placeOfDay(days, iso)] : iso;
    go({ at: held === days[last] ? "" : held }, { gesture: "day" });
    show(part("at"));
    if (held !== iso) say(`This file holds the days on which something changes; the one before ${dayInWords(iso)} is ${dayInWords(held)}.`);
  }

  /** Shows in the control which day it is; "" is the last. */
  function show(/** @type {string} */ at) {
    const iso = at || days[last], said = dayInWords(iso), place = placeOfDay(days, iso);
    if (place !== Number(slider.value)) slider.value = String(place);
    slider.setAttribute("aria-valuetext", said);
    if (day.value !== iso) day.value = iso;
    byId("asof-words").textContent = said;
  }

  slider.addEventListener("input", () => go({ at: dayAt(Number(slider.value)) }, { gesture: "slider" }));
  dateField(day, {
    shown: () => part("at") || days[last],
    take,
    refuses: (iso) => (iso > days[last] ? `The data reach to ${dayInWords(days[last])}; ${dayInWords(iso)} is later.` : ""),
    say,
  });

  // Play: a change a second, until the last day; from the first where it stands there. Any key, a pointer or a tab out of sight ends it.
  const play = byId("play-button");
  let playing = 0;

  function stop() {
    clearInterval(playing);
    playing = 0;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "▶";
  }

  function advance() {
    const place = Number(slider.value) + 1;
    go({ at: dayAt(place) }, { gesture: "play" });
    if (place >= last) stop();
  }

  play.addEventListener("click", (event) => {
    event.stopPropagation();
    if (playing) return stop();
    if (Number(slider.value) >= last) go({ at: dayAt(0) }, { gesture: "play" });
    playing = setInterval(advance, BEAT);
    play.setAttribute("aria-pressed", "true");
    play.textContent = "❚❚";
  });
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, ({ target }) => { if (playing && target !== play) stop(); }, true);
  document.addEventListener("visibilitychange", () => { if (playing && document.hidden) stop(); });

  return { show, step: (/** @type {number} */ by) => go({ at: dayAt(Number(slider.value) + by) }, { gesture: "step" }) };
}
