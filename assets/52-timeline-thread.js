// Ties the steps of the selected instrument together on the timeline, so that a bill's life reads as one thread.
(function (explorer) {
  "use strict";

  /** Ids of the steps, in order, of the instrument that is selected or that the selected event is a step of. */
  function steps(focus) {
    const { threads } = explorer.view;
    return threads.get(focus) || [...threads.values()].find((ids) => ids.includes(focus)) || [];
  }

  /** Draws the thread behind labels and marks; takes away the one before. */
  explorer.timelineThread = function (state) {
    const { layers, frame, meta, yOf } = explorer.timeline;
    layers.courses.querySelectorAll(".tl-thread").forEach((old) => old.remove());
    const ids = new Set(state.focus ? steps(state.focus) : []);
    const marks = meta.marks.filter((mark) => ids.has(mark.id) && mark.rank === mark.weight);
    if (!frame || marks.length < 2 || meta.rows === "instrument") return;
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", "M" + marks.map((mark) => `${frame.x(mark.x)} ${yOf(mark)}`).join("L"));
    line.setAttribute("class", "tl-thread look-" + marks[0].look);
    layers.courses.append(line);
  };
})(window.explorer);
