// @ts-check
// In a frame of another site: tells that site how high the page is, where it is one of those that may show it, and leads
// to the whole page.
import { data } from "../app/asking/landscape.js";
import { find } from "../app/elements/dom.js";
import { link } from "../app/state/address.js";
import { isOneOf, originOf } from "./sites.js";

/** Where the page is shown in a frame, has the site around it told its height, now and whenever that changes. */
export function beginFrame() {
  if (!data.frame) return;
  const way = /** @type {HTMLAnchorElement} */ (find(document, ".embed-line a"));
  way.addEventListener("click", () => { way.href = link(); });
  const around = originOf(location.ancestorOrigins?.[0] ?? document.referrer);
  if (parent === window || !isOneOf(around, data.frame)) return;
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told) parent.postMessage({ policyExplorer: data.id, height: (told = height) }, around);
  };
  new ResizeObserver(tell).observe(document.body);
}
