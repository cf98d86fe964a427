// The timeline within reach: pointer, touch and keyboard. One tab stop; arrows walk in time and between lanes.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const REACH = 12; // px around a mark that belong to it: targets of 24 px
  let host = null;
  let stop = ""; // the event that holds the tab stop
  let tip = null;

  /** Called once for a graph, when it is there. */
  explorer.timelineReach = function (theHost) {
    host = theHost;
    stop = "";
    host.addEventListener("click", (event) => {
      // A click that a screen reader gives to the point itself (detail 0); plotly tells of those by hand.
      const point = event.detail === 0 && event.target.closest(".tl-mark");
      if (point) select(point.dataset.id);
    });
    host.addEventListener("keydown", keydown);
    host.addEventListener("focusin", (event) => {
      const point = event.target.closest(".tl-mark");
      if (!point) return;
      rove(point.dataset.id);
      light(point.dataset.id, "focused");
      const spot = explorer.timeline.spots.get(point.dataset.id);
      if (point.matches(":focus-visible") && !(spot && spot.side)) tell(point.dataset.id); // others wear their name
    });
    host.addEventListener("focusout", () => {
      light("", "focused");
      tell("");
    });
    host.addEventListener("pointermove", (event) => {
      const id = event.pointerType === "touch" || event.buttons ? "" : under(event);
      light(id, "hover");
      tell(id);
      host.classList.toggle("tl-over", id !== "");
    });
    host.addEventListener("pointerleave", () => {
      light("", "hover");
      tell("");
    });
  };

  explorer.timelineClicks = {
    plotly_click: ({ event }) => select(markAt(event)),
    plotly_clickannotation: ({ annotation }) => select(annotation.name.replace(/^(label|when):/, "")),
  };

  /** Called after every draw: the tab stop is where it was, else at the selection, else at the first event. */
  explorer.timelineTagged = function () {
    const { meta, parts } = explorer.timeline;
    const chosen = host.querySelector(".tl-mark.sel");
    if (!parts.has(stop)) stop = chosen ? chosen.dataset.id : (meta.marks[0] || { id: "" }).id;
    rove(stop);
  };

  function select(id) {
    if (id && explorer.select) explorer.select(id);
  }

  function pointOf(id) {
    return (explorer.timeline.parts.get(id) || []).find((part) => part.classList.contains("tl-mark"));
  }

  // --- keyboard ---------------------------------------------------------------------------------------------------

  function rove(id) {
    stop = id;
    host.querySelectorAll(".tl-mark").forEach((point) => {
      point.setAttribute("tabindex", point.dataset.id === id ? "0" : "-1");
    });
  }

  function keydown(event) {
    const point = event.target.closest(".tl-mark");
    if (event.key === "Escape") tell("");
    if (!point || event.altKey || event.ctrlKey || event.metaKey) return;
    const id = point.dataset.id;
    if (event.key === "Enter" || event.key === " ") select(id);
    else if (zooms[event.key]) {
      explorer.timelineZoom(zooms[event.key]);
      go(id);
    }
    else if (!explorer.timeline.meta.marks.length || !goes[event.key]) return;
    else go(goes[event.key](id));
    event.preventDefault();
  }

  const zooms = { "+": "in", "=": "in", "-": "out", 0: "fit" };

  /** Where each key leads from an event: in time, or to the nearest in the lane above or below. */
  const goes = {
    ArrowRight: (id) => beside(id, 1),
    ArrowLeft: (id) => beside(id, -1),
    ArrowDown: (id) => nearest(id, 1),
    ArrowUp: (id) => nearest(id, -1),
    Home: () => explorer.timeline.meta.marks[0].id,
    End: () => explorer.timeline.meta.marks[explorer.timeline.meta.marks.length - 1].id,
  };

  function beside(id, step) {
    const { marks } = explorer.timeline.meta;
    const place = marks.findIndex((mark) => mark.id === id) + step;
    return marks[Math.min(marks.length - 1, Math.max(0, place))].id;
  }

  function nearest(id, step) {
    const { marks, lanes } = explorer.timeline.meta;
    const here = marks.find((mark) => mark.id === id);
    for (let lane = lanes.findIndex((one) => one.id === here.lane) + step; lanes[lane]; lane += step) {
      const there = marks.filter((mark) => mark.lane === lanes[lane].id);
      there.sort((a, b) => Math.abs(a.x - here.x) - Math.abs(b.x - here.x));
      if (there.length) return there[0].id;
    }
    return id;
  }

  function go(id) {
    Promise.resolve(explorer.timelineReveal(id)).then(() => {
      const point = pointOf(id);
      if (!point) return;
      rove(id);
      point.focus({ focusVisible: true });
    });
  }

  // --- pointer ----------------------------------------------------------------------------------------------------

  /** The event whose label or mark is under the pointer, or "". */
  function under(event) {
    const label = event.target.closest && event.target.closest(".tl-label");
    return label ? label.dataset.id : markAt(event);
  }

  /** The nearest event whose mark, bar or whisker is within reach, or "". */
  function markAt(event) {
    let found = "";
    let least = REACH;
    for (const [id, parts] of explorer.timeline.parts) {
      for (const part of parts) {
        if (part.classList.contains("tl-label")) continue;
        const box = part.getBoundingClientRect();
        const across = Math.max(box.left - event.clientX, event.clientX - box.right, 0);
        const down = Math.max(box.top - event.clientY, event.clientY - box.bottom, 0);
        const far = Math.hypot(across, down);
        if (box.width + box.height > 0 && far < least) {
          least = far;
          found = id;
        }
      }
    }
    return found;
  }

  function light(id, word) {
    host.querySelectorAll("." + word).forEach((part) => {
      if (part.dataset.id !== id) part.classList.remove(word);
    });
    (explorer.timeline.parts.get(id) || []).forEach((part) => part.classList.add(word));
  }

  /** A quiet note with the full title, the date in words and the status; everything in it is said elsewhere, too. */
  function tell(id) {
    const mark = id && explorer.timeline.meta.marks.find((one) => one.id === id);
    const point = mark && pointOf(id);
    if (!point) {
      if (tip) tip.hidden = true;
      return;
    }
    if (!tip || !tip.isConnected) {
      tip = document.createElement("div");
      tip.className = "tl-tip";
      tip.setAttribute("aria-hidden", "true");
      tip.append(document.createElement("b"), document.createElement("span"));
      host.append(tip);
    }
    tip.firstChild.textContent = mark.label;
    tip.lastChild.textContent = `${mark.date_words} · ${mark.status}${mark.disputed ? " · sources disagree" : ""}`;
    tip.hidden = false;
    const around = host.getBoundingClientRect();
    const box = point.getBoundingClientRect();
    const left = box.left + box.width / 2 - around.left - 14;
    tip.style.left = Math.max(0, Math.min(left, around.width - tip.offsetWidth)) + "px";
    tip.style.top = box.top - around.top - tip.offsetHeight - 6 + "px";
  }
})(window.explorer);
