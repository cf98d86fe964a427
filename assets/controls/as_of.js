// @ts-check
// The control of the as-of day: a slider that stops on every day on which something changes, a field for a day, and a
// line below it that says what cannot be.
import { data } from "../app/asking/landscape.js";
import { byId, make } from "../app/elements/dom.js";
import { go, part } from "../app/state/address.js";
import { dayInWords, placeOfDay } from "../app/text/words.js";
import { dateField } from "./dates.js";

const BEAT = 1000; // ms between two changes while they are played

/** Shows a change a second, until the last day; from the first where it stands there. Any key, a pointer or a tab out of sight ends it. */
class Play {
  /** @param {HTMLInputElement} slider @param {number} last its last place @param {(place: number) => void} show */
  constructor(slider, last, show) {
    this.button = byId("play-button");
    this.slider = slider;
    this.last = last;
    this.show = show;
    this.playing = 0;
  }

  begin() {
    this.button.addEventListener("click", (event) => { event.stopPropagation(); this.turn(); });
    for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, ({ target }) => { if (this.playing && target !== this.button) this.stop(); }, true);
    document.addEventListener("visibilitychange", () => { if (this.playing && document.hidden) this.stop(); });
  }

  turn() {
    if (this.playing) return this.stop();
    if (Number(this.slider.value) >= this.last) this.show(0);
    this.playing = setInterval(() => this.advance(), BEAT);
    this.button.setAttribute("aria-pressed", "true");
    this.button.textContent = "❚❚";
  }

  advance() {
    const place = Number(this.slider.value) + 1;
    this.show(place);
    if (place >= this.last) this.stop();
  }

  stop() {
    clearInterval(this.playing);
    this.playing = 0;
    this.button.setAttribute("aria-pressed", "false");
    this.button.textContent = "▶";
  }
}

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

  new Play(slider, last, (place) => go({ at: dayAt(place) }, { gesture: "play" })).begin();

  return { show, step: (/** @type {number} */ by) => go({ at: dayAt(Number(slider.value) + by) }, { gesture: "step" }) };
}
