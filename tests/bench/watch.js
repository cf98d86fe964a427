// Watches a page from its first moment, the same way on every page: what was on screen when, how evenly frames come.
// Added by the browser before the page's own scripts; `page` tells what to look for.
(function (page) {
  "use strict";
  // A document of its own is made for about:blank too; nothing is measured there.
  if (location.protocol !== "http:") return;
  const watch = {
    first: null, // ms from navigation to the frame after the first picture was there
    ready: null, // ms from navigation to the frame after everything was interactive
    lastBusy: 0, // when a frame last came late
    stamps: null, // while recording: the times of the frames
    armed: null, // what is waited for after the next input
    result: null,
  };
  window.benchWatch = watch;

  /** Whether something of the selector is drawn within the window. */
  function onScreen(selector) {
    for (const element of document.querySelectorAll(selector)) {
      const box = element.getBoundingClientRect();
      if (box.width > 0 && box.height > 0 && box.top < innerHeight && box.bottom > 0) return true;
    }
    return false;
  }

  const plots = () => [...document.querySelectorAll(".js-plotly-plot")];
  const points = (plot) => (plot.calcdata || []).reduce((sum, trace) => sum + trace.length, 0);

  const isReady = {
    marked: () => document.documentElement && "ready" in document.documentElement.dataset,
    text: () => onScreen(page.picture),
    plots: () => plots().length === 2 && plots().every((plot) => plot.on && points(plot) > 0)
      && document.title !== "Updating..." && !document.querySelector("[data-dash-is-loading]"),
  }[page.ready];

  const isDrawn = page.ready === "plots" ? () => plots().some((plot) => points(plot) > 0) && onScreen(page.picture) : () => onScreen(page.picture);

  const done = {
    /** Each of the selectors is there. */
    there: (selectors) => selectors.every((selector) => document.querySelector(selector)),
    /** An attribute of an element is another than it was. */
    changed: ([selector, name, before]) => document.querySelector(selector).getAttribute(name) !== before,
    /** Both figures were drawn again. */
    replotted: (before) => watch.drawn && watch.drawn.every((count, place) => count > before[place]),
  };
  watch.holds = (armed) => done[armed.done](armed.what);

  /** Waits for the next input of a type, then for the frame after a condition has come true. */
  watch.arm = function (armed) {
    watch.result = null;
    watch.armed = { ...armed, from: null };
    window.addEventListener(armed.input, (event) => {
      watch.armed.from = event.timeStamp;
      watch.armed.at = performance.now();
    }, { capture: true, once: true });
  };

  // A message that is posted in a frame arrives after that frame was made: what holds then is in the picture. The
  // beginning of the next frame is what counts, as until then the browser was busy with bringing this one on screen.
  const after = new MessageChannel(), seen = { first: false, ready: false, result: null };
  after.port1.onmessage = () => {
    if (!seen.first) seen.first = isDrawn();
    if (!seen.ready) seen.ready = isReady();
    const armed = watch.armed;
    if (armed && armed.from !== null && began > armed.at && watch.holds(armed)) {
      seen.result = { from: armed.from };
      watch.armed = null;
    }
  };

  let before = 0, began = 0;
  function frame(stamp) {
    began = performance.now();
    if (seen.first && watch.first === null) watch.first = began;
    if (seen.ready && watch.ready === null) watch.ready = began;
    if (seen.result) watch.result = { ...seen.result, to: began };
    seen.result = null;
    if (stamp - before > 34) watch.lastBusy = began;
    before = stamp;
    if (watch.stamps) watch.stamps.push(stamp);
    after.port2.postMessage(null);
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);
})(PAGE);
