// @ts-check
// The details, which Dash keeps up: told what to tell, and never shown as the record's that is lit when they are another's.
// From a pick until its own details have come the old ones stand for a moment, then a line that names what was picked;
// where they cannot be had, a sentence says so. Dash's own scripts wait in the page until the pictures stand.
import { AWAY, came, CHANGED, failure, isOurs, miss, WAIT } from "../app/asking/server.js";
import { asText, fetched } from "../app/asking/transport.js";
import { all, byId, find, holds } from "../app/elements/dom.js";
import { partsAgain, partsNow, stopHeld } from "../app/elements/left_open.js";
import { part, query, takePicked } from "../app/state/address.js";
import { afterPaint, page } from "../app/state/page.js";
import { follow } from "../app/state/views.js";

/** @import { DashPart, DashResult, DetailsProps } from "../app/types.d.ts" */

const SOON = 100; // ms that a record's details may take before a line stands for them
const REFUSED = "The server did not understand what was asked.";

const region = byId("details"), wait = byId("details-wait");
const words = find(wait, "p"), again = find(wait, "button");
const address = () => "?" + query();
const picked = () => part("sel");
let begun = false; // whether Dash is there
let told = { of: picked(), ours: true, address: address() }; // what the column tells: a record or "", from whose data, for what
let asked = /** @type {string | null} */ (null); // the address asked for last, until it is answered
let answered = told.address; // the address of the last answer to what was asked for last
let waiting = 0, busy = 0, late = 0;
let back = /** @type {Element | null} */ (null); // where in the details the keyboard was when they were left
let stands = /** @type {(() => void) | null} */ (null); // has a record that is drawn anew stand as it stood

const isPicked = () => told.ours && told.of === picked();
const name = () => page.tiesOf(picked())?.name ?? "what is picked";

// --- what stands in the column

/** Puts a sentence in the place of details that are not those of what is lit; the column keeps its height. */
function stand(/** @type {string} */ sentence, failed = false) {
  if (!region.classList.contains("waits")) {
    if (holds(region, document.activeElement)) back = back || region;
    region.style.minHeight = region.offsetHeight + "px";
    region.classList.add("waits");
  }
  wait.hidden = false;
  words.textContent = sentence;
  again.hidden = !failed;
}

const fetching = () => stand(picked() ? `Fetching the details of ${name()} …` : "Fetching …");

/** The record whose text is on the page: Dash says what it will draw before it is drawn. */
function standing() {
  const part = /** @type {HTMLElement | null} */ (region.querySelector("#details-body > [data-of]"));
  return part?.dataset.of ?? told.of;
}

function give() {
  if (standing() !== picked()) return;
  clearTimeout(busy);
  region.classList.remove("waits");
  region.style.minHeight = "";
  wait.hidden = true;
}

/** Other details are on their way. */
function expect() {
  clearTimeout(busy);
  region.setAttribute("aria-busy", "true");
  if (isPicked()) give();
  else busy = setTimeout(fetching, region.classList.contains("waits") ? 0 : SOON);
}

function settle() {
  [busy, late].forEach(clearTimeout);
  region.removeAttribute("aria-busy");
}

function fail(/** @type {string} */ reason) {
  settle();
  if (told.ours && told.address === address()) return; // what stands there is what was asked for
  const whose = picked() ? `The details of ${name()}` : "The details";
  if (!isPicked()) stand(`${whose} could not be fetched. ${reason}`, true);
  const missing = isPicked() ? "The details are those of before." : `The details of ${name()} are missing.`;
  miss("details", missing, retry, reason === AWAY ? null : failure("Refused", reason));
}

function retry() {
  if (begun) return ask();
  fetched("healthz", asText).then(() => location.reload(), () => fail(AWAY)); // Dash itself is missing
}

const drawing = new MutationObserver(() => {
  stands?.();
  if (isPicked()) give();
});
drawing.observe(region, { subtree: true, childList: true, attributeFilter: ["data-of"] });

again.addEventListener("click", () => {
  back = region;
  retry();
});

// --- asking Dash

/** Has told what the address says, after so many ms. */
function tell(/** @type {number} */ after) {
  clearTimeout(waiting);
  if (begun) waiting = setTimeout(ask, after);
  if (begun || !isPicked()) expect();
  if (!begun && !isPicked()) patience(); // Dash reads the address by itself when it begins
}

function patience() {
  clearTimeout(late);
  late = setTimeout(fail, WAIT, AWAY);
}

function ask() {
  asked = address();
  expect();
  patience();
  window.dash_clientside.set_props("asked", { "data-address": asked });
}

/** How a request of Dash's ended, before anything of its answer is drawn.
 *  @param {{ clientside_function?: unknown }} callback @param {DashResult} result */
export function resolved(callback, { data, error, payload }) {
  if (callback.clientside_function) return;
  if (error) return fail(error.status < 500 ? REFUSED : AWAY); // an earlier one may have failed; the last is still awaited
  if (payload.inputs[0].value === asked) [asked, answered] = [null, payload.inputs[0].value];
  const [answer] = Object.values(data);
  if (!answer) return;
  const { of, ours } = meaning(answer.children, "");
  stands = asItStood(of);
  if (!ours || of !== picked()) fetching();
}

/** What details tell: their outermost part says it. */
function meaning(/** @type {DashPart | undefined} */ children, /** @type {string} */ address) {
  const { "data-of": of = "", "data-hash": hash } = children?.props ?? {};
  return { of, ours: isOurs(hash), address };
}

/** Details are drawn. */
function drawn(/** @type {DashPart} */ children) {
  const last = asked === null && answered === address(); // else another is picked already, and is about to be asked for
  told = meaning(children, last ? answered : "");
  if (!told.ours) {
    settle();
    return stand(CHANGED);
  }
  if (last) settle();
  came(last ? "details" : "");
  if (isPicked()) {
    busy = setTimeout(() => standing() === picked() || fetching(), SOON);
    give();
  } else if (last && takePicked(told.of)) follow(); // the server does not know what was picked
}

/** Dash is there; what to ask it for first. */
export function dashBegins() {
  begun = true;
  asked = address();
  patience();
  return asked;
}

/** Dash is about to draw these details. @param {DashPart | undefined} children */
export function detailsTold(children) {
  if (!children) return;
  const first = document.getElementById("details-first");
  const inside = first !== null && holds(first, document.activeElement);
  byId("react-entry-point").hidden = false;
  first?.remove(); // what the server sent gives way to what Dash keeps up
  drawn(children);
  document.documentElement.dataset.ready = "yes";
  if (inside || back) requestAnimationFrame(() => document.activeElement === document.body && focusTitle());
  if (isPicked()) back = null;
}

/** What has the record that is told stand as it does now, once it is drawn anew; null where another is about to be told.
 *  @param {string} of */
function asItStood(of) {
  const part = /** @type {HTMLElement | undefined} */ (all(region, ".told:not([hidden]) [data-of]").pop()), was = part?.firstElementChild;
  if (!was || part.dataset.of !== of) return null;
  const parts = partsNow(), stop = back ? null : stopHeld(region);
  return () => {
    if (was.isConnected) return;
    stands = null;
    partsAgain(parts);
    if (!stop) return;
    const lost = () => document.activeElement === document.body, goOn = () => { if (lost()) stop()?.focus({ preventScroll: true }); };
    goOn();
    requestAnimationFrame(() => { // what is put into the head by then may be what had it
      goOn();
      if (lost()) focusTitle();
    });
  };
}

/** The keyboard goes on from the next record's heading. */
function focusTitle() {
  find(region, ".told .tour-heading, .told .record-title")?.focus();
}

/** Brings Dash's own scripts. */
function bringDash() {
  const sent = /** @type {HTMLScriptElement[]} */ (all(/** @type {HTMLTemplateElement} */ (byId("dash-scripts")).content, "script"));
  const made = sent.map((old) => {
    const script = document.createElement("script");
    for (const { name, value } of old.attributes) script.setAttribute(name, value);
    script.async = false;
    script.textContent = old.textContent;
    return script;
  });
  const inline = made.filter((script) => !script.src), files = made.filter((script) => script.src);
  files.at(-1)?.addEventListener("load", () => document.body.append(...inline));
  document.body.append(...files);
}

/** The details as Dash draws them: one element whose inside is markup that the server has escaped. @param {DetailsProps} props */
const Details = ({ markup, "data-of": of, "data-hash": hash }) =>
  window.React.createElement("div", { "data-of": of, "data-hash": hash, dangerouslySetInnerHTML: { __html: markup } });

/** Begins to keep the details up with what is picked. */
export function beginDetails() {
  window.policy_explorer = { Details };
  page.tell = tell;
  page.leaving = (link) => { back = link.closest("#details") ? link : null; };
  afterPaint().then(bringDash);
}
