// @ts-check
// Everything that the page asks of its server goes through here, and one line says when it cannot be had: the server does
// not answer, or it has other data than this page was opened with. An answer of other data never comes into the page.
// What could not be had is asked for again by a button, or by itself as soon as anything is answered.
import { byId, find } from "../elements/dom.js";
import { overPage } from "../elements/line.js";
import { data } from "./landscape.js";
import { answerBy } from "./transport.js";

/** @import { Refusal, StateAnswer } from "../answers.d.ts" */
/** @import { Asked, Missed } from "../types.d.ts" */

/** Milliseconds that an answer may take. */
export const WAIT = 20000;
/** What is said of a server that does not answer. */
export const AWAY = "The server does not answer.";
/** What is said where an answer is of other data. */
export const CHANGED = "The data have changed since this page was opened.";

const line = byId("server-line");
const said = find(line, ".server-said");
const [again, reload, dismiss] = ["again", "reload", "dismiss"].map((act) => find(line, `[data-act=${act}]`));
const missed = /** @type {Map<string, Missed>} */ (new Map()); // what could not be had
let changed = false, failing = AWAY, renew = () => location.reload();
const showLine = overPage(line);

// --- the line

/** Says what is the matter, or with "" nothing. */
function tell(/** @type {string} */ text) {
  showLine(text !== "");
  if (said.textContent !== text) said.textContent = text;
  document.documentElement.classList.toggle("server-says", text !== "");
  again.hidden = changed || !text;
  reload.hidden = !changed || !text;
  dismiss.hidden = !text;
}

function sentence() {
  if (changed) return CHANGED;
  const last = missed.get("view") || missed.get([...missed.keys()].findLast((what) => what !== "pick") ?? "pick"); // ties are told last
  return last ? `${failing} ${last.said}` : "";
}

again.addEventListener("click", () => askAgain());
reload.addEventListener("click", () => renew());
dismiss.addEventListener("click", () => tell(""));
addEventListener("online", () => askAgain());

function askAgain(/** @type {string} */ but = "") {
  for (const [what, { again }] of [...missed]) if (!but || what !== but) again();
}

// --- what other modules find out by themselves

/** Something could not be had: what is shown instead is `said`; `again()` asks for it once more.
 *  @param {string} what @param {string} said @param {() => unknown} again @param {Error | null} error */
export function miss(what, said, again, error) {
  failing = (error?.name === "Refused" && error.message) || AWAY;
  missed.delete(what); // the last to fail is told
  missed.set(what, { said, again });
  tell(sentence());
}

/** Something has come: what else is missed can be asked for, too. @param {string} what */
export function came(what) {
  missed.delete(what);
  if (missed.size) askAgain(what);
  else if (!changed) tell("");
}

function forget(/** @type {string} */ what) {
  if (missed.delete(what) && !changed) tell(sentence());
}

/** Says that there are other data by now, and offers them. */
export function offerNew() {
  if (changed) return;
  changed = true;
  tell(CHANGED);
}

/** Has one open the page anew where the reader wants the new data. @param {() => void} open */
export function whenNewIsWanted(open) {
  renew = open;
}

/** Whether an answer that names its data is of this page's; says so where it is not. @param {string | null | undefined} hash */
export function isOurs(hash) {
  if (!hash || hash === data.hash) return true;
  offerNew();
  return false;
}

// --- asking

/** An error by whose name its kind is known: "Away", "Changed", "Refused" or "AbortError". @param {string} name @param {string} message */
export function failure(name, message) {
  return Object.assign(new Error(message), { name });
}

/** An answer that is of this page's data, or an error whose message can be shown; "AbortError" where it was called off.
 *  @param {string} address @param {AbortSignal | undefined} signal @param {number} wait @param {Blob} [body] @param {RequestCache} [cache] @returns {Promise<Response>} */
async function answered(address, signal, wait, body, cache = "default") {
  const late = new AbortController(), timer = setTimeout(() => late.abort(), wait); // until an answer begins to come
  let answer;
  try {
    const sent = body ? { method: "POST", body, headers: { "Content-Type": "application/octet-stream" } } : {};
    answer = await fetch(address, { signal: AbortSignal.any(signal ? [late.signal, signal] : [late.signal]), cache, ...sent });
  } catch {
    throw signal?.aborted ? failure("AbortError", "") : failure("Away", AWAY);
  } finally {
    clearTimeout(timer);
  }
  if (answer.status >= 500) throw failure("Away", AWAY);
  const hash = answer.headers.get("X-Landscape");
  if (hash && hash !== data.hash && cache === "default") {
    return answered(address, signal, wait, body, "reload"); // unless it is an old answer that the browser has kept
  }
  if (!isOurs(hash)) throw failure("Changed", CHANGED);
  if (answer.ok) return answer;
  const told = /** @type {Partial<Refusal>} */ (await answer.json().catch(() => ({})));
  throw failure("Refused", told.error || `The server answered ${answer.status}.`);
}

/** How the files behind the page stand now, of whatever data; null where that cannot be had. @returns {Promise<StateAnswer | null>} */
export const stateNow = () => fetch("state", { cache: "no-cache", signal: AbortSignal.timeout(WAIT) })
  .then((answer) => (answer.ok ? answer.json() : null), () => null).catch(() => null);

/** Asks the server; see `fetched` in transport.js.
 *  @template T @param {string} address @param {(answer: Response) => T | Promise<T>} read @param {Asked} asked @returns {Promise<T>} */
async function fetched(address, read, { signal, wait = WAIT, what = "", said = "", again = () => {}, tells = false, body }) {
  try {
    const told = await read(await answered(address, signal, wait, body));
    came(what);
    return told;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const cut = error instanceof TypeError || error instanceof SyntaxError; // an answer that ended in its middle
    const told = error.name === "AbortError" && signal?.aborted ? error : cut ? failure("Away", AWAY) : error;
    if (told.name === "Refused" && tells) came(what);
    else if (what && told.name !== "AbortError" && told.name !== "Changed") miss(what, said, again, told);
    throw told;
  }
}

answerBy({ fetched, forget, firstView: () => JSON.parse(byId("view-data").textContent ?? ""), meant: (text) => text });
