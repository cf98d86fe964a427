// @ts-check
// From a line in the network to the sentence that says it: the section is opened, the sentence brought into the panel's view.
import { all, byId, closest } from "../app/elements/dom.js";
import { page } from "../app/state/page.js";

const TOLD = 1600; // ms that the sentence is marked

/** Has lines lead to their sentences. */
export function beginLead() {
  page.lead = (other) => {
    const link = all(byId("details"), ".told li a[data-id]").find((one) => one.dataset.id === other), sentence = closest(link ?? null, "li");
    if (!sentence) return;
    for (let part = closest(sentence, "details"); part; part = closest(part.parentElement, "details")) part.setAttribute("open", "");
    sentence.scrollIntoView({ block: "center" });
    sentence.classList.add("led-to");
    setTimeout(() => sentence.classList.remove("led-to"), TOLD);
    link?.focus({ preventScroll: true });
  };
}
