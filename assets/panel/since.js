// @ts-check
// What only the reader's own clock knows: how old the data are, and which days that lay ahead of them have passed since.
// It is said on the page alone; no file depends on the day on which it is read.
import { all, byId } from "../app/elements/dom.js";

const DAY = 86_400_000; // ms
const MONTHS_FROM = 60; // days from which on an age is told in months
const PASSED = " The day has passed since; these data do not reach so far.";

/** Today as "2026-11-28", by the reader's clock. @param {Date} now */
export const isoDay = (now) => [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

/** How old data are that reach to a day, in words; empty where that day is today or ahead. @param {string} reach @param {string} today */
export function ageWords(reach, today) {
  const days = Math.round((Date.parse(today) - Date.parse(reach)) / DAY);
  if (!(days > 0)) return "";
  if (days === 1) return "The data end a day ago. ";
  return days < MONTHS_FROM ? `The data end ${days} days ago. ` : `The data end ${Math.floor(days / 30.44)} months ago. `;
}

function say() {
  const today = isoDay(new Date()), region = byId("details");
  for (const place of all(region, ".since[data-latest]:empty")) if ((place.dataset.latest ?? "") < today) place.textContent = PASSED;
  for (const place of all(region, ".age[data-reach]:empty")) place.textContent = ageWords(place.dataset.reach ?? "", today);
}

/** Says it of whatever the panel tells. */
export function beginSince() {
  say();
  new MutationObserver(say).observe(byId("details"), { childList: true, subtree: true });
}
