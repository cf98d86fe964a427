// The details, which Dash keeps up: told what to tell, and never shown as the record's that is lit when they are another's.
// From a pick until its own details have come the old ones stand for a moment, then a line that names what was picked;
// where they cannot be had, a sentence says so. Dash's own scripts wait in the page until the pictures stand.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const SOON = 100; // ms that a record's details may take before a line stands for them
  const AWAY = "The server does not answer.", REFUSED = "The server did not understand what was asked.";

  const region = document.getElementById("details");
  const wait = document.getElementById("details-wait");
  const words = wait.querySelector("p"), again = wait.querySelector("button");
  const address = () => "?" + explorer.query();
  const picked = () => explorer.part("sel");
  let begun = false; // whether Dash is there
  let told = { of: picked(), ours: true, address: address() }; // what the column tells: a record or "", from whose data, for what
  let asked = null; // the address asked for last, until it is answered
  let answered = told.address; // the address of the last answer to what was asked for last
  let waiting = 0, busy = 0, late = 0;
  let back = null; // where in the details the keyboard was when they were left

  const isPicked = () => told.ours && told.of === picked();

  function name() {
    const ties = explorer.tiesOf(picked());
    return ties ? ties.name : "what is picked";
  }

  // --- what stands in the column ----------------------------------------------------------------------------------

  /** Puts a sentence in the place of details that are not those of what is lit; the column keeps its height. */
  function stand(sentence, failed = false) {
    if (!region.classList.contains("waits")) {
      if (region.contains(document.activeElement)) back = back || region;
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
    const part = region.querySelector("#details-body > [data-of]");
    return part ? part.dataset.of : told.of;
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

  function fail(reason) {
    settle();
    if (told.ours && told.address === address()) return; // what stands there is what was asked for
    if (!isPicked()) stand(`The details ${picked() ? `of ${name()} ` : ""}could not be fetched. ${reason}`, true);
    const missing = isPicked() ? "The details are those of before." : `The details of ${name()} are missing.`;
    explorer.server.missed("details", missing, retry, reason === AWAY ? null : { name: "Refused", message: reason });
  }

  function retry() {
    if (begun) return ask();
    explorer.fetched("healthz", { as: "text" }).then(() => location.reload(), () => fail(AWAY)); // Dash itself is missing
  }

  const drawing = new MutationObserver(() => { if (isPicked()) give(); });
  drawing.observe(region, { subtree: true, childList: true, attributeFilter: ["data-of"] });

  again.addEventListener("click", () => {
    back = region;
    retry();
  });

  // --- asking Dash ------------------------------------------------------------------------------------------------

  /** Has told what the address says, after so many ms. */
  explorer.tell = function (after) {
    clearTimeout(waiting);
    if (begun) waiting = setTimeout(ask, after);
    if (begun || !isPicked()) expect();
    if (!begun && !isPicked()) patience(); // Dash reads the address by itself when it begins
  };

  function patience() {
    clearTimeout(late);
    late = setTimeout(fail, explorer.server.WAIT, AWAY);
  }

  function ask() {
    asked = address();
    expect();
    patience();
    window.dash_clientside.set_props("asked", { data: asked });
  }

  /** How a request of Dash's ended, before anything of its answer is drawn: {data, payload: what was asked} or {error}. */
  explorer.resolved = function (callback, { data, error, payload }) {
    if (callback.clientside_function) return;
    if (error) return fail(error.status < 500 ? REFUSED : AWAY); // an earlier one may have failed; the last is still awaited
    if (payload.inputs[0].value === asked) [asked, answered] = [null, asked];
    const [answer] = Object.values(data);
    if (!answer) return;
    const { of, ours } = meaning(answer.children, "");
    if (!ours || of !== picked()) fetching();
  };

  /** What details tell: their outermost part says it. */
  function meaning(children, address) {
    const { "data-of": of = "", "data-hash": hash } = (children && children.props) || {};
    return { of, ours: explorer.server.isOurs(hash), address };
  }

  /** Details are drawn. */
  function drawn(children) {
    const last = asked === null && answered === address(); // else another is picked already, and is about to be asked for
    told = meaning(children, last ? answered : "");
    if (!told.ours) {
      settle();
      return stand("The data have changed since this page was opened.");
    }
    if (last) settle();
    explorer.server.came(last ? "details" : "");
    if (isPicked()) {
      busy = setTimeout(() => standing() === picked() || fetching(), SOON);
      give();
    } else if (last && explorer.picked(told.of)) explorer.follow(); // the server does not know what was picked
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    explorer: {
      begin() {
        begun = true;
        asked = address();
        patience();
        return asked;
      },
      told(children) {
        if (!children) return;
        const first = document.getElementById("details-first");
        const inside = first !== null && first.contains(document.activeElement);
        document.getElementById("react-entry-point").hidden = false;
        if (first) first.remove(); // what the server sent gives way to what Dash keeps up
        drawn(children);
        document.documentElement.dataset.ready = "yes";
        if (inside || back) requestAnimationFrame(() => (inside || document.activeElement === document.body) && focusTitle());
        if (isPicked()) back = null;
      },
    },
  });

  /** Notes that a link was followed: if it stands in the details, it goes with them. */
  explorer.leaving = (link) => { back = link.closest("#details") ? link : null; };

  /** The keyboard goes on from the next record's heading. */
  function focusTitle() {
    const title = region.querySelector(".told .record-title");
    if (title) title.focus();
  }

  /** Brings Dash's own scripts. */
  function bringDash() {
    const sent = [...document.getElementById("dash-scripts").content.querySelectorAll("script")];
    const made = sent.map((old) => {
      const script = document.createElement("script");
      [...old.attributes].forEach(({ name, value }) => script.setAttribute(name, value));
      script.async = false;
      script.textContent = old.textContent;
      return script;
    });
    const inline = made.filter((script) => !script.src), files = made.filter((script) => script.src);
    if (files.length) files[files.length - 1].addEventListener("load", () => document.body.append(...inline));
    document.body.append(...files);
  }

  explorer.afterPaint().then(bringDash);
})(window.explorer);
