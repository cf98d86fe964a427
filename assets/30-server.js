// Everything that the page asks of its server goes through here, and one line says when it cannot be had: the server does
// not answer, or it has other data than this page was opened with. An answer of other data never comes into the page.
// What could not be had is asked for again by a button, or by itself as soon as anything is answered.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const WAIT = 20000; // ms that an answer may take
  const AWAY = "The server does not answer.";
  const CHANGED = "The data have changed since this page was opened.";

  const line = document.getElementById("server-line");
  const said = line.querySelector(".server-said");
  const [again, reload, dismiss] = ["again", "reload", "dismiss"].map((act) => line.querySelector(`[data-act=${act}]`));
  const missed = new Map(); // what could not be had: {said, again}
  let changed = false, failing = AWAY;
  let from = null; // where the keyboard was before it came to the line

  // --- the line ---------------------------------------------------------------------------------------------------

  /** Says what is the matter, or with "" nothing; over the page, and over a dialog where one is open. */
  function tell(text) {
    if (!text && line.contains(document.activeElement)) (from && from.isConnected ? from : fallback()).focus({ preventScroll: true });
    const home = document.querySelector("dialog[open]") || document.body;
    if (text && line.parentElement !== home) home.append(line);
    if (said.textContent !== text) said.textContent = text;
    line.classList.toggle("says", text !== "");
    document.documentElement.classList.toggle("server-says", text !== "");
    again.hidden = changed || !text;
    reload.hidden = !changed || !text;
    dismiss.hidden = !text;
  }

  const fallback = () => line.closest("dialog") || document.getElementById("details");

  function sentence() {
    if (changed) return CHANGED;
    const last = missed.get("view") || [...missed.values()].pop();
    return last ? `${failing} ${last.said}` : "";
  }

  again.addEventListener("click", () => askAgain());
  reload.addEventListener("click", () => location.reload());
  dismiss.addEventListener("click", () => tell(""));
  addEventListener("online", () => askAgain());
  line.addEventListener("mousedown", (event) => event.preventDefault()); // what had the keyboard keeps it
  line.addEventListener("focusin", ({ relatedTarget }) => { if (!line.contains(relatedTarget)) from = relatedTarget; });
  // A dialog that is left does not take the line along.
  document.addEventListener("close", (event) => { if (event.target.contains(line)) document.body.append(line); }, true);

  function askAgain(but) {
    [...missed].filter(([what]) => what !== but).forEach(([, { again }]) => again());
  }

  // --- what other modules find out by themselves --------------------------------------------------------------------

  const server = {
    WAIT,
    /** Something could not be had: what is shown instead is `said`; `again()` asks for it once more. */
    missed(what, said, again, error) {
      failing = (error && error.name === "Refused" && error.message) || AWAY;
      missed.delete(what); // the last to fail is told
      missed.set(what, { said, again });
      tell(sentence());
    },
    /** Something has come: what else is missed can be asked for, too. */
    came(what) {
      missed.delete(what);
      if (missed.size) askAgain(what);
      else if (!changed) tell("");
    },
    /** Something is not wanted any more. */
    forget(what) {
      if (missed.delete(what) && !changed) tell(sentence());
    },
    /** Whether an answer that names its data is of this page's; says so where it is not. */
    isOurs(hash) {
      if (!hash || hash === explorer.data.hash) return true;
      changed = true;
      tell(CHANGED);
      return false;
    },
  };
  explorer.server = server;

  // --- asking -----------------------------------------------------------------------------------------------------

  function failure(name, message) {
    return Object.assign(new Error(message), { name });
  }

  /** An answer that is of this page's data, or an error whose message can be shown; "AbortError" where it was called off. */
  async function answered(address, signal, wait, cache = "default") {
    const own = new AbortController();
    const stop = () => own.abort();
    if (signal) signal.addEventListener("abort", stop);
    if (signal && signal.aborted) stop();
    const late = setTimeout(stop, wait);
    let answer;
    try {
      answer = await fetch(address, { signal: own.signal, cache });
    } catch {
      throw signal && signal.aborted ? failure("AbortError", "") : failure("Away", AWAY);
    } finally {
      clearTimeout(late);
    }
    if (answer.status >= 500) throw failure("Away", AWAY);
    const hash = answer.headers.get("X-Landscape");
    if (hash && hash !== explorer.data.hash && cache === "default") {
      return answered(address, signal, wait, "reload"); // unless it is an old answer that the browser has kept
    }
    if (!server.isOurs(hash)) throw failure("Changed", CHANGED);
    if (answer.ok) return answer;
    const told = await answer.json().catch(() => ({}));
    throw failure("Refused", told.error || `The server answered ${answer.status}.`);
  }

  /**
   * Asks the server for `address`, relative to the page. Answers with its JSON, or `as` "text" or "response".
   * `what` names the thing wanted, of which one can be missed at a time; `said` is what the line says of the page then,
   * `again()` asks once more. Without `what` nothing is said of a failure; nor of what the server refuses with a reason
   * where the caller `tells` that himself.
   */
  explorer.fetched = async function (address, { as = "json", signal, wait = WAIT, what = "", said = "", again, tells = false } = {}) {
    try {
      const answer = await answered(address, signal, wait);
      const body = as === "response" ? answer : await answer[as]();
      server.came(what);
      return body;
    } catch (error) {
      const cut = error instanceof TypeError || error instanceof SyntaxError; // an answer that ended in its middle
      const told = error.name === "AbortError" && signal && signal.aborted ? error : cut ? failure("Away", AWAY) : error;
      if (told.name === "Refused" && tells) server.came(what);
      else if (what && told.name !== "AbortError" && told.name !== "Changed") server.missed(what, said, again, told);
      throw told;
    }
  };
})(window.explorer);
