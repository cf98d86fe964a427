// @ts-check
// How wide the reader's type is beside the one that Python measures by: his may be another face, or have more room between
// its letters and words. The timeline names fewer then; the network's names are narrowed, as nothing in it may move.
import { make } from "./dom.js";

const SAMPLE = "Homeland Security publishes its sanctuary list", MEASURED = 22.174; // its width in bold Arial, in type sizes
const SIZE = 20; // px

const probe = make("span", "face", SAMPLE), followers = /** @type {(() => void)[]} */ ([]);
let now = 0; // before it was looked at

function look() {
  const wider = probe.getBoundingClientRect().width / (MEASURED * SIZE);
  now = wider > 1.01 ? wider : 1;
  const root = document.documentElement;
  if (root.classList.toggle("wide-type", now > 1)) root.style.setProperty("--narrowed", (1 / now).toFixed(3));
}

/** How much wider it is: 1, or more. */
export function stretched() {
  if (!now) look();
  return now;
}

/** Calls follow() whenever the reader's type becomes wider or narrower. @param {() => void} follow */
export const onStretch = (follow) => followers.push(follow);

probe.setAttribute("aria-hidden", "true");
probe.style.fontSize = `${SIZE}px`;
document.body.append(probe);
new ResizeObserver(() => {
  const before = stretched();
  look();
  if (now !== before) for (const follow of followers) follow();
}).observe(probe);
