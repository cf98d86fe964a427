// The tab's history: one entry for a choice, and one for a gesture however many values it passes through. While a slider, a
// window in time or a day is changing, the address is written a few times a second, and its last value always: what comes
// faster is refused by browsers (WebKit throws, Chromium drops it), and would leave an entry for every value.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const EVERY = 250; // ms between two writings
  const PAUSE = 1000; // ms without a change after which the same control begins another gesture
  const LATER = 2000; // ms before what the browser refused is tried again

  let gesture = ""; // whose entry is the present one
  let changed = -Infinity; // when its last change was made
  let acted = 0; // when the reader last did something
  let held = false; // whether a pointer is down
  let wanted = null; // {address, state, push}: what is still to be written
  let written = -Infinity, waiting = 0;

  // When something was done is what counts, not when a busy page came to hear of it.
  function act(event) {
    acted = event.timeStamp;
    if (event.type !== "input" && acted - changed > PAUSE) gesture = "";
    if (event.type === "pointerdown") held = true;
  }
  ["keydown", "pointerdown", "input"].forEach((kind) => addEventListener(kind, act, true));
  ["pointerup", "pointercancel"].forEach((kind) => addEventListener(kind, () => { held = false; }, true));

  /** Writes an address: into an entry of its own, or with the name of a gesture into the one for all its values. */
  explorer.record = function (address, state, name = "") {
    const same = name !== "" && name === gesture && (held || acted - changed < PAUSE);
    gesture = name;
    changed = acted;
    if (!same) write();
    wanted = { address, state, push: !same || Boolean(wanted && wanted.push) };
    if (!same) write();
    else if (!waiting) waiting = setTimeout(write, Math.max(0, written + EVERY - performance.now()));
  };

  /** Writes an address into the present entry: the same view, said otherwise. */
  explorer.amend = function (address, state) {
    wanted = { address, state, push: Boolean(wanted && wanted.push) };
    write();
  };

  function write() {
    clearTimeout(waiting);
    waiting = 0;
    if (!wanted) return;
    const { address, state, push } = wanted;
    try {
      history[push ? "pushState" : "replaceState"](state, "", address);
    } catch { /* refused; it is seen below, as where the browser says nothing */ }
    written = performance.now();
    if (location.href === new URL(address, location.href).href) wanted = null;
    else waiting = setTimeout(write, LATER);
  }

  /** What was still to be written belonged to the entry that was left. */
  addEventListener("popstate", () => {
    clearTimeout(waiting);
    [waiting, wanted, gesture] = [0, null, ""];
  });
  addEventListener("pagehide", write);
})(window.explorer);
