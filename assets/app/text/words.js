// @ts-check
// Numbers and days in words, as both the served and the saved page write them. No page.

const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "21 July 2025" for "2025-07-21". @param {string} iso */
export const dayInWords = (iso) => LONG.format(new Date(iso + "T00:00:00Z"));

const OWN = /^$|^localhost$|\.(localhost|local|internal)$|^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^\[(::1?|f[cd].*|fe[89ab].*)\]$/;

/** Whether the name of a host says nothing outside this machine or its own network. @param {string} host */
export const isOwnHost = (host) => OWN.test(host.toLowerCase());

/** The days from 1970 until a day. @param {string} iso */
export const dayNumber = (iso) => Date.parse(iso) / 864e5;

/** The day that is so many days after 1970. @param {number} number */
export const dayOf = (number) => new Date(number * 864e5).toISOString().slice(0, 10);

/** The place of the last of some days in order that is not after another; the first where all are. @param {string[]} days @param {string} iso */
export const placeOfDay = (days, iso) => Math.max(0, days.findLastIndex((day) => day <= iso));

/** "1 event", "2 events". @param {number | string} number @param {string} word */
export const counted = (number, word) => `${number} ${word}${Number(number) === 1 ? "" : "s"}`;

/** Thousands apart: "12 345" with narrow spaces. @param {number} number */
export const spaced = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** How large a file is. @param {number} bytes */
export const amount = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** Text as it is compared: without accents and case. @param {string} text */
export const plainText = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").trim().toLowerCase();

/** Orders words as people do, numbers in them by value. */
export const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
