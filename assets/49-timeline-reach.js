// The timeline within reach: pointer, touch and keyboard. One tab stop; arrows walk in time and between lanes.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const REACH = 12; // px around a mark that belong to it: targets of 24 px
  let box = null;
  let stop = ""; // the key of the mark that holds the tab stop
  let tip = null;

  const state = () => explorer.timeline;
  const markOf = (key) => state().meta.marks.find((mark) => mark.key === key);

  /** Called once, when the picture is there. */
  explorer.timelineReach = function (theBox) {
    box = theBox;
    box.addEventListener("click", click);
    box.addEventListener("keydown", keydown);
    box.addEventListener("focusin", (event) => {
      const point = event.target.closest(".tl-mark");
      if (!point) return;
      rove(point.dataset.key);
      light(point.dataset.key, "focused");
      const spot = state().spots.get(point.dataset.key);
      if (point.matches(":focus-visible") && !(spot && spot.side)) tell(point.dataset.key); // others wear their name
    });
    box.addEventListener("focusout", () => {
      light("", "focused");
      tell("");
    });
    box.addEventListener("pointermove", (event) => {
      const key = event.pointerType === "touch" || event.buttons ? "" : under(event);
      light(key, "hover");
      tell(key);
      box.classList.toggle("tl-over", key !== "");
    });
    box.addEventListener("pointerleave", () => {
      light("", "hover");
      tell("");
    });
  };

  /** Called after every draw: the tab stop is where it was, else at the selection, else at the first event. */
  explorer.timelineDrawn = function () {
    const { meta, marks, svg } = state();
    const chosen = svg.querySelector(".tl-mark.sel");
    if (!marks.has(stop)) stop = chosen ? chosen.dataset.key : (meta.marks[0] || { key: "" }).key;
    rove(stop);
  };

  function click(event) {
    const more = event.target.closest(".tl-more");
    if (more) return zoomTo(more);
    // A click that a screen reader gives to the point itself (detail 0) has no place of its own.
    const point = event.detail === 0 && event.target.closest(".tl-mark");
    const key = point ? point.dataset.key : under(event);
    if (key) select(key);
  }

  function select(key) {
    if (explorer.select) explorer.select(markOf(key).id);
  }

  /** Zooms in to the names a band has no room for; the keyboard goes on from the first of them. */
  function zoomTo(more) {
    const byKeyboard = more.matches(":focus-visible");
    const first = explorer.timelineMore(Number(more.dataset.band));
    if (byKeyboard && first && !document.activeElement.closest(".tl-more")) go(first.key);
  }

  // --- keyboard ---------------------------------------------------------------------------------------------------

  function rove(key) {
    const before = state().marks.get(stop);
    if (before) before.setAttribute("tabindex", "-1");
    stop = key;
    const point = state().marks.get(key);
    if (point) point.setAttribute("tabindex", "0");
  }

  function keydown(event) {
    if (event.key === "Escape") tell("");
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const more = event.target.closest(".tl-more");
    const point = event.target.closest(".tl-mark");
    const presses = event.key === "Enter" || event.key === " ";
    if (more && presses) zoomTo(more);
    else if (zooms[event.key] && (more || point)) explorer.timelineZoom(zooms[event.key], point && point.dataset.key);
    else if (point && presses) select(point.dataset.key);
    else if (point && goes[event.key]) go(goes[event.key](point.dataset.key));
    else return;
    event.preventDefault();
  }

  const zooms = { "+": "in", "=": "in", "-": "out", 0: "fit" };

  /** Where each key leads from a mark: in time, or to the nearest in the band above or below. */
  const goes = {
    ArrowRight: (key) => beside(key, 1),
    ArrowLeft: (key) => beside(key, -1),
    ArrowDown: (key) => nearest(key, 1),
    ArrowUp: (key) => nearest(key, -1),
    Home: () => state().meta.marks[0].key,
    End: () => state().meta.marks[state().meta.marks.length - 1].key,
  };

  function beside(key, step) {
    const { marks } = state().meta;
    const place = marks.findIndex((mark) => mark.key === key) + step;
    return marks[Math.min(marks.length - 1, Math.max(0, place))].key;
  }

  function nearest(key, step) {
    const { marks, bands } = state().meta;
    const here = markOf(key);
    for (let band = here.band + step; bands[band]; band += step) {
      const there = marks.filter((mark) => mark.band === band);
      if (there.length) return there.reduce((a, b) => (Math.abs(b.x - here.x) < Math.abs(a.x - here.x) ? b : a)).key;
    }
    return key;
  }

  function go(key) {
    explorer.timelineReveal(key);
    const point = state().marks.get(key);
    if (!point) return;
    rove(key);
    point.focus({ focusVisible: true });
  }

  // --- pointer ----------------------------------------------------------------------------------------------------

  /** The key of the mark whose label or sign is under the pointer, or "". */
  function under(event) {
    const label = event.target.closest && event.target.closest(".tl-label");
    return label ? label.dataset.key : markAt(event);
  }

  /** The nearest mark whose sign, bar or whisker is within reach, or ""; reckoned, so that nothing is laid out for it. */
  function markAt(event) {
    const { frame, svg, meta, yOf } = state();
    if (!frame) return "";
    const around = svg.getBoundingClientRect();
    const x = event.clientX - around.left - frame.left;
    const y = event.clientY - around.top;
    let found = "";
    let least = REACH;
    for (const mark of meta.marks) {
      const down = Math.abs(y - yOf(mark));
      if (down > REACH + 8) continue;
      const [left, right] = explorer.timelineFrame.ink(mark, frame);
      const far = Math.hypot(Math.max(left - x, x - right, 0), Math.max(0, down - 6));
      if (far < least) [least, found] = [far, mark.key];
    }
    return found;
  }

  function light(key, word) {
    const { svg } = state();
    svg.querySelectorAll("." + word).forEach((part) => part.dataset.key !== key && part.classList.remove(word));
    if (key) svg.querySelectorAll(`[data-key="${CSS.escape(key)}"]`).forEach((part) => part.classList.add(word));
  }

  /** A quiet note with the full title, the date in words and the status; everything in it is said elsewhere, too. */
  function tell(key) {
    const mark = key && markOf(key);
    if (!mark) {
      if (tip) tip.hidden = true;
      return;
    }
    if (!tip || !tip.isConnected) {
      tip = document.createElement("div");
      tip.className = "tl-tip";
      tip.setAttribute("aria-hidden", "true");
      tip.append(document.createElement("b"), document.createElement("span"));
      box.append(tip);
    }
    const { frame, yOf } = state();
    tip.firstChild.textContent = mark.title;
    tip.lastChild.textContent = `${mark.said} · ${mark.status}${mark.disputed ? " · sources disagree" : ""}`;
    tip.hidden = false;
    const left = Math.min(Math.max(frame.x(mark.x), frame.left), frame.right) - 14;
    tip.style.left = Math.max(0, Math.min(left, frame.width - tip.offsetWidth)) + "px";
    tip.style.top = Math.max(0, yOf(mark) - 14 - tip.offsetHeight) + "px";
  }
})(window.explorer);
