// The timeline within reach: pointer, touch and keyboard. One tab stop; arrows walk in time and between lanes.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const REACH = 12; // px around a mark that belong to it: targets of 24 px
  const FINGER = 44; // px: how high and wide what a finger touches is
  let box = null;
  let stop = ""; // the key of the mark that holds the tab stop
  let tip = null;

  const state = () => explorer.timeline;
  /** The mark or the cell of counts with that key; and its element. */
  const markOf = (key) => state().meta.marks.find((mark) => mark.key === key) || cellOf(key);
  const cellOf = (key) => state().meta.cells.find((cell) => cell.key === key);
  const pointOf = (key) => state().marks.get(key) || state().svg.querySelector(`.tl-cell[data-key="${CSS.escape(key)}"]`);
  const SIGN = ".tl-mark, .tl-cell";
  let inside = null; // the cell that was zoomed in to by keyboard, until what is in it has come

  /** Called once, when the picture is there. */
  explorer.timelineReach = function (theBox) {
    box = theBox;
    box.addEventListener("click", click);
    box.addEventListener("keydown", keydown);
    box.addEventListener("focusin", (event) => {
      const point = event.target.closest(SIGN);
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
    if (!marks.has(stop) && !cellOf(stop)) stop = chosen ? chosen.dataset.key : (meta.cells[0] || meta.marks[0] || { key: "" }).key;
    rove(stop);
    enter();
  };

  /** The keyboard goes on inside the cell that was zoomed in to. */
  function enter() {
    const { meta, from, to } = state();
    if (!inside || inside.meta === meta) return;
    const { cell } = inside;
    const near = (one) => one.band === cell.band && one.x >= Math.max(from, cell.x0) && one.x <= Math.min(to, cell.x1);
    const first = meta.cells.find(near) || meta.marks.find(near);
    inside = null;
    if (first && (document.activeElement === document.body || box.contains(document.activeElement))) go(first.key);
  }

  /** Zooms in to the period of a cell. */
  function open(cell, byKeyboard) {
    inside = byKeyboard ? { cell, meta: state().meta } : null;
    tell("");
    const room = (cell.x1 - cell.x0) * 0.02;
    explorer.timelineShow(cell.x0 - room, cell.x1 + room);
  }

  function click(event) {
    const more = event.target.closest(".tl-more");
    if (more) return zoomTo(more);
    // A click that a screen reader gives to the point itself (detail 0) has no place of its own.
    const point = event.detail === 0 && event.target.closest(SIGN);
    const key = point ? point.dataset.key : under(event);
    if (key) return select(key, event.detail === 0);
    const near = moreNear(event);
    if (near) zoomTo(near);
  }

  /** The "+3 more" that a finger meant: it has 44 px of height, wherever no mark is nearer. */
  function moreNear({ clientX, clientY }) {
    return [...state().svg.querySelectorAll(".tl-more")].find((more) => {
      const { left, right, top, bottom } = more.getBoundingClientRect();
      const room = Math.max(0, FINGER - (bottom - top)) / 2;
      return clientX >= left - room && clientX <= right + room && clientY >= top - room && clientY <= bottom + room;
    });
  }

  function select(key, byKeyboard) {
    const one = markOf(key);
    if (one.cell) open(one, byKeyboard);
    else if (explorer.select) explorer.select(one.id);
  }

  /** Zooms in to the names a band has no room for; the keyboard goes on from the first of them. */
  function zoomTo(more) {
    const byKeyboard = more.matches(":focus-visible");
    const first = explorer.timelineMore(Number(more.dataset.band));
    if (byKeyboard && first && !document.activeElement.closest(".tl-more")) go(first.key);
  }

  // --- keyboard ---------------------------------------------------------------------------------------------------

  function rove(key) {
    const before = pointOf(stop);
    if (before) before.setAttribute("tabindex", "-1");
    stop = key;
    const point = pointOf(key);
    if (point) point.setAttribute("tabindex", "0");
  }

  function keydown(event) {
    if (event.key === "Escape") tell("");
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const more = event.target.closest(".tl-more");
    const point = event.target.closest(SIGN);
    const presses = event.key === "Enter" || event.key === " ";
    if (more && presses) zoomTo(more);
    else if (zooms[event.key] && (more || point)) explorer.timelineZoom(zooms[event.key], point && point.dataset.key);
    else if (point && presses) select(point.dataset.key, true);
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
    Home: (key) => file(key)[0].key,
    End: (key) => file(key)[file(key).length - 1].key,
  };

  /** What a mark or a cell is one of, in time: all marks, or the counts of one band. */
  function file(key) {
    const { marks, cells } = state().meta;
    const here = markOf(key);
    return here.cell ? cells.filter((cell) => cell.band === here.band) : marks;
  }

  function beside(key, step) {
    const all = file(key);
    const place = all.findIndex((one) => one.key === key) + step;
    return all[Math.min(all.length - 1, Math.max(0, place))].key;
  }

  /** From row to row: a band's counts, then its marks. */
  function nearest(key, step) {
    const { marks, cells, bands } = state().meta;
    const here = markOf(key);
    for (let row = here.band * 2 + (here.cell ? 0 : 1) + step; bands[row >> 1]; row += step) {
      const there = (row % 2 ? marks : cells).filter((one) => one.band === row >> 1);
      if (there.length) return there.reduce((a, b) => (Math.abs(b.x - here.x) < Math.abs(a.x - here.x) ? b : a)).key;
    }
    return key;
  }

  function go(key) {
    explorer.timelineReveal(key);
    const point = pointOf(key);
    if (!point) return;
    rove(key);
    point.focus({ focusVisible: true });
  }

  // --- pointer ----------------------------------------------------------------------------------------------------

  /** The key of the mark whose label or sign is under the pointer, or "". */
  function under(event) {
    const label = event.target.closest && event.target.closest(".tl-label, .tl-cell");
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
    const { frame, yOf, rows } = state();
    const y = mark.cell ? explorer.timelineCells.yOf(mark, frame, rows) : yOf(mark);
    tip.firstChild.textContent = mark.title;
    tip.lastChild.textContent = mark.cell ? mark.said : `${mark.said} · ${mark.status}${mark.disputed ? " · sources disagree" : ""}`;
    tip.hidden = false;
    const left = Math.min(Math.max(frame.x(mark.x), frame.left), frame.right) - 14;
    tip.style.left = Math.max(0, Math.min(left, frame.width - tip.offsetWidth)) + "px";
    tip.style.top = Math.max(0, y - 14 - tip.offsetHeight) + "px";
  }
})(window.explorer);
