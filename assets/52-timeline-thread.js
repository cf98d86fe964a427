// Ties the steps of the selected instrument together on the timeline, so that a bill's life reads as one thread.
(function (explorer) {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  /** Ids of the steps, in order, of the instrument that is selected or that the selected event is a step of. */
  function steps(focus) {
    const record = explorer.data.records[focus];
    return record ? explorer.data.threads[focus] || explorer.data.threads[record.thread] || [] : [];
  }

  /** Draws the thread behind the marks, in the plot's own px; takes away the one before. */
  explorer.timelineThread = function (state) {
    const { gd, frame, spots, meta } = explorer.timeline;
    gd.querySelectorAll(".tl-thread").forEach((old) => old.remove());
    const traces = gd.querySelector(".scatterlayer");
    const ids = steps(state.focus).filter((id) => spots && spots.has(id));
    if (!traces || !frame || ids.length < 2) return;
    const marks = ids.map((id) => meta.marks.find((mark) => mark.id === id));
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", "M" + marks.map((mark) => `${frame.px(mark.x)} ${spots.get(mark.id).y}`).join("L"));
    line.setAttribute("class", "tl-thread look-" + meta.lanes.find((lane) => lane.id === marks[0].lane).look);
    traces.before(line);
  };
})(window.explorer);
